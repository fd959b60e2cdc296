"""A language -> the letters that it is written with, from CLDR (`exemplars.json`, licence beside it)."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("exemplars.json")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\(.)")
_RANGE = re.compile(r"(\S)-(\S)")


@lru_cache(maxsize=64)
def letters_of(tag: str, *, foreign_words: bool = True) -> frozenset[str]:
    """Return every letter and mark, small and capital, of a language; none when CLDR does not tell.

    The main and, unless not wanted, the auxiliary set, which has the letters of foreign words in use.

    >>> "ð" in letters_of("vi"), "đ" in letters_of("vi"), "Ễ" in letters_of("vi")
    (False, True, True)
    """
    table = _table()
    found = table.get(tag) or table.get(tag.replace("_", "-")) or table.get(re.split("[-_]", tag)[0])
    if found is None:
        return frozenset()
    small = {letter for part in found[: 1 + foreign_words] for letter in _unicode_set(part)}
    both = small | {letter for one in small for letter in one.upper() if len(one.upper()) == 1}
    composed = {letter for one in both for letter in unicodedata.normalize("NFC", one)}
    return frozenset(both | composed)


def _unicode_set(text: str) -> set[str]:
    r"""Return the characters of a UnicodeSet's inside: letters, `\\uXXXX`, ranges and `{sequences}`."""
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
    letters = set(re.sub(r"[\s{}]", "", plain))
    for first, last in _RANGE.findall(plain):
        letters |= {chr(code) for code in range(ord(first), ord(last) + 1)}
    return letters - {"-"}


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return table

"""A message -> its words for people: without placeholders, tags, addresses, options and accelerators."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_PROSE = re.compile(
    r"(?P<link>(?:https?|ftp|file)://[^\s<>\"”»)]+|[\w.+-]+@[\w-]+\.[\w.-]+\w)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9:_-]*(?:\s[^<>]*)?/?>)"
    r"|(?P<brace>\{[A-Za-z0-9_]*(?:[:!.\[][^{}]*)?\})"
    r"|(?P<format>%(?:\([\w.]+\)|\d+\$)?[-+ #0'I]*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|q|L|j|z|t)?"
    r"[diouxXeEfFgGaAcCsSpnmr@]|%<\w+>)"
    r"|(?P<entity>&#?\w{1,10};)"
    r"|(?P<name>\b[A-Za-z]+(?:_[A-Za-z]+){2,}\b|\b[A-Za-z]{3,}_[A-Za-z]{3,}\b|\b\w+\(\))"
    r"|(?P<option>(?<![\w-])--?[A-Za-z][\w-]*)"
    r"|(?P<path>(?:~|\.{1,2})?/[\w.+/-]+|\$\w+|\\[abefnrtv])"
)
_ACCELERATOR = re.compile(r"(?<![\w_])[_&](?=\w)|(?<=\w)[_&](?=\w)")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@lru_cache(maxsize=4096)
def prose(text: str, own: bool = False) -> str:
    """Return a message's words for people; what is for the program becomes a space.

    >>> prose("_Save %d files, see --help").split()
    ['Save', 'files,', 'see']
    """
    bare = _NOT_PROSE.sub(" ", text)
    if own:
        return bare
    marks = _ACCELERATOR.findall(bare)
    return _ACCELERATOR.sub("", bare) if len(marks) == 1 else bare


def words(text: str, own: bool = False) -> list[str]:
    """Return the words of a message.

    >>> words("Pij %d szklanek wody.")
    ['Pij', 'szklanek', 'wody']
    """
    return WORD.findall(prose(text, own))


@lru_cache(maxsize=4096)
def folded(text: str) -> frozenset[str]:
    """Return the words of a source, small and without a plural's s: words that a translation may keep."""
    found = {word.casefold() for word in WORD.findall(text.replace("_", "").replace("&", ""))}
    return frozenset(found | {word.removesuffix("s") for word in found})


def short(text: str, length: int = 60) -> str:
    """Return the start of a text on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"

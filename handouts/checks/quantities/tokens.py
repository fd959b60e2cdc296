"""Text -> tokens: words, numbers, signs, and what is no quantity at all (placeholders, addresses)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    """Digits with whatever stands between them: `2.5`, `1 000`."""
    FRACTION = "fraction"
    """One character: ½."""
    SIGN = "sign"
    PLACEHOLDER = "placeholder"
    """`{meals}`, `%d`: a number or a word that nobody sees yet."""
    NAME = "name"
    """Letters with digits: B12, omega-3, UTF-8."""
    DATE = "date"
    TIME = "time"
    VERSION = "version"
    OPAQUE = "opaque"
    """Addresses, tags, telephone numbers."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text."""

    kind: Kind
    text: str
    """As it stands; words are folded to lower case."""
    start: int
    end: int
    raw: str = ""
    """As it stands, in its own letters."""


SPACES = " \u00a0\u202f\u2009\u2007"
_S = f"[{SPACES}]"
DASHES = "-–—‑−‒"
_UNIT_TAIL = (
    r"(?:g|kg|mg|mcg|µg|l|ml|dl|cl|kcal|kj|mm|cm|m|km|h|min|s|gb|mb|kb|tb|px|pt|ms|hz|khz|mhz|ghz|bit)"
)
_PATTERNS: tuple[tuple[str, Kind], ...] = (
    (r"</?[A-Za-z][^<>]*>", Kind.OPAQUE),
    (r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]\w*);", Kind.OPAQUE),
    (r"(?:https?|ftp|file|mailto|tel):[^\s<>\"']+|www\.[^\s<>\"']+", Kind.OPAQUE),
    (r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", Kind.OPAQUE),
    (r"%%", Kind.SIGN),
    (r"%(?:\([^)]*\)|\d+\$)?[#0+'-]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcrsap@](?![a-z])",
     Kind.PLACEHOLDER),
    (r"\$?\{[^{}]*\}|%L?\d+(?![\d%])|\$\d+|\$\([^)]*\)|%\w+%|@\w+@", Kind.PLACEHOLDER),
    (r"\\[nrt\"\\]", Kind.OPAQUE),
    (r"(?<![\w.-])-{1,2}[^\W\d_][\w-]*", Kind.OPAQUE),
    (r"(?<![\w.])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\w])", Kind.DATE),
    (r"(?<![\w.])\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)\d{4}(?![\w])", Kind.DATE),
    (r"(?<![\w.:])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\w:])", Kind.TIME),
    (r"(?<![\w.])\d{1,2}h[0-5]\d(?!\w)", Kind.TIME),
    (r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/\d+)?(?![\w.])", Kind.VERSION),
    (r"(?<!\w)[vV]\d+(?:\.\d+)*\b", Kind.VERSION),
    (rf"(?<!\w)\+\d[\d()./\-{SPACES}]{{5,}}\d(?!\w)", Kind.OPAQUE),
    (rf"(?<!\w)\(0\d+\){_S}?\d[\d\-{SPACES}]{{4,}}\d(?!\w)", Kind.OPAQUE),
    (rf"(?<!\w)0\d{{1,4}}(?:[\-.{SPACES}]\d{{2,4}}){{2,4}}(?![\w])", Kind.OPAQUE),
    (r"(?<![\w.])1[89]00[ .-]?\d{2,4}(?:[ .-]?\d{2,4})?(?!\w)", Kind.OPAQUE),
    (rf"(?<!\w)\d+(?:[.,]\d+)?(?={_UNIT_TAIL}(?!\w))", Kind.NUMBER),
    (r"(?<!\w)\d+(?=x(?!\w))", Kind.NUMBER),
    (r"(?<!\w)\d+(?:st|nd|rd|th)(?!\w)", Kind.NUMBER),
    (r"(?<!\w)[x×](?=\d+(?!\w))", Kind.SIGN),
    (r"(?<!\w)[^\W\d_]++[-_]?\d\w*+(?:[-.]\w++)*+", Kind.NAME),
    (r"(?<!\w)\d++(?:\.\d++)*+-?[^\W\d_]++\d\w*+", Kind.NAME),
    (r"(?<!\w)\d++(?:\.\d++)++[^\W\d_]\w*+", Kind.NAME),
    (r"(?<!\w)(?=\w*_)(?=\w*\d)\w++", Kind.NAME),
    (rf"\d+(?:[.,'’·٫٬]\d+|{_S}\d{{3}}(?!\d))*", Kind.NUMBER),
    (r"[¼-¾⅐-⅞]", Kind.FRACTION),
    (r"[^\W\d_]+(?:['’][^\W\d_]+)*", Kind.WORD),
    (r"\.\.\.|[^\s\w]|_", Kind.SIGN),
)  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<p{index}>{pattern})" for index, (pattern, _) in enumerate(_PATTERNS)))
_KINDS = {f"p{index}": kind for index, (_, kind) in enumerate(_PATTERNS)}
_LONGEST_NUMBER = 40
"""More digits than this are a key or a row of figures, and no quantity."""
_ACCELERATOR = re.compile(r"(?<![\w&])[_&](?=[^\W\d_])|(?<=[^\W\d_])&(?=[^\W\d_])")
_ONE_UNDERSCORE = re.compile(r"(?<=[^\W\d_])_(?=[^\W\d_])")


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, in order.

    >>> [(t.kind.value, t.text) for t in tokens("Take {n} of 2.5 ml")]
    [('word', 'take'), ('placeholder', '{n}'), ('word', 'of'), ('number', '2.5'), ('word', 'ml')]
    """
    text = _without_accelerators(unicodedata.normalize("NFC", text.replace("\u00ad", "")))
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = _KINDS[match.lastgroup or ""]
        if kind is Kind.NUMBER and len(match[0]) > _LONGEST_NUMBER:
            kind = Kind.NAME
        shown = match[0].casefold().replace("’", "'") if kind is Kind.WORD else match[0]
        found.append(Token(kind, shown, match.start(), match.end(), match[0]))
    return tuple(found)


def _without_accelerators(text: str) -> str:
    text = _ACCELERATOR.sub("", text)
    if len(_ONE_UNDERSCORE.findall(text)) == 1 and "=" not in text:
        text = _ONE_UNDERSCORE.sub("", text)
    return text


def plain_digits(text: str) -> str:
    """Return a number with the digits 0–9, whatever script it was written in."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def joined(row: Sequence[Token]) -> str:
    """Return tokens as they stood, with single spaces where there was space."""
    shown = ""
    for token, following in zip(row, (*row[1:], None), strict=True):
        shown += token.raw
        if following is not None and following.start > token.end:
            shown += " "
    return shown


def slot_name(text: str) -> str:
    """Return the name of a placeholder without its grammatical case or format.

    >>> slot_name("{days:gen}"), slot_name("%(num)d"), slot_name("%1$s")
    ('days', 'num', '1')
    """
    if match := re.fullmatch(r"\$?\{([^:!{}]*)[^{}]*\}", text):
        return match[1]
    if match := re.fullmatch(r"%\(([^)]*)\).*", text):
        return match[1]
    if match := re.fullmatch(r"%(\d+)\$.*", text):
        return match[1]
    return text

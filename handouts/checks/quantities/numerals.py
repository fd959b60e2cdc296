"""Digits as one language writes them -> numbers; what can only be another language's writing says so."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from handouts.checks.quantities.tokens import SPACES, plain_digits
from handouts.localize.cues import Cues


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read some digits."""

    value: Fraction
    foreign: bool = False
    """Whether only another language's separators give it."""


_ANY_SPACE = re.compile(f"[{SPACES}]")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)$")
_APOSTROPHE = "'’"


def readings(text: str, cues: Cues) -> tuple[Reading, ...]:
    """Return the ways to read digits, this language's own first; none for a version such as `1.2.3`.

    >>> from handouts.localize.cues import bare_cues
    >>> [(str(r.value), r.foreign) for r in readings("2.500", bare_cues("vi", "vi"))]
    [('2500', False), ('5/2', True)]
    """
    plain = _ANY_SPACE.sub(" ", plain_digits(_ORDINAL_END.sub("", text)))
    found: dict[Fraction, bool] = {}
    own = _value(plain, cues.decimal, (*cues.groups, " "))
    if own is not None:
        found[own] = False
    arabic = _value(plain, "٫", ("٬",))
    if arabic is not None:
        found[arabic] = False  # these marks come with their digits and mean nothing else
    for decimal, groups in ((".", (",", *_APOSTROPHE)), (",", (".",))):
        value = _value(plain, decimal, (*groups, " "))
        if value is not None:
            found.setdefault(value, True)
    return tuple(Reading(value, foreign) for value, foreign in found.items())


def parts(text: str) -> tuple[str, ...]:
    """Return the numbers of a run that is no one number: `5,10,15`, `116 123`."""
    return tuple(part for part in re.split(rf"[.,'’{SPACES}]", text) if part)


def _value(plain: str, decimal: str, groups: tuple[str, ...]) -> Fraction | None:
    if plain.isdigit():
        return Fraction(plain)
    point = re.escape(decimal)
    for group in groups:
        if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+(?:{point}\d+)?", plain):
            return Fraction(plain.replace(group, "").replace(decimal, "."))
    if re.fullmatch(rf"\d+{point}\d+", plain):
        return Fraction(plain.replace(decimal, "."))
    return None


def of_character(character: str) -> Fraction:
    """Return the value of ½ and its like."""
    top, _, bottom = unicodedata.normalize("NFKC", character).partition("⁄")
    return Fraction(int(top or 0), int(bottom or 1))


def shown(value: Fraction) -> str:
    """Return a number for a message.

    >>> shown(Fraction(5, 2)), shown(Fraction(1, 3))
    ('2.5', '1/3')
    """
    for scale in (1, 10, 100, 1000, 10_000):
        if (value * scale).denominator == 1:
            return str(int(value)) if scale == 1 else f"{float(value):.{len(str(scale)) - 1}f}".rstrip("0")
    return str(value)

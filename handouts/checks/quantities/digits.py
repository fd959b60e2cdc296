"""Digits among their neighbours -> fractions, signs and times of day: ½, 1/2, -5, 8.30, 8 pm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from handouts.checks.quantities.numerals import Reading, of_character
from handouts.checks.quantities.phrases import Lexicon
from handouts.checks.quantities.tokens import DASHES, Kind, Token

HALF_DAY = 12
LAST_HOUR = 23
_DENOMINATORS = (2, 3, 4, 5, 8)
_CLOCK = re.compile(r"(\d{1,2})[.,]([0-5]\d)")


def half_of_day(
    row: Sequence[Token], end: int, ways: tuple[Reading, ...], lexicon: Lexicon
) -> tuple[Reading, ...]:
    """Return the hours that “8 pm” may be: 8, and 20."""
    hit = lexicon.halves.at(row, end) or lexicon.halves.at(row, end + 1)
    value = ways[0].value
    if hit is None or value.denominator != 1 or not 0 < value <= LAST_HOUR:
        return ways
    other = value + HALF_DAY if value <= HALF_DAY else value - HALF_DAY
    return (*ways, Reading(other))


def is_clock(row: Sequence[Token], at: int, ways: tuple[Reading, ...], lexicon: Lexicon) -> bool:
    """Whether digits such as 8.30 are a time of day: after “at”, before “am”, or beside another one."""
    match = _CLOCK.fullmatch(row[at].text)
    if match is None or int(match[1]) > LAST_HOUR + 1:
        return False
    before = at - 1
    if before >= 0 and row[before].text == ".":
        before -= 1
    spoken_of = lexicon.clock_words.ending(row, before + 1) is not None
    spoken_of = spoken_of or (lexicon.cues.decimal != "." and beside_clock(row, at, lexicon))
    half = lexicon.halves.at(row, at + 1) is not None
    return (spoken_of or half) and lexicon.units.at(row, at + 1) is None and bool(ways)


def beside_clock(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a dash parts this from another time of day: 8.00–17.00."""
    for dash, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(row) and row[dash].text in DASHES:
            match = _CLOCK.fullmatch(row[other].text)
            if match is not None and "." in match[0] and int(match[1]) <= LAST_HOUR + 1:
                return True
    return False


def slash(row: Sequence[Token], at: int, lexicon: Lexicon) -> Fraction | None:
    """Return ½ for 1/2, 24 for `24/24`, and nothing for 24/7."""
    if at + 2 >= len(row) or row[at + 1].text not in "/⁄" or row[at + 2].kind is not Kind.NUMBER:
        return None
    top, bottom = row[at].text, row[at + 2].text
    near = row[at].end == row[at + 1].start and row[at + 1].end == row[at + 2].start
    if not (near and top.isdecimal() and bottom.isdecimal()):
        return None
    if top == bottom:
        return Fraction(int(top))
    if int(bottom) not in _DENOMINATORS:
        return None
    return Fraction(int(top), int(bottom)) if int(top) < int(bottom) else None


def fraction_after(row: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Fraction, int] | None:
    """Return what stands behind a whole number and adds to it, and where it ends: 2 ½, 2 and a half."""
    if row[at].kind is Kind.FRACTION:
        return of_character(row[at].text), at + 1
    if row[at].kind is Kind.NUMBER and (value := slash(row, at, lexicon)) is not None:
        return value, at + 3
    if (hit := lexicon.and_fractions.at(row, at)) is not None:
        return hit.value, at + hit.length
    return None


def is_negative(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a minus stands before digits: a sign that is no dash of a range, or the word."""
    if at == 0:
        return False
    sign = row[at - 1]
    if lexicon.minus.ending(row, at) is not None:
        return True
    if sign.text not in DASHES or sign.end != row[at].start:
        return False
    before = row[at - 2] if at > 1 else None
    return before is None or (before.end < sign.start or before.text in "([{<>=,:;/'\"„“")

"""Number words at a place -> a number: “twenty-five”, `hai mươi lăm`, `dwieście pięćdziesiąt`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from handouts.checks.quantities.phrases import Lexicon
from handouts.checks.quantities.tokens import DASHES, Kind, Token

_TEN = 10
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words."""

    value: Fraction
    length: int
    doubtful: bool
    """Whether its only word means other things, too."""
    fraction: bool = False


def spoken(row: Sequence[Token], place: int, lexicon: Lexicon) -> Spoken | None:
    """Return the longest number in words that begins at a place."""
    whole = _fraction(row, place, lexicon)
    if whole is not None:
        return whole
    parts: list[int] = []
    at, end = place, place
    joined = False
    while at < len(row):
        last = parts[-1] if parts else 0
        if parts and not joined and _is_unit_here(row, at, lexicon):
            break
        times = lexicon.multipliers.at(row, at)
        if times is not None and parts and _grows(parts, int(times.value)):
            _multiply(parts, int(times.value))
            at += times.length
        elif (word := lexicon.words.at(row, at)) is not None and _may_follow(parts, int(word.value), joined):
            if word.value == 0 and parts:
                break
            parts.append(int(word.value))
            at += word.length
        elif times is not None and not parts and times.value > _TEN:
            parts.append(int(times.value))
            at += times.length
        elif (
            parts
            and last >= _HUNDRED
            and (joiner := lexicon.joiners.at(row, at)) is not None
            and (after := lexicon.words.at(row, at + joiner.length)) is not None
            and 0 < after.value < _HUNDRED
        ):
            at += joiner.length
            joined = True
            continue
        elif parts and _is_hyphen(row, at) and last % _TEN == 0 and _TEN < last < _HUNDRED:
            after = lexicon.words.at(row, at + 1)
            if after is None or not 0 < after.value < _TEN:
                break
            at += 1
            continue
        else:
            break
        end, joined = at, False
    if not parts:
        prefix = lexicon.prefixes.at(row, place)
        return Spoken(prefix.value, prefix.length, doubtful=True) if prefix is not None else None
    alone = end - place == 1
    doubtful = alone and bool(lexicon.doubtful.at(row, place) or lexicon.multipliers.at(row, place))
    return Spoken(Fraction(sum(parts)), end - place, doubtful)


def multiplier(row: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[Fraction, int] | None:
    """Return hundred, thousand, million after digits, and how many tokens it takes."""
    hit = lexicon.multipliers.at(row, place)
    return (hit.value, hit.length) if hit is not None and hit.value >= _HUNDRED else None


def _fraction(row: Sequence[Token], place: int, lexicon: Lexicon) -> Spoken | None:
    hit = lexicon.fractions.at(row, place)
    if hit is None:
        return None
    doubtful = lexicon.doubtful.at(row, place)
    return Spoken(
        hit.value, hit.length, doubtful is not None and doubtful.length >= hit.length, fraction=True
    )


def _may_follow(parts: list[int], value: int, joined: bool) -> bool:
    if not parts:
        return True
    last = parts[-1]
    size = 1
    while last % (size * _TEN) == 0 and last:
        size *= _TEN
    return 0 < value < size or (joined and value < _HUNDRED)


def _grows(parts: list[int], times: int) -> bool:
    return 0 < parts[-1] < times


def _multiply(parts: list[int], times: int) -> None:
    small = 0
    while parts and parts[-1] < times:
        small += parts.pop()
    parts.append(small * times)


def _is_unit_here(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word that is a number and a unit (`năm`: five, year) is a unit after a number."""
    hit = lexicon.units.at(row, at)
    return hit is not None and lexicon.multipliers.at(row, at + hit.length) is None


def _is_hyphen(row: Sequence[Token], at: int) -> bool:
    token = row[at]
    near = at + 1 < len(row) and token.end == row[at + 1].start and row[at - 1].end == token.start
    return token.kind is Kind.SIGN and token.text in DASHES and near

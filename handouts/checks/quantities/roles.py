"""Tokens and quantities -> the same with their roles: ends of ranges, limits, how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from handouts.checks.quantities.items import Content, Quantity, Range, Slot, Sure
from handouts.checks.quantities.phrases import Lexicon
from handouts.checks.quantities.tokens import DASHES, Kind, Token
from handouts.localize.cues import PERIODS

_REACH = 2
"""Words that may stand between a number and its limit: more than **about** 5, 5 **eggs** or more."""
_DENIAL_REACH = 3
_TURNED = {"over": "max", "under": "min"}
"""What a “not” makes of a limit."""
Item = Quantity | Slot


def with_roles(row: Sequence[Token], content: Content, lexicon: Lexicon) -> Content:
    """Return the content with its ranges, limits and periods filled in."""
    quantities, periods = _frequencies(row, content, lexicon)
    taken = frozenset(place for q in quantities if q.sure > Sure.HINT for place in range(q.start, q.end))
    quantities = tuple(_limited(row, q, lexicon, taken) for q in quantities)
    slots = tuple(_limited(row, s, lexicon, taken) for s in content.slots)
    ranges, quantities = _ranges(row, quantities, slots, lexicon)
    return replace(
        content,
        quantities=quantities,
        slots=slots,
        ranges=ranges,
        periods=periods,
        mentioned=content.mentioned | {name for name, _ in periods},
        limits=_limits(row, lexicon),
    )


def _ranges(
    row: Sequence[Token], quantities: tuple[Quantity, ...], slots: tuple[Slot, ...], lexicon: Lexicon
) -> tuple[tuple[Range, ...], tuple[Quantity, ...]]:
    ends: list[Item] = [*slots, *(q for q in quantities if q.sure > Sure.HINT)]
    ends.sort(key=lambda item: (item.start, item.end))
    found: list[Range] = []
    kept = {id(q): q for q in quantities}
    for low, high in pairwise(ends):
        if low.start == high.start or not _is_range(row, low, high, lexicon):
            continue
        if isinstance(low, Quantity) and isinstance(high, Quantity) and not low.units:
            with_unit = replace(low, units=high.units, sure=max(low.sure, min(high.sure, Sure.COUNTED)))
            kept[id(low)] = with_unit
            low = with_unit
        found.append(Range(low, high))
    return tuple(found), tuple(kept[id(q)] for q in quantities)


def _is_range(row: Sequence[Token], low: Item, high: Item, lexicon: Lexicon) -> bool:
    between = row[low.end : high.start]
    if not between or len(between) > _REACH + 1:
        return False
    if len(between) == 1 and between[0].text in DASHES:
        return True
    hit = lexicon.ranges.at(row, low.end)
    if hit is not None and hit.length == len(between):
        return True
    for start, middle in lexicon.range_pairs:
        hit = middle.at(row, low.end)
        if hit is not None and hit.length == len(between) and start.ending(row, low.start) is not None:
            return True
    return False


Some = TypeVar("Some", Quantity, Slot)


def _limited(row: Sequence[Token], item: Some, lexicon: Lexicon, taken: frozenset[int]) -> Some:
    """Return an item with the limit whose words stand beside it, with no other number between."""
    for gap in range(_REACH + 1):
        place = item.end + gap
        if not _are_words(row, item.end, place, taken):
            break
        hit = lexicon.limits_after.at(row, place)
        if hit is None or _is_idle(row, place, place + hit.length, lexicon):
            continue
        if lexicon.limits_before.at(row, place) is None or not _starts_number(
            row, place + hit.length, lexicon
        ):
            return replace(item, limit=hit.value)
    for gap in range(_REACH + 1):
        place = item.start - gap
        if place < 0 or not _are_words(row, place, item.start, taken):
            break
        hit = lexicon.limits_before.ending(row, place)
        if hit is not None and not _is_idle(row, place - hit.length, place, lexicon):
            weak = lexicon.limits_weak.ending(row, place)
            sure = weak is None or weak.length < hit.length
            turned = _TURNED.get(hit.value, "")
            if turned and _is_denied(row, place - hit.length, lexicon):
                return replace(item, limit=turned)
            return replace(item, limit=hit.value, limit_is_sure=sure)
    return item


def _is_denied(row: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether a “not” stands a few words before a limit: do not drink more than."""
    for gap in range(_DENIAL_REACH + 1):
        if place - gap < 0 or any(token.kind is not Kind.WORD for token in row[place - gap : place]):
            return False
        if lexicon.strong.ending(row, place - gap) is not None:
            return True
    return False


def _starts_number(row: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether a phrase that may stand on either side of a number has one behind it."""
    if place >= len(row):
        return False
    kinds = (Kind.NUMBER, Kind.PLACEHOLDER, Kind.FRACTION)
    return row[place].kind in kinds or lexicon.words.at(row, place) is not None


def _is_idle(row: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a phrase that limits nothing covers the words."""
    for place in range(max(0, start - _REACH), end):
        idle = lexicon.idle_limits.at(row, place)
        if idle is not None and place + idle.length > start and idle.length > end - start:
            return True
    return False


def _are_words(row: Sequence[Token], start: int, end: int, taken: frozenset[int]) -> bool:
    return all(
        place not in taken and (row[place].kind is Kind.WORD or row[place].text in "~≈(")
        for place in range(start, min(end, len(row)))
    )


def _limits(row: Sequence[Token], lexicon: Lexicon) -> frozenset[str]:
    found: set[str] = set()
    for place in range(len(row)):
        for index in (lexicon.limits_before, lexicon.limits_after, lexicon.limits_weak):
            hit = index.at(row, place)
            if hit is not None:
                found.add(hit.value)
    return frozenset(found)


def _frequencies(
    row: Sequence[Token], content: Content, lexicon: Lexicon
) -> tuple[tuple[Quantity, ...], tuple[tuple[str, int], ...]]:
    by_start = {q.start: q for q in content.quantities}
    every: set[int] = set()
    periods: list[tuple[str, int]] = []
    at = 0
    while at < len(row):
        if (idle := lexicon.idle_periods.at(row, at)) is not None:
            at += idle.length
            continue
        said = lexicon.periods.at(row, at)
        word = lexicon.every.at(row, at)
        if said is not None and (word is None or said.length > word.length):
            if not any(q.start <= at < q.end and q.value != 1 for q in content.quantities):
                periods.append((said.value, at))
            at += said.length
            continue
        if word is not None:
            after = at + word.length
            named = _period(lexicon, row, after)
            quantity = by_start.get(after)
            if quantity is not None and quantity.sure > Sure.HINT and quantity.units & set(PERIODS):
                every.add(id(quantity))
                at = quantity.end
                continue
            if named and (row[at].text != "/" or _follows_amount(row, at, lexicon)):
                periods.append((named, at))
        at += 1
    said_at = {place for _, place in periods}
    return tuple(_marked(q, every, said_at) for q in content.quantities), tuple(periods)


def _marked(quantity: Quantity, every: set[int], said_at: set[int]) -> Quantity:
    """Mark “every 2 hours”; “a day” that says how often is no number one."""
    if id(quantity) in every:
        return replace(quantity, every=True)
    if quantity.start in said_at and quantity.value == 1 and quantity.sure < Sure.DIGITS:
        return replace(quantity, sure=Sure.HINT)
    return quantity


def _follows_amount(row: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a stroke says “per”: after a number or a unit, but not in “day/night” or “date/time”."""
    if at and row[at - 1].kind in (Kind.NUMBER, Kind.PLACEHOLDER, Kind.FRACTION):
        return True
    hit = lexicon.units.ending(row, at)
    return hit is not None and not lexicon.unit_sets[hit.value] & set(PERIODS)


def _period(lexicon: Lexicon, row: Sequence[Token], at: int) -> str:
    hit = lexicon.units.at(row, at)
    if hit is None:
        return ""
    return next((name for name in PERIODS if name in lexicon.unit_sets[hit.value]), "")

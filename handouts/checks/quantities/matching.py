"""Quantities of two texts -> pairs, those left over on either side, and pairs with another unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from handouts.checks.quantities.items import Quantity, Sure
from handouts.localize.cues import UNITS

_BASE: dict[str, tuple[str, Fraction]] = {
    "microgram": ("mass", Fraction(1, 1_000_000)),
    "milligram": ("mass", Fraction(1, 1000)),
    "gram": ("mass", Fraction(1)),
    "kilogram": ("mass", Fraction(1000)),
    "millilitre": ("volume", Fraction(1)),
    "centilitre": ("volume", Fraction(10)),
    "decilitre": ("volume", Fraction(100)),
    "litre": ("volume", Fraction(1000)),
    "millimetre": ("length", Fraction(1)),
    "centimetre": ("length", Fraction(10)),
    "metre": ("length", Fraction(1000)),
    "kilometre": ("length", Fraction(1_000_000)),
    "second": ("time", Fraction(1)),
    "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86_400)),
    "week": ("time", Fraction(604_800)),
    "fortnight": ("time", Fraction(1_209_600)),
    "month": ("age", Fraction(1)),
    "year": ("age", Fraction(12)),
    "decade": ("age", Fraction(120)),
    "century": ("age", Fraction(1200)),
}
"""Units that can be turned into each other: 24 hours are one day."""
MEASURES = UNITS
"""Units with one meaning; bowls, tablets and meals are called differently in every kitchen."""


@dataclass(slots=True)
class Matched:
    """How the quantities of two texts go together."""

    pairs: list[tuple[Quantity, Quantity]] = field(default_factory=list)
    units: list[tuple[Quantity, Quantity]] = field(default_factory=list)
    """The same number with another unit."""
    missing: list[Quantity] = field(default_factory=list)
    extra: list[Quantity] = field(default_factory=list)


Rule = Callable[[Quantity, Quantity], bool]


def match(source: Sequence[Quantity], target: Sequence[Quantity]) -> Matched:
    """Pair the quantities of two texts: the likeliest pairs first, each quantity once."""
    if len(source) * len(target) > _MOST:
        return _by_value(source, target)
    result = Matched()
    left, right = list(source), list(target)
    for rule in (_surely_same, _same, _same_loosely, _same_otherwise):
        _take(left, right, rule, result.pairs)
    _take(left, right, _other_unit, result.units)
    result.missing = [q for q in left if not _answered(q, target)]
    result.extra = [q for q in right if not _answered(q, source)]
    return result


_MOST = 250_000
"""Products of quantities above this are tables: their numbers are compared, their units are not."""


def _by_value(source: Sequence[Quantity], target: Sequence[Quantity]) -> Matched:
    result = Matched()
    rest: dict[Fraction, list[Quantity]] = {}
    for quantity in target:
        rest.setdefault(quantity.value, []).append(quantity)
    for quantity in source:
        same = rest.get(quantity.value)
        if same:
            result.pairs.append((quantity, same.pop()))
        else:
            result.missing.append(quantity)
    result.extra = [quantity for left in rest.values() for quantity in left]
    return result


def _answered(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the other side names the whole that a quantity is: 24 hours a day, `całą dobę`."""
    return any(
        other.sure is Sure.HINT and other.value == 1 and other.units & whole_units(quantity)
        for other in others
    )


def _take(
    left: list[Quantity], right: list[Quantity], rule: Rule, into: list[tuple[Quantity, Quantity]]
) -> None:
    for one in sorted(left, key=lambda q: -q.sure):
        fits = [other for other in right if rule(one, other)]
        if fits:
            best = max(fits, key=lambda other: other.sure)
            into.append((one, best))
            _remove(left, one)
            _remove(right, best)


def _remove(row: list[Quantity], item: Quantity) -> None:
    row.pop(next(index for index, other in enumerate(row) if other is item))


def _surely_same(one: Quantity, other: Quantity) -> bool:
    return bool(min(one.sure, other.sure) > Sure.HINT and one.units & other.units and _equal(one, other))


def _same(one: Quantity, other: Quantity) -> bool:
    return bool(one.units & other.units and _equal(one, other))


def _same_loosely(one: Quantity, other: Quantity) -> bool:
    """The same number where one side names no unit of measure that the other contradicts."""
    if not _equal(one, other):
        return False
    if (_is_bare(one) and not _answers(other)) or (_is_bare(other) and not _answers(one)):
        return False
    return not (_measured(one) and _measured(other)) and not (one.units and other.units)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.sure is Sure.HINT and bool(quantity.units)


def _answers(quantity: Quantity) -> bool:
    return not _measured(quantity)


def _same_otherwise(one: Quantity, other: Quantity) -> bool:
    """Half an hour and 30 minutes; one day and 24 hours."""
    for a in one.units:
        for b in other.units:
            if a in _BASE and b in _BASE and _BASE[a][0] == _BASE[b][0]:
                left = {way.value * _BASE[a][1] for way in one.readings}
                right = {way.value * _BASE[b][1] for way in other.readings if not way.foreign}
                if left & right and a != b:
                    return True
    return _is_share(one, other) or _is_share(other, one)


def _is_share(percent: Quantity, other: Quantity) -> bool:
    """Whether 50% is “half”."""
    return "percent" in percent.units and not _measured(other) and percent.value == other.value * 100


def whole_units(quantity: Quantity) -> frozenset[str]:
    """Return the units of which a quantity is just one: 24 hours are a day."""
    return frozenset(
        whole
        for unit in quantity.units & set(_BASE)
        for whole, (kind, size) in _BASE.items()
        if kind == _BASE[unit][0] and quantity.value * _BASE[unit][1] == size
    )


def _other_unit(one: Quantity, other: Quantity) -> bool:
    return min(one.sure, other.sure) > Sure.HINT and _equal(one, other)


def _measured(quantity: Quantity) -> bool:
    return bool(quantity.units & MEASURES)


def _equal(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be the same: the source as its language reads it, the target in any way."""
    values = {way.value for way in one.readings if not way.foreign} or {way.value for way in one.readings}
    return any(way.value in values for way in other.readings)


def kind_of(unit: str) -> str:
    """Return what a unit measures: mass, volume, length, time; nothing for bowls and tablets."""
    kind = _BASE[unit][0] if unit in _BASE else ""
    return "time" if kind == "age" else kind

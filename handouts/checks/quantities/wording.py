"""Two contents -> faults of the words around numbers: limits, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handouts.checks.quantities.faults import Fault
from handouts.checks.quantities.items import Content, Quantity, Slot, Sure
from handouts.checks.quantities.matching import Matched, whole_units
from handouts.findings import Severity

UNIT = "translation-unit"
LIMIT = "translation-limit"
FREQUENCY = "translation-frequency"
Item = Quantity | Slot
_LOW = frozenset({"min", "over"})
_SAID = {"min": "at least", "max": "at most", "over": "more than", "under": "less than"}


def limit_faults(source: Content, target: Content, matched: Matched) -> Iterator[Fault]:
    """Yield limits that were turned round, lost or added."""
    for one, two in _pairs(source, target, matched):
        was, now = _side(one.limit), _side(two.limit)
        if was == now:
            continue
        name = _name(one)
        if was and now:
            message = f"“{_SAID[one.limit]}” has become “{_SAID[two.limit]}” beside {name}"
            yield Fault(LIMIT, Severity.WARNING, message, _SAID[one.limit], _SAID[two.limit])
        elif was and _counts(one) and one.limit_is_sure and not _has_side(target, was):
            message = f"“{_SAID[one.limit]}” is missing beside {name}"
            yield Fault(LIMIT, Severity.WARNING, message, _SAID[one.limit], "")
        elif now and _counts(two) and two.limit_is_sure and not _has_side(source, now):
            message = f"“{_SAID[two.limit]}” is not in the source beside {name}"
            yield Fault(LIMIT, Severity.WARNING, message, "", _SAID[two.limit])


def _pairs(source: Content, target: Content, matched: Matched) -> list[tuple[Item, Item]]:
    """Return the numbers and placeholders that belong together."""
    pairs: list[tuple[Item, Item]] = [*matched.pairs]
    rest = list(target.slots)
    for slot in source.slots:
        other = next((s for s in rest if s.name == slot.name), None)
        if other is not None:
            rest.remove(other)
            pairs.append((slot, other))
    return pairs


def _counts(item: Quantity | Slot) -> bool:
    return isinstance(item, Slot) or item.sure >= Sure.COUNTED


def _side(limit: str) -> str:
    return "" if not limit else "low" if limit in _LOW else "high"


def _has_side(content: Content, side: str) -> bool:
    return any(_side(limit) == side for limit in content.limits)


def _name(item: Quantity | Slot) -> str:
    return f"“{item.shown}”" if isinstance(item, Quantity) else f"{{{item.name}}}".replace("{%", "%")


def frequency_faults(source: Content, target: Content) -> Iterator[Fault]:
    """Yield periods (a day, a week) of one side that the other does not speak of at all."""
    ours = Counter(name for name, _ in source.periods)
    theirs = Counter(name for name, _ in target.periods)
    lost = [name for name in ours if name not in _spoken_of(target)]
    added = [name for name in theirs if name not in _spoken_of(source)]
    if lost and added:
        expected, found = f"per {lost[0]}", f"per {added[0]}"
        yield Fault(FREQUENCY, Severity.WARNING, f"“{expected}” has become “{found}”", expected, found)
    elif lost:
        yield Fault(FREQUENCY, Severity.WARNING, f"“per {lost[0]}” is missing", f"per {lost[0]}", "")
    elif added and _has_amount(source):
        yield Fault(
            FREQUENCY, Severity.WARNING, f"“per {added[0]}” is not in the source", "", f"per {added[0]}"
        )


def rate_faults(source: Content, target: Content, matched: Matched) -> Iterator[Fault]:
    """Yield amounts whose periods changed places: {a} a day and {b} a week, {b} a day and {a} a week."""
    ours, theirs = _rates(source), _rates(target)
    for one, two in _pairs(source, target, matched):
        was, now = ours.get(one.start), theirs.get(two.start)
        if was and now and was != now and {was, now} <= {*ours.values()} & {*theirs.values()}:
            message = f"“per {was}” has become “per {now}” beside {_name(one)}"
            yield Fault(FREQUENCY, Severity.WARNING, message, f"per {was}", f"per {now}")


def _rates(content: Content) -> dict[int, str]:
    """Return the period of each amount by its place, where amounts and periods take turns; else nothing."""
    amounts = [s.start for s in content.slots]
    amounts += [q.start for q in content.quantities if q.sure >= Sure.COUNTED]
    turns = sorted([*((place, "") for place in amounts), *((place, name) for name, place in content.periods)])
    firsts, seconds = turns[::2], turns[1::2]
    if len(firsts) != len(seconds) or len(firsts) < 2:
        return {}
    if all(not name for _, name in firsts) and all(name for _, name in seconds):
        return {one[0]: two[1] for one, two in zip(firsts, seconds, strict=True)}
    if all(name for _, name in firsts) and all(not name for _, name in seconds):
        return {two[0]: one[1] for one, two in zip(firsts, seconds, strict=True)}
    return {}


def slot_faults(source: Content, target: Content) -> Iterator[Fault]:
    """Yield placeholders that changed places: {a} tablets and {b} drops, {b} tablets and {a} drops."""
    theirs = {slot.name: slot.units for slot in target.slots}
    for slot in source.slots:
        now = theirs.get(slot.name, frozenset())
        swapped = any(
            other.name != slot.name and other.units & now and not other.units & slot.units
            for other in source.slots
        )
        if slot.units and now and not slot.units & now and swapped:
            was, became = (" or ".join(sorted(units)) for units in (slot.units, now))
            message = f"{_name(slot)} counted {was}, and now {became}"
            yield Fault(UNIT, Severity.WARNING, message, was, became)


def _has_amount(content: Content) -> bool:
    return bool(content.slots) or any(q.sure >= Sure.COUNTED for q in content.quantities)


def _spoken_of(content: Content) -> frozenset[str]:
    wholes = frozenset(name for quantity in content.quantities for name in whole_units(quantity))
    return content.mentioned | wholes | {name for name, _ in content.periods}

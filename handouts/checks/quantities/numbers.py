"""Two contents -> faults of numbers: missing, changed, in another unit, with other marks, turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handouts.checks.quantities.faults import Fault
from handouts.checks.quantities.items import Content, Quantity, Range, Slot, Sure
from handouts.checks.quantities.matching import MEASURES, Matched, kind_of, whole_units
from handouts.checks.quantities.numerals import shown
from handouts.findings import Severity
from handouts.localize.cues import Cues

NUMBER = "translation-number"
SEPARATOR = "translation-separator"
UNIT = "translation-unit"
RANGE = "translation-range"


def number_faults(matched: Matched, *, counts_words: bool, spare: int = 0) -> Iterator[Fault]:
    """Yield what is missing, extra or changed.

    Args:
        matched: how the quantities go together.
        counts_words: whether both languages have tables of number words.
        spare: how many numbers of the target may stand for a placeholder that it leaves out (plural forms).
    """
    missing = [q for q in matched.missing if _counts(q, counts_words)]
    extra = [q for q in matched.extra if _counts(q, counts_words)]
    if spare:
        extra = sorted(extra, key=lambda q: -q.sure)[: max(0, len(extra) - spare)]
    for one, other in _changed(missing, extra):
        sure = max(one.sure, other.sure) >= Sure.COUNTED
        severity = Severity.ERROR if sure else Severity.WARNING
        yield Fault(
            NUMBER,
            severity,
            f"“{one.shown}” has become “{other.shown}”",
            one.shown,
            other.shown,
        )
        missing = [q for q in missing if q is not one]
        extra = [q for q in extra if q is not other]
    for one in missing:
        if one.sure >= Sure.COUNTED:
            yield Fault(NUMBER, _alone(one), f"“{one.shown}” is missing", one.shown, "")
    for other in extra:
        if other.sure >= Sure.COUNTED:
            yield Fault(NUMBER, _alone(other), f"“{other.shown}” is not in the source", "", other.shown)


def _counts(quantity: Quantity, counts_words: bool) -> bool:
    return quantity.sure is Sure.DIGITS or (counts_words and quantity.sure > Sure.HINT)


def _alone(quantity: Quantity) -> Severity:
    return Severity.ERROR if quantity.sure is Sure.DIGITS else Severity.WARNING


def _changed(missing: Sequence[Quantity], extra: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of a missing and an extra number: those of one unit first, then in order."""
    left, right = list(missing), list(extra)
    for same_unit in (True, False):
        for one in list(left):
            for other in right:
                if not same_unit or one.units & other.units:
                    yield one, other
                    left = [q for q in left if q is not one]
                    right = [q for q in right if q is not other]
                    break


def separator_faults(matched: Matched, target: Cues) -> Iterator[Fault]:
    """Yield numbers that are right only if they are read as another language writes them."""
    for one, other in (*matched.pairs, *matched.units):
        values = {way.value for way in one.readings if not way.foreign} or {one.value}
        if any(way.value in values for way in other.readings if not way.foreign) or _converted(one, other):
            continue
        foreign = [way for way in other.readings if way.foreign and way.value in values]
        if not foreign or _is_name(one, other):
            continue
        own = [way for way in other.readings if not way.foreign]
        sure = bool(own) or bool(other.units)
        reads = f"; here it reads as {shown(own[0].value)}" if own else ""
        yield Fault(
            SEPARATOR,
            Severity.ERROR if sure else Severity.WARNING,
            f"“{other.text}” is written with another language's marks{reads}",
            local(one.value, target),
            other.text,
        )


def _converted(one: Quantity, other: Quantity) -> bool:
    return bool(one.units and other.units and not one.units & other.units)


def _is_name(one: Quantity, other: Quantity) -> bool:
    """Whether it is a version or the like: Python 3.11 on both sides."""
    return (one.named and other.named) or bool(one.before and one.before == other.before and not other.units)


def local(value: Fraction, cues: Cues) -> str:
    """Return a number with the language's decimal sign."""
    return shown(value).replace(".", cues.decimal)


def unit_faults(matched: Matched, target: Content, *, has_units: bool) -> Iterator[Fault]:
    """Yield numbers that stand with another unit, or have lost theirs."""
    for one, other in matched.units:
        both = one.units & MEASURES and other.units & MEASURES
        if not both and ("times" in one.units | other.units or not one.units or not other.units):
            continue
        sure = bool(both) and min(one.sure, other.sure) >= Sure.COUNTED
        severity = Severity.ERROR if sure else Severity.WARNING
        yield Fault(UNIT, severity, f"“{one.shown}” has become “{other.shown}”", one.shown, other.shown)
    for one, other in matched.pairs:
        lost = one.units & MEASURES - {"times"}
        if (
            has_units
            and lost
            and not other.units
            and one.sure is Sure.DIGITS
            and not one.units & target.mentioned
        ):
            yield Fault(UNIT, Severity.WARNING, f"“{one.shown}” has lost its unit", one.shown, other.shown)


def mention_faults(source: Content, target: Content, matched: Matched) -> Iterator[Fault]:
    """Yield units that stand with no number of their own and were exchanged: per kg, per g."""
    told = {
        unit
        for one, other in (*matched.pairs, *matched.units)
        if one.sure > Sure.HINT and other.sure > Sure.HINT and one.units and other.units
        for unit in one.units ^ other.units
    }
    told |= {unit for quantity in (*matched.missing, *matched.extra) for unit in _if_counted(quantity)}
    both = (*source.quantities, *target.quantities)
    told |= {whole for quantity in both if quantity.sure > Sure.HINT for whole in whole_units(quantity)}
    if source.periods and target.periods:
        told |= {name for name, _ in (*source.periods, *target.periods)}
    lost, added = source.mentioned - target.mentioned - told, target.mentioned - source.mentioned - told
    for one in sorted(lost):
        for other in sorted(added):
            if kind_of(one) and kind_of(one) == kind_of(other):
                yield Fault(UNIT, Severity.WARNING, f"“{one}” has become “{other}”", one, other)
                return


def _if_counted(quantity: Quantity) -> frozenset[str]:
    return quantity.units if quantity.sure >= Sure.COUNTED else frozenset()


def range_faults(source: Content, target: Content) -> Iterator[Fault]:
    """Yield ranges whose ends were turned round."""
    ordered = {_ends(r) for r in source.ranges}
    for r in target.ranges:
        low, high = _ends(r)
        turned = (high, low) in ordered and (low, high) not in ordered and low != high
        falling = (
            isinstance(low, Fraction)
            and isinstance(high, Fraction)
            and low > high
            and (low, high) not in ordered
        )
        if turned or (falling and _both_known(source, low, high)):
            text = f"{_shown(r.low)}–{_shown(r.high)}"
            right = f"{_shown(r.high)}–{_shown(r.low)}"
            yield Fault(RANGE, Severity.ERROR, f"the range “{text}” is turned round", right, text)


def _ends(r: Range) -> tuple[Fraction | str, Fraction | str]:
    return _end(r.low), _end(r.high)


def _end(end: Quantity | Slot) -> Fraction | str:
    return end.value if isinstance(end, Quantity) else end.name


def _shown(end: Quantity | Slot) -> str:
    return shown(end.value) if isinstance(end, Quantity) else f"{{{end.name}}}".replace("{%", "%")


def _both_known(source: Content, low: Fraction | str, high: Fraction | str) -> bool:
    values = {q.value for q in source.quantities}
    return low in values and high in values

"""compare(): a source string and its translation -> every difference between their quantities. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from handouts.checks.quantities.faults import Fault
from handouts.checks.quantities.items import Content, Quantity
from handouts.checks.quantities.matching import Matched, match
from handouts.checks.quantities.numbers import (
    NUMBER,
    mention_faults,
    number_faults,
    range_faults,
    separator_faults,
    unit_faults,
)
from handouts.checks.quantities.numerals import shown
from handouts.checks.quantities.phrases import Lexicon, lexicon
from handouts.checks.quantities.reading import read
from handouts.checks.quantities.sense import (
    DIRECTION,
    LIMIT_SIDES,
    NEGATION,
    Sides,
    direction_faults,
    negation_faults,
    sentences,
)
from handouts.checks.quantities.tokens import SPACES
from handouts.checks.quantities.wording import frequency_faults, limit_faults, rate_faults, slot_faults
from handouts.findings import Severity
from handouts.localize.cues import Cues

_RUN = re.compile(rf"(?<![\w.,])[+(]?\d[\d()\-–/.:{SPACES}]*\d(?!\w)")
_PLAIN = re.compile(
    rf"\d+(?:[.,]\d+)*(?:[{SPACES}]?[-–/][{SPACES}]?\d+(?:[.,]\d+)*)?|\d{{1,3}}(?:[{SPACES}]\d{{3}})+"
)
_LETTER = 2
"""A source of one or two letters is a label, which another language may number."""
_COVER = "\N{REPLACEMENT CHARACTER}"


def compare(source: str, target: str, *, source_cues: Cues, target_cues: Cues) -> tuple[Fault, ...]:
    """Return every difference between the quantities of a string and of its translation.

    Errors are what is surely wrong in one of the two: numbers, units, ranges, marks, a “not” beside a number.
    Warnings are words that a good translation may have chosen: limits, how often, before and after.
    """
    return tuple(dict.fromkeys(_faults(source, target, lexicon(source_cues), lexicon(target_cues))))


def compare_plural(
    source: str, source_plural: str, targets: tuple[str, ...], *, source_cues: Cues, target_cues: Cues
) -> tuple[tuple[Fault, ...], ...]:
    """Return the faults of each plural form: a form may follow the singular or the plural of the source.

    A form may put a number or a word (“one”, a dual) where the source has its placeholder.
    """
    ours, theirs = lexicon(source_cues), lexicon(target_cues)
    found: list[tuple[Fault, ...]] = []
    for target in targets:
        tried = [
            tuple(dict.fromkeys(_faults(way, target, ours, theirs, form=True)))
            for way in dict.fromkeys((source_plural, source))
        ]
        found.append(min(tried, key=_weight))
    return tuple(found)


def _weight(faults: tuple[Fault, ...]) -> tuple[int, int]:
    return sum(fault.severity is Severity.ERROR for fault in faults), len(faults)


def _faults(
    source: str, target: str, ours: Lexicon, theirs: Lexicon, *, form: bool = False
) -> Iterator[Fault]:
    if not target.strip():
        return
    if source != target:
        source, target = _covered(source, target)
    left, right = read(source, ours), read(target, theirs)
    matched = match(left.quantities, right.quantities)
    spare = max(0, len(left.slots) - len(right.slots)) if form else 0
    _answer_names(matched, left, right)
    if len(source.strip()) <= _LETTER:
        return
    yield from number_faults(matched, counts_words=bool(ours.words and theirs.words), spare=spare)
    yield from _calendar(left, right)
    yield from _names(left, right, matched.missing, matched.extra)
    yield from separator_faults(matched, theirs.cues)
    yield from unit_faults(matched, right, has_units=bool(ours.units and theirs.units))
    yield from mention_faults(left, right, matched)
    yield from range_faults(left, right)
    yield from slot_faults(left, right)
    limits = tuple(limit_faults(left, right, matched)) if ours.limits_before and theirs.limits_before else ()
    yield from limits
    if ours.periods and theirs.periods:
        yield from frequency_faults(left, right)
        yield from rate_faults(left, right, matched)
    yield from _balanced(
        fault
        for one, other in sentences(source, target)
        for check in (direction_faults, negation_faults)
        for fault in check(Sides(one, other, ours, theirs))
        if not (limits and fault.expected in LIMIT_SIDES)
    )


def _balanced(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults but those that one sentence has and another makes good: a “not” that only moved."""
    found = list(faults)
    for code in (NEGATION, DIRECTION):
        these = [fault for fault in found if fault.code == code]
        moved = Counter(bool(fault.expected) for fault in these) if code == NEGATION else Counter()
        if moved[True] == moved[False]:
            these = [] if moved else these
        yield from these


def _covered(source: str, target: str) -> tuple[str, str]:
    """Hide telephone numbers and the like that stand in both texts letter by letter."""
    both = Counter(_runs(source)) & Counter(_runs(target))
    for run, count in both.items():
        source, target = source.replace(run, _COVER, count), target.replace(run, _COVER, count)
    return source, target


def _runs(text: str) -> list[str]:
    return [run for run in _RUN.findall(text) if not _PLAIN.fullmatch(run)]


def _calendar(left: Content, right: Content) -> Iterator[Fault]:
    """Yield months and days of the week that changed."""
    for what, ours, theirs in (
        ("month", left.months, right.months),
        ("day of the week", left.weekdays, right.weekdays),
    ):
        lost, added = ours - theirs, theirs - ours
        if lost and added:
            one, other = shown(min(lost)), shown(min(added))
            yield Fault(NUMBER, Severity.ERROR, f"{what} {one} has become {what} {other}", one, other)


def _names(left: Content, right: Content, missing: list[Quantity], extra: list[Quantity]) -> Iterator[Fault]:
    """Yield names with digits that changed: vitamin B12, now B6."""
    ours, theirs = Counter(_bare(n) for n in left.names), Counter(_bare(n) for n in right.names)
    lost, added = ours - theirs, theirs - ours
    if lost and added and not missing and not extra:
        one, other = next(iter(lost)), next(iter(added))
        yield Fault(NUMBER, Severity.WARNING, f"“{one}” has become “{other}”", one, other)


def _answer_names(matched: Matched, left: Content, right: Content) -> None:
    """Let a name answer a number: RFC4648 is RFC 4648, Java2 is Java 2."""
    ours, theirs = Counter(left.names), Counter(right.names)
    for names, numbers in ((ours - theirs, matched.extra), (theirs - ours, matched.missing)):
        for name in names.elements():
            for digits in re.findall(r"\d+(?:\.\d+)*", name):
                found = next((q for q in numbers if q.digits == digits), None)
                if found is not None:
                    numbers.remove(found)


def _bare(name: str) -> str:
    """Return what of a name no language changes: its digits, and letters that are no word."""
    letters = re.sub(r"[\W\d_]", "", name.casefold())
    digits = "·".join(re.findall(r"\d+", name))
    return f"{letters if len(letters) <= _LETTER else ''}{digits}"

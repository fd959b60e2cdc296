"""A translation's quantities against its source's: the check in `quantities`, as faults."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import short
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.checks.quantities import Fault as Amiss
from handouts.checks.quantities import compare, compare_plural
from handouts.localize.cues import Cues

CODES = (
    "translation-number",
    "translation-separator",
    "translation-unit",
    "translation-range",
    "translation-limit",
    "translation-frequency",
    "translation-direction",
    "translation-negation",
)


@entry_check(*CODES, why="a wrong number, unit, limit or “not” is a wrong instruction")
def quantities_are_kept(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare numbers, units, ranges, limits, frequencies, directions and negation on both sides."""
    if rules.source_cues is None or rules.target_cues is None:
        return
    if entry.plural:
        forms = compare_plural(
            entry.source,
            entry.plural,
            entry.targets,
            source_cues=rules.source_cues,
            target_cues=rules.target_cues,
        )
        for target, faults in zip(entry.targets, forms, strict=True):
            yield from (_fault(fault, target) for fault in faults if target)
        return
    for target in entry.targets:
        if target:
            amiss = _compared(entry.source, target, rules.source_cues, rules.target_cues)
            yield from (_fault(fault, target) for fault in amiss)


@lru_cache(maxsize=8192)
def _compared(source: str, target: str, source_cues: Cues, target_cues: Cues) -> tuple[Amiss, ...]:
    """Return the faults of a pair; every handout of a run prints the same interface words again."""
    return compare(source, target, source_cues=source_cues, target_cues=target_cues)


def _fault(amiss: Amiss, target: str) -> Fault:
    return Fault(
        f"“{short(target)}”: {amiss.message}",
        amiss.expected,
        amiss.found,
        "compare every number and its words with the source",
        amiss.code,
        amiss.severity,
    )

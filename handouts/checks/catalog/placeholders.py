"""Does a translation hold the placeholders of its source, each as often, and no others?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.formats import Placeholders, placeholders_in, syntax_of
from handouts.checks.catalog.prose import short
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.findings import Severity


@entry_check("locale-placeholders", why="a fact that a translation lost is an instruction without its number")
def placeholders_are_kept(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare what both sides have filled in: each name or kind, how often and, where it counts, in order."""
    syntax = syntax_of(entry.flags, own=rules.own)
    for index, target in enumerate(entry.targets):
        if not target:
            continue
        wanted = _wanted(entry, index, syntax)
        got = placeholders_in(target, syntax)
        if fresh := [part for part in got.broken if part not in wanted.broken]:
            yield _fault(target, f"“{fresh[0]}” is no placeholder that may be filled in", wanted, got)
        if (wanted.names if wanted.in_order else wanted.counted) != (
            got.names if wanted.in_order else got.counted
        ) and not _may_differ(entry, index, syntax, got, rules):
            lost, added = wanted.counted - got.counted, got.counted - wanted.counted
            parts = [f"{name} is missing" for name in lost]
            parts += [f"{name} is not in the source" for name in added]
            yield _fault(target, ", ".join(parts) or "their order differs", wanted, got)


def _wanted(entry: Entry, index: int, syntax: str) -> Placeholders:
    counted = entry.plural and (index or len(entry.targets) == 1)
    return placeholders_in(entry.plural if counted else entry.source, syntax)


def _may_differ(entry: Entry, index: int, syntax: str, got: Placeholders, rules: Rules) -> bool:
    """Whether a form may hold the other source's placeholders: “one file” for “%d files”, and the reverse."""
    if not entry.plural or rules.own:
        return False
    both = placeholders_in(entry.source, syntax), placeholders_in(entry.plural, syntax)
    if any(got.counted == one.counted for one in both):
        return True
    most = max(both, key=lambda one: len(one.names))
    return (
        len(entry.targets) > 1
        and not got.counted - most.counted
        and (most.counted - got.counted).total() == 1
    )


def _fault(target: str, what: str, wanted: Placeholders, got: Placeholders) -> Fault:
    return Fault(
        f"“{short(target)}”: {what}",
        expected=" ".join(wanted.names),
        found=" ".join(got.names),
        hint="copy the placeholders from the source; they are never translated",
    )


@entry_check(
    "translation-placeholder-order",
    severity=Severity.NOTE,
    why="two numbers that changed places may be grammar, or a mistake",
)
def order_is_kept(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare the order of the facts of our own messages."""
    if not rules.own:
        return
    for source, target in entry.pairs():
        wanted, got = placeholders_in(source, "own").names, placeholders_in(target, "own").names
        if wanted != got and Counter(wanted) == Counter(got):
            yield Fault(
                f"“{short(target)}” names its facts in another order",
                " ".join(wanted),
                " ".join(got),
                "see that each fact stands beside its own words",
            )

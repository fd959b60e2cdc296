"""The checks of a catalog by code; an entry or a whole catalog -> findings."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import handouts.checks.catalog
from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.rules import Rules
from handouts.findings import Finding, Severity

EntryCheck = Callable[[Entry, Rules], Iterator["Fault"]]
CatalogCheck = Callable[[tuple[Entry, ...], Rules], Iterator[tuple[Entry, "Fault"]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a message."""

    message: str
    expected: str = ""
    found: str = ""
    hint: str = ""
    code: str = ""
    """Where a check has several codes; else the check's own."""
    severity: Severity | None = None
    """Where it differs from the check's own."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One check of catalogs."""

    codes: tuple[str, ...]
    severity: Severity
    why: str
    name: str
    entry: EntryCheck | None = None
    catalog: CatalogCheck | None = None


NAMES_OF_TRANSLATORS = frozenset({"translator-credits", "translator_credits", "Your names", "Your emails"})
"""What desktop programs ask translators to replace by their own names: nothing is translated."""
_declared: dict[str, Declared] = {}

E = TypeVar("E", bound=EntryCheck)
C = TypeVar("C", bound=CatalogCheck)


def entry_check(*codes: str, severity: Severity = Severity.ERROR, why: str) -> Callable[[E], E]:
    """Declare a check that looks at one translated message."""

    def register(function: E) -> E:
        name = f"{function.__module__}.{function.__qualname__}"
        _declared[name] = Declared(codes, severity, why, name, entry=function)
        return function

    return register


def catalog_check(*codes: str, severity: Severity = Severity.WARNING, why: str) -> Callable[[C], C]:
    """Declare a check that compares the messages of a catalog with each other."""

    def register(function: C) -> C:
        name = f"{function.__module__}.{function.__qualname__}"
        _declared[name] = Declared(codes, severity, why, name, catalog=function)
        return function

    return register


@cache
def catalog_checks() -> tuple[Declared, ...]:
    """Return every check of catalogs, found by importing this package, in order of name."""
    for module in pkgutil.iter_modules(handouts.checks.catalog.__path__, "handouts.checks.catalog."):
        importlib.import_module(module.name)
    return tuple(sorted(_declared.values(), key=lambda made: made.name))


@cache
def catalog_codes() -> dict[str, Declared]:
    """Return the check behind each code."""
    return {code: made for made in catalog_checks() for code in made.codes}


def check_entry(entry: Entry, rules: Rules) -> Iterator[Finding]:
    """Yield what is wrong with one message, looked at alone.

    A message that is not translated has nothing to look at; one that is fuzzy is told as such, and no more.
    """
    if not any(entry.targets) or (not rules.own and entry.source.strip() in NAMES_OF_TRANSLATORS):
        return
    if entry.fuzzy:
        yield Finding(
            "locale-stale",
            f"“{_short(entry.source)}” has a translation that nobody has looked at (fuzzy)",
            where=entry.where,
            hint="compare it with the source, correct it, and take the mark away",
        )
        return
    for made in catalog_checks():
        if made.entry is not None:
            yield from dict.fromkeys(_finding(made, fault, entry) for fault in made.entry(entry, rules))


def check_entries(entries: Iterable[Entry], rules: Rules) -> tuple[Finding, ...]:
    """Return what is wrong with the messages of a catalog, each alone and all together, by line."""
    every = tuple(entries)
    found = [finding for entry in every for finding in check_entry(entry, rules)]
    found += check_together(every, rules)
    return tuple(sorted(found, key=lambda finding: (finding.where.file, finding.where.line or 0)))


def check_together(entries: tuple[Entry, ...], rules: Rules) -> Iterator[Finding]:
    """Yield what is wrong between the messages of a catalog."""
    whole = tuple(entry for entry in entries if entry.is_translated and not entry.fuzzy)
    for made in catalog_checks():
        if made.catalog is not None:
            for entry, fault in made.catalog(whole, rules):
                yield _finding(made, fault, entry)


def _finding(made: Declared, fault: Fault, entry: Entry) -> Finding:
    code = fault.code or made.codes[0]
    if code not in made.codes:
        raise RuntimeError(f"{made.name} yielded “{code}”, which it does not declare")
    return Finding(
        code,
        fault.message,
        fault.severity or made.severity,
        entry.where,
        fault.hint,
        expected=fault.expected,
        found=fault.found,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

"""Does a counted message have a form for each of the language's numbers?"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import short
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.findings import Finding, Severity, Where

_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;\n]{1,400});?\s*")
_WHOLE = range(0, 201)
"""Whole numbers that meet every category: CLDR's rules look at the last two digits."""


@entry_check(
    "locale-plural-forms", why="a counted phrase without the right form prints another number's grammar"
)
def plurals_are_complete(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare the number of forms with the header and with the language's own rule (CLDR)."""
    if not entry.plural and len(entry.targets) < 2:
        return
    given = sum(bool(form) for form in entry.targets)
    wanted = {forms_in(rules.plural_forms)} - {0} or set(counts_of(rules.formatting))
    if wanted and given not in wanted:
        number = " or ".join(str(count) for count in sorted(wanted))
        yield Fault(
            f"“{short(entry.source)}” has {given} forms; the language counts in {number}",
            number,
            str(given),
            "fill in every msgstr[…] of the entry",
        )
    if rules.own and any("{n}" in entry.source and "{n}" not in form for form in entry.targets if form):
        fault = f"a form of “{short(entry.source)}” does not hold {{n}}"
        yield Fault(fault, "{n}", "", "keep {n} where the number stands")


@entry_check(
    "translation-same-plurals",
    severity=Severity.WARNING,
    why="forms that are all alike were copied, as a rule",
)
def plurals_differ(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for counted messages whose forms are all the same, where the source's two differ."""
    forms = set(entry.targets)
    if entry.plural and len(entry.targets) > 1 and len(forms) == 1 and entry.source != entry.plural:
        yield Fault(
            f"all forms of “{short(entry.source)}” are “{short(entry.targets[0])}”",
            found=entry.targets[0],
            hint="write each form, or waive it if the word does not change",
        )


def header_findings(plural_forms: str, *, formatting: str, where: Where) -> Iterator[Finding]:
    """Yield what is wrong with a Plural-Forms header: its syntax, its count, or its rule against CLDR's."""
    counts = counts_of(formatting)
    hint = "write the Plural-Forms header of the language; handouts locales update does it"
    match = _HEADER.fullmatch(plural_forms)
    if match is None:
        shown = plural_forms or "none"
        yield Finding("locale-plural-forms", f"the header's plural rule is {shown}", where=where, hint=hint)
        return
    try:
        rule = gettext.c2py(match[2])
        slots = [rule(number) for number in _WHOLE]
    except (ValueError, ZeroDivisionError, RecursionError) as error:
        yield Finding(
            "locale-plural-forms", f"the header's plural rule cannot be read: {error}", where=where, hint=hint
        )
        return
    count = int(match[1])
    if max(slots) >= count or (counts and count not in counts):
        wanted = " or ".join(str(number) for number in sorted(counts)) or str(max(slots) + 1)
        yield Finding(
            "locale-plural-forms",
            f"the catalog's header counts {count} plural forms; the language has {wanted}",
            where=where,
            hint=hint,
            expected=wanted,
            found=str(count),
        )
    elif counts and not _same_classes(slots, formatting):
        yield Finding(
            "locale-plural-forms",
            "the header's plural rule parts the numbers otherwise than the language does",
            where=where,
            hint=hint,
            found=plural_forms,
        )


def forms_in(plural_forms: str) -> int:
    """Return how many forms a header announces; 0 when it cannot be read.

    >>> forms_in("nplurals=3; plural=(n==1 ? 0 : 1);")
    3
    """
    match = re.search(r"nplurals\s*=\s*(\d{1,2})", plural_forms)
    return int(match[1]) if match else 0


@lru_cache(maxsize=64)
def counts_of(formatting: str) -> frozenset[int]:
    """Return how many forms a language may have: for whole numbers, and with one more for fractions."""
    cldr = _cldr(formatting)
    if cldr is None:
        return frozenset()
    whole = {cldr.plural_form(number) for number in _WHOLE} | {cldr.plural_form(1_000_000)}
    return frozenset({len(whole), len(whole - _many(cldr)), len(cldr.plural_form.tags | {"other"})})


def _many(cldr: CldrLocale) -> set[str]:
    """Return the category that only millions take (French, Spanish): gettext catalogs do without it."""
    return {"many"} if all(cldr.plural_form(number) != "many" for number in _WHOLE) else set()


def _same_classes(slots: list[int], formatting: str) -> bool:
    cldr = _cldr(formatting)
    assert cldr is not None  # `counts_of` knows it
    pairs = {(slot, cldr.plural_form(number)) for number, slot in zip(_WHOLE, slots, strict=True)}
    zero_aside = {
        (slot, cldr.plural_form(number)) for number, slot in zip(_WHOLE, slots, strict=True) if number
    }
    return any(len(p) == len({slot for slot, _ in p}) == len({c for _, c in p}) for p in (pairs, zero_aside))


@lru_cache(maxsize=64)
def _cldr(formatting: str) -> CldrLocale | None:
    try:
        return CldrLocale.parse(formatting.replace("-", "_")) if formatting else None
    except (UnknownLocaleError, ValueError):
        return None

"""Does a translation ask for forms that its locale has, and sell nothing?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.checks.translations import pairs
from handouts.content.deny_list import denied
from handouts.content.facts import Fact
from handouts.findings import Finding
from handouts.localize.messages import placeholders


@check(
    "locale-placeholder-form",
    stage=Stage.LOCALE,
    why="a grammatical case that the locale does not define cannot be printed",
)
def forms_are_defined(subject: LocaleSubject) -> Iterator[Finding]:
    """Look up the grammatical case that a translation asks for."""
    for pair in pairs(subject):
        if pair.key.startswith("noun/"):
            continue
        for name, form in placeholders(pair.text):
            fact = subject.library.facts.get(name)
            if fact is not None and not _has_form(subject, fact, form):
                yield Finding(
                    "locale-placeholder-form",
                    f"“{{{name}:{form}}}” asks for a form that {subject.language.locale.code} does not have",
                    where=pair.where,
                    hint="use a form that locale.toml defines for the unit, number, or none",
                )


def _has_form(subject: LocaleSubject, fact: Fact, form: str) -> bool:
    if form in ("", "number", "bare"):
        return True
    value = fact.value_for(subject.jurisdiction)
    unit = (value.unit if value else None) or fact.unit
    if unit is None:
        return False
    try:
        subject.language.locale.patterns(unit, form)
    except KeyError:
        return False
    return True


@check(
    "locale-denied",
    stage=Stage.LOCALE,
    why="what may not stand in the English may not come back in a translation",
)
def nothing_is_sold(subject: LocaleSubject) -> Iterator[Finding]:
    """Match every translation against the deny list."""
    for pair in pairs(subject):
        for words, kind in denied(pair.text):
            yield Finding("locale-denied", f"“{words}” is {kind}", where=pair.where, hint="take it out")

"""Does the locale know every unit, and print the right country's telephone lines?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.checks.model_walk import used_facts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.content.authoring import suggest
from handouts.findings import Finding, Where
from handouts.localize.locales import Locale
from handouts.localize.numbers import plural_category
from handouts.localize.text import telephone_lines


@check(
    "locale-unit-missing",
    stage=Stage.LOCALE,
    why="“500” without kcal, and “5 mały posiłek”, are mistakes in print",
)
def units_are_known(subject: LocaleSubject) -> Iterator[Finding]:
    """Look up the pattern of each unit that the handout prints, for the plural category of its value."""
    locale = subject.language.locale
    units = {*locale.settings.units, *locale.measures}
    told: set[tuple[str, str]] = set()
    for _, name, jurisdictions in used_facts(subject.handout):
        fact = subject.library.facts.get(name)
        value = fact.value_for(subject.jurisdiction) if fact else None
        if fact is None or value is None or subject.jurisdiction not in jurisdictions:
            continue
        unit = value.unit or fact.unit
        if unit is None:
            continue
        where = Where(f"{locale.code}/locale.toml", path=f"units.{unit}")
        if unit not in units:
            if (unit, "") not in told:
                told.add((unit, ""))
                hint = f"add it to locale.toml or measures.toml; {suggest(unit, units)}"
                yield Finding(
                    "locale-unit-missing", f"there is no pattern for “{unit}”", where=where, hint=hint
                )
            continue
        category = plural_category(value, locale=locale)
        for case, forms in _cases(locale, unit):
            if category not in forms and len(forms) > 1 and (unit, category + case) not in told:
                told.add((unit, category + case))
                fault = f"“{unit}”{case} has no “{category}” form, which “{name}” needs"
                yield Finding("locale-unit-missing", fault, where=where, hint=f"add {category} = “{{n}} …”")


def _cases(locale: Locale, unit: str) -> Iterator[tuple[str, dict[Any, Any]]]:
    """Yield (case as words, forms) of a unit."""
    if unit in locale.measures:
        yield "", dict(locale.measures[unit].forms)
        return
    table = locale.settings.units[unit]
    cases = {name: forms for name, forms in table.items() if isinstance(forms, dict)}
    if not cases:
        yield "", dict(table)
    for name, forms in cases.items():
        yield f" ({name})", dict(forms)


@check(
    "locale-jurisdiction",
    stage=Stage.LOCALE,
    why="language is not country: a Vietnamese leaflet in Boston needs 911",
)
def lines_are_of_the_country(subject: LocaleSubject) -> Iterator[Finding]:
    """Check that every telephone line printed belongs to the country that was asked for."""
    if subject.localized.jurisdiction is not subject.jurisdiction:
        yield Finding(
            "locale-jurisdiction",
            f"the handout was made for {subject.localized.jurisdiction}, not for {subject.jurisdiction}",
            where=Where(path=subject.handout.id),
            hint="localize it again for the right country",
        )
    for line in telephone_lines(subject.localized.body):
        if line["jurisdiction"] is not subject.jurisdiction:
            yield Finding(
                "locale-jurisdiction",
                f"{line['number']} is a line of {line['jurisdiction']}, not of {subject.jurisdiction}",
                where=Where(path=str(line["key"])),
                hint="telephone lines follow the country, never the language",
            )

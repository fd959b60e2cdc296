"""Does everything exist that a leaflet names?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.checks.model_walk import Path, parts, used_facts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.content.authoring import suggest
from handouts.content.blocks import EnergyExamples, GlossaryTerm
from handouts.findings import Finding, Where
from handouts.localize.locales import SOURCE_LOCALE, load_locale
from handouts.planner.foods import load_foods


@check("content-source-unknown", stage=Stage.CONTENT, why="a statement stands or falls with who says so")
def sources_exist(subject: ContentSubject) -> Iterator[Finding]:
    """Look up every source id of the leaflet, its blocks and its statements."""
    leaflet = subject.entry.handout
    if leaflet is None:
        return
    named: list[tuple[Path, str]] = [
        (("sources_on_page", index), name) for index, name in enumerate(leaflet.sources_on_page)
    ]
    for part in parts(leaflet):
        for index, name in enumerate(getattr(part.model, "sources", ())):
            named.append(((*part.path, "sources", index), name))
        if source := getattr(part.model, "source", None):
            named.append(((*part.path, "source"), source))
    for path, name in named:
        if name not in subject.library.sources:
            yield _unknown(
                subject, "content-source-unknown", path, name, "sources.yaml", subject.library.sources
            )


@check("content-fact-unknown", stage=Stage.CONTENT, why="a placeholder without a fact prints its own name")
def facts_exist(subject: ContentSubject) -> Iterator[Finding]:
    """Look up every fact that the leaflet prints."""
    if subject.entry.handout is None:
        return
    for path, name, _ in used_facts(subject.entry.handout):
        if name not in subject.library.facts:
            yield _unknown(subject, "content-fact-unknown", path, name, "the facts", subject.library.facts)


@check(
    codes=("content-unit-unknown", "content-noun-unknown"),
    stage=Stage.CONTENT,
    why="a number without the name of its unit is not an instruction",
)
def units_and_nouns_exist(subject: ContentSubject) -> Iterator[Finding]:
    """Look up the unit or noun of every fact that the leaflet prints, in the source language."""
    if subject.entry.handout is None:
        return
    source = load_locale(SOURCE_LOCALE, assets=subject.assets)
    units = {*source.settings.units, *source.measures}
    for name in dict.fromkeys(name for _, name, _ in used_facts(subject.entry.handout)):
        fact = subject.library.facts.get(name)
        if fact is None:
            continue
        line = subject.library.fact_lines.line_of(("facts", name))
        where = Where(subject.library.fact_lines.file, line, f"facts.{name}")
        if fact.noun is not None and fact.noun not in subject.library.nouns:
            fault, hint = f"“{fact.noun}” is not one of the nouns", suggest(fact.noun, subject.library.nouns)
            yield Finding("content-noun-unknown", fault, where=where, hint=hint)
        named = {value.unit for value in fact.values.values()} | {fact.unit}
        for unit in sorted(unit for unit in named if unit is not None and unit not in units):
            fault = f"“{unit}” is neither a unit of en/locale.toml nor a measure of en/measures.toml"
            yield Finding("content-unit-unknown", fault, where=where, hint=suggest(unit, units))


@check("content-illustration-unknown", stage=Stage.CONTENT, why="a missing drawing leaves a hole on the page")
def illustrations_exist(subject: ContentSubject) -> Iterator[Finding]:
    """Look for the drawing of every figure and step."""
    if subject.entry.handout is None:
        return
    for part in parts(subject.entry.handout):
        name = getattr(part.model, "illustration", None)
        if name is not None and subject.assets.find(f"templates/illustrations/{name}.svg") is None:
            known = [path.stem for path in subject.assets.files("templates", "illustrations/*.svg")]
            path = (*part.path, "illustration")
            yield _unknown(
                subject, "content-illustration-unknown", path, name, "templates/illustrations/", known
            )


@check(
    "content-glossary-unknown", stage=Stage.CONTENT, why="translators find the agreed word by its glossary id"
)
def glossary_terms_exist(subject: ContentSubject) -> Iterator[Finding]:
    """Look up the glossary id of every explained term."""
    if subject.entry.handout is None:
        return
    known = subject.library.glossary
    for part in parts(subject.entry.handout):
        if isinstance(part.model, GlossaryTerm) and part.model.glossary not in known:
            path = (*part.path, "glossary")
            yield _unknown(
                subject, "content-glossary-unknown", path, part.model.glossary, "glossary.csv", known
            )


@check("content-food-unknown", stage=Stage.CONTENT, why="an example whose food is unknown cannot be computed")
def foods_exist(subject: ContentSubject) -> Iterator[Finding]:
    """Look up every food of the energy examples."""
    if subject.entry.handout is None:
        return
    for part in parts(subject.entry.handout):
        if not isinstance(part.model, EnergyExamples):
            continue
        foods = load_foods(subject.assets)
        for place, item in enumerate(part.model.items):
            for index, portion in enumerate(item.portions):
                if portion.food not in foods:
                    path = (*part.path, "items", place, "portions", index, "food")
                    yield _unknown(subject, "content-food-unknown", path, portion.food, "foods.csv", foods)


def _unknown(
    subject: ContentSubject, code: str, path: Path, name: str, home: str, known: Iterable[str]
) -> Finding:
    return Finding(code, f"“{name}” is not in {home}", where=subject.where(*path), hint=suggest(name, known))

"""Has every fact a value where it is printed?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.content.dates import jurisdictions_with_contacts
from handouts.checks.model_walk import used_facts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.findings import Finding


@check(
    "content-fact-jurisdiction",
    stage=Stage.CONTENT,
    why="one country's number is never right in another by itself",
)
def facts_hold_everywhere(subject: ContentSubject) -> Iterator[Finding]:
    """Check that every fact has a value in each country where its sentence is printed."""
    if subject.entry.handout is None:
        return
    countries = jurisdictions_with_contacts(subject)
    for path, name, jurisdictions in used_facts(subject.entry.handout):
        fact = subject.library.facts.get(name)
        missing = [
            place for place in countries if place in jurisdictions and fact and not fact.value_for(place)
        ]
        if missing:
            yield Finding(
                "content-fact-jurisdiction",
                f"“{name}” has no value for {', '.join(missing)}",
                where=subject.where(*path),
                hint="add the value with its source to the facts, or limit the statement: jurisdictions: […]",
            )

"""The table of topics leads to things that exist, and the reading scores in the documents are today's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from handouts.api import Job
from handouts.checks.readability import Score, flesch_kincaid, fog_pl, syllables_vi
from handouts.localize.text import texts
from tests.built import handout_ids, jobs_on, localized, paper_of_smoke, workshop
from tests.docs.pages import pages, tables

HARDEST = {"en": 7.0, "pl": 10.0, "vi": 18.0}
"""Flesch–Kincaid grade, FOG-PL, and syllables in a sentence: our targets, per leaflet. For other languages
we know no measure, and docs/scores.md says so."""
LEAST_SENTENCES, LEAST_SENTENCES_OF_A_SHEET = 10, 5
"""On fewer a score says nothing."""

JOBS = {f"{job.handout}-{job.locale}": job for job in jobs_on(paper_of_smoke()) if job.locale in HARDEST}


# --- scores -----------------------------------------------------------------------------------------------


def score(job: Job) -> Score:
    """Compute the score of a leaflet in the measure of its language, over its full sentences."""
    read = [text.plain for text in texts(localized(job).body) if not text.missing]
    match job.locale:
        case "en":
            return flesch_kincaid(read)
        case "pl":
            return fog_pl(read)
        case "vi":
            return syllables_vi(read)[0]
        case other:
            raise AssertionError(f"say here how {other} is measured")


@pytest.mark.parametrize("name", list(JOBS))
def test_it_reads_easily(name: str) -> None:
    measured = score(JOBS[name])
    is_leaflet = workshop().library.handout(JOBS[name].handout).kind == "leaflet"
    assert measured.sentences >= (LEAST_SENTENCES if is_leaflet else LEAST_SENTENCES_OF_A_SHEET)
    assert measured.value <= HARDEST[JOBS[name].locale]


@pytest.mark.parametrize("handout", handout_ids())
def test_the_printed_scores_are_true(handout: str) -> None:
    """One figure after the point, in rows that name the leaflet."""
    page = pages().get("docs/scores.md", "")
    assert page, "docs/scores.md is not written yet"
    cells = [
        cell
        for table in tables(page)
        for row in table
        if any(re.search(rf"(?<![\w-]){handout}(?![\w-])", cell) for cell in row.values())
        for cell in row.values()
    ]
    true = {job.locale: f"{score(job).value:.1f}" for job in JOBS.values() if job.handout == handout}
    missing = {
        code: value
        for code, value in true.items()
        if not any(re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.]|\.\d)", cell) for cell in cells)
    }
    assert not missing, f"docs/scores.md should say, for {handout}: {missing}"


# --- topics -----------------------------------------------------------------------------------------------


def topics() -> list[dict[str, str]]:
    page = pages().get("docs/coverage.md", "")
    assert page, "docs/coverage.md is not written yet"
    return [row for table in tables(page) for row in table if {"id", "topic", "where"} <= row.keys()]


def ids_of(value: Any) -> Iterator[str]:
    """Yield the ids of everything below a model."""
    if isinstance(value, BaseModel):
        if identity := getattr(value, "id", None):
            yield identity
        for name in type(value).model_fields:
            yield from ids_of(getattr(value, name))
    elif isinstance(value, tuple):
        for child in value:
            yield from ids_of(child)


def test_every_topic_leads_to_something_that_exists() -> None:
    library = workshop().library
    there = {f"{leaflet.id}/{identity}" for leaflet in library for identity in ids_of(leaflet)}
    there |= set(library.entries)
    rows = topics()
    assert rows, "a table with the columns id, topic, where, remark"
    lost = [
        f"{row['id']}: {place}"
        for row in rows
        for place in (part.strip() for part in row["where"].split(","))
        if place != "refused" and place not in there
    ]
    assert not lost, "\n".join(lost)


def test_every_topic_stands_once_and_a_refusal_has_its_reason() -> None:
    rows = topics()
    names = [row["id"] for row in rows]
    assert len(set(names)) == len(names)
    assert [
        row["id"] for row in rows if row["where"] == "refused" and len(row.get("remark", "").split()) < 3
    ] == []


def test_every_leaflet_is_in_the_table() -> None:
    named = {place.strip().partition("/")[0] for row in topics() for place in row["where"].split(",")}
    assert set(handout_ids()) <= named

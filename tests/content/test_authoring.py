from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.content.authoring import load, suggest
from handouts.content.facts import FactBook
from handouts.content.leaflet import Leaflet
from handouts.findings import Finding
from handouts.testing.builders import leaflet_fields

SIX_FAULTS = """\
kind: leaflet
id: rest-well
code: RST
title: Rest well
titel: Rest well
purpose: For mothers who are tired.
purpose: For mothers.
audience: mothers
edition: "2026-11"
review_by: 2028-15-31
main_message: {id: main-message, says: sometimes, text: Rest., sources: [who-guide], evidence: practice}
sections:
  - id: one
    heading: One
    blocks:
      - {kind: calout, id: box, tone: urgent}
  - id: two
    heading: Two
    blocks:
      - kind: paragraph
        id: rest
        says: action
        sources: [who-guide]
        evidence: practice
  - id: three
    heading: Three
    role: get-help
    blocks: [{kind: clinic-place, id: clinic}]
sources_on_page: [who-guide]
"""


def faults(folder: Path, text: str, model: type = Leaflet) -> tuple[Finding, ...]:
    path = folder / "rest-well.yaml"
    path.write_text(text, encoding="utf-8")
    _, _, findings = load(path, model)
    return findings


def changed(folder: Path, **over: object) -> tuple[Finding, ...]:
    return faults(folder, json.dumps(leaflet_fields(**over), default=str))


def test_six_faults_of_one_file_are_six_findings_each_with_its_place_and_the_next_step(tmp_path):
    found = faults(tmp_path, SIX_FAULTS)

    assert {(f.code, f.where.line, f.where.path) for f in found} == {
        ("yaml-duplicate-key", 7, "purpose"),
        ("content-unknown-field", 5, "titel"),
        ("content-field", 10, "review_by"),
        ("content-field", 11, "main_message.says"),
        ("content-field", 16, "sections.0.blocks.0"),
        ("content-missing-field", 20, "sections.1.blocks.0.text"),
    }
    assert len(found) == 6
    assert all(f.where.file == "rest-well.yaml" for f in found)
    assert all(f.hint for f in found)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("titel", "did you mean title?"),
        ("review_by", "write the day as 2026-11-22"),
        ("sections.0.blocks.0", "did you mean callout?"),
        ("sections.1.blocks.0.text", "add text: …"),
        ("purpose", "keep one of them"),
    ],
)
def test_the_hint_is_the_next_step(tmp_path, path, hint):
    assert [f.hint for f in faults(tmp_path, SIX_FAULTS) if f.where.path == path] == [hint]


def test_an_anchor_does_not_hide_the_other_faults(tmp_path):
    found = faults(tmp_path, SIX_FAULTS.replace("audience: mothers", "audience: &who mothers"))

    assert len(found) == 7
    assert found[0].code == "yaml-alias"


def test_a_faultless_file_becomes_a_value(tmp_path):
    assert changed(tmp_path) == ()


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"review_by": "2029-01-01"}, "within two years"),
        ({"review_by": "2026-11-01"}, "within two years"),
        ({"review_by": "2026-10-01"}, "within two years"),
        ({"edition": "2026-13"}, "match pattern"),
        ({"code": "rst"}, "match pattern"),
        ({"id": "Rest_Well"}, "match pattern"),
        ({"title": ""}, "at least 1 character"),
        ({"title": "   "}, "at least 1 character"),
        ({"title": "x" * 1201}, "at most 1200 characters"),
        ({"sections": []}, "at least 3 items"),
        ({"sources_on_page": []}, "at least 1 item"),
        ({"max_pages": 0}, "greater than or equal to 1"),
        ({"title": ["a", "list"]}, "valid string"),
    ],
)
def test_a_field_that_cannot_be_so_is_a_finding_that_says_why(tmp_path, over, words):
    found = changed(tmp_path, **over)

    assert len(found) == 1
    assert words in found[0].message
    assert found[0].hint


@pytest.mark.parametrize("review_by", ["2026-11-02", "2028-11-01"])
def test_a_review_up_to_two_years_after_the_edition_is_accepted(tmp_path, review_by):
    assert changed(tmp_path, review_by=review_by) == ()


def test_a_leaflet_without_a_place_for_help_is_refused(tmp_path):
    sections = leaflet_fields()["sections"]
    del sections[2]["role"]

    assert "get-help" in changed(tmp_path, sections=sections)[0].message


@pytest.mark.parametrize("tone", ["urgent", "today"])
def test_an_urgent_callout_needs_its_source(tmp_path, tone):
    item = {"id": "now", "says": "red-flag", "text": "Call.", "sources": ["who-guide"], "evidence": "policy"}
    box = {"kind": "callout", "id": "box", "tone": tone, "items": [item]}

    assert "must name its source" in changed(tmp_path, blocks=[box])[0].message
    assert changed(tmp_path, blocks=[box | {"source": "who-guide"}]) == ()


def test_a_drawing_without_words_is_refused(tmp_path):
    item = {"id": "now", "says": "action", "text": "Sit.", "sources": ["who-guide"], "evidence": "policy"}
    steps = {"kind": "steps", "id": "s", "items": [item | {"illustration": "latch"}, item | {"id": "later"}]}

    assert "alt text" in changed(tmp_path, blocks=[steps])[0].message


def test_a_table_with_a_short_row_is_refused(tmp_path):
    table = {
        "kind": "table",
        "id": "t",
        "caption": "Days",
        "columns": ["Day", "Wet", "Dirty"],
        "rows": [{"id": "one", "header": "1", "cells": ["one"]}],
        "sources": ["who-guide"],
    }

    assert "every row needs" in changed(tmp_path, blocks=[table])[0].message


def test_a_block_without_a_kind_says_what_to_add(tmp_path):
    found = changed(tmp_path, blocks=[{"id": "x"}])

    assert [(f.code, f.hint) for f in found] == [("content-missing-field", "add kind: …")]


def test_a_document_that_is_a_list_is_a_finding(tmp_path):
    assert [f.code for f in faults(tmp_path, "- a\n- b\n")] == ["content-field"]


def test_a_fraction_without_quotes_stays_exact(tmp_path):
    path = tmp_path / "facts.yaml"
    path.write_text(
        "facts:\n  water:\n    kind: quantity\n    unit: litre\n    meaning: m\n"
        "    values: {any: {low: 2, high: 2.50, sources: [a]}}\n"
    )
    book, _, findings = load(path, FactBook)

    assert findings == ()
    assert str(book.facts["water"].values["any"].high) == "2.50"


def test_a_bad_name_of_a_fact_is_found_at_its_line(tmp_path):
    fact = "{kind: number, meaning: m, values: {any: {value: 2, sources: [a]}}}"
    text = f"facts:\n  Water Intake: {fact}\n"
    found = faults(tmp_path, text, FactBook)

    assert [(f.code, f.where.line) for f in found] == [("content-field", 2)]


def test_an_unknown_jurisdiction_is_found_at_its_line(tmp_path):
    text = "facts:\n  w:\n    kind: number\n    meaning: m\n    values:\n      XX: {value: 2, sources: [a]}\n"

    assert {f.where.line for f in faults(tmp_path, text, FactBook)} == {6}


def test_suggest_names_the_nearest_or_lists_a_few():
    assert suggest("calout", ["callout", "list"]) == "did you mean callout?"
    assert suggest("zzz", ["callout", "list"]) == "known: callout, list"
    assert suggest("zzz", [f"n{n:02}" for n in range(20)]).endswith("n11 …")
    assert suggest("zzz", []) == ""
    assert suggest("e\u0301te", ["éte"]) == "did you mean éte?"

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from handouts.content import authoring
from handouts.content.interface import load_interface
from handouts.content.leaflet import Leaflet
from handouts.content.library import Library, load_library
from handouts.content.model import Jurisdiction
from handouts.content.starter import starter_leaflet
from handouts.content.yaml_source import parse_yaml
from handouts.errors import ContentError
from handouts.resources import AssetPath
from handouts.testing.builders import a_contact, a_library, an_overlay, leaflet_fields

WHEN = date(2026, 11, 22)


def leaflet_file(leaflet_id: str, **over: object) -> str:
    return json.dumps(leaflet_fields(leaflet_id, **over), default=str)


def library_with(folder: Path, files: dict[str, str]):
    return load_library(AssetPath((an_overlay(folder, files),)))


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_library(AssetPath())


def test_the_library_we_ship_has_no_faults(shipped):
    assert {entry.id: entry.findings for entry in shipped.entries.values() if entry.findings} == {}


def test_an_overlay_adds_a_leaflet_of_its_own(tmp_path):
    library = library_with(tmp_path, {"library/leaflets/rest-well.yaml": leaflet_file("rest-well")})

    assert library.handout("rest-well").title == "Rest well"
    assert "low-milk-supply" in library.entries


def test_an_unknown_handout_suggests_the_nearest(shipped):
    with pytest.raises(ContentError) as raised:
        shipped.handout("low-milk-suply")

    assert raised.value.hint == "did you mean low-milk-supply?"


def test_a_faulty_leaflet_stops_no_other(tmp_path):
    library = library_with(tmp_path, {"library/leaflets/rest-well.yaml": "kind: leaflet\n"})

    assert library.entry("rest-well").handout is None
    assert library.handout("low-milk-supply")
    with pytest.raises(ContentError, match=r"rest-well\.yaml") as raised:
        library.handout("rest-well")
    assert len(raised.value.findings) > 5


def test_an_id_that_is_not_the_file_name_is_a_finding(tmp_path):
    library = library_with(tmp_path, {"library/leaflets/rest.yaml": leaflet_file("rest-well")})

    assert [f.code for f in library.entry("rest").findings] == ["content-id-not-file-name"]
    assert library.entry("rest").findings[0].where.line == 1


@pytest.mark.parametrize("name", ["facts.yaml", "contacts.yaml", "sources.yaml"])
def test_a_fault_in_a_file_that_all_share_stops_with_every_reason(tmp_path, name):
    with pytest.raises(ContentError) as raised:
        library_with(tmp_path, {f"library/{name}": "one: 1\ntwo: 2\n"})

    assert [f.code for f in raised.value.findings].count("content-unknown-field") == 2
    assert {f.where.file for f in raised.value.findings} == {name}


def test_faults_of_several_shared_files_are_named_together(tmp_path):
    files = {
        "library/facts.yaml": "one: 1\n",
        "library/sources.yaml": "two: 2\n",
        "library/glossary.csv": "id\n,\nx\nx\n",
    }
    with pytest.raises(ContentError) as raised:
        library_with(tmp_path, files)

    assert {f.where.file for f in raised.value.findings} == {"facts.yaml", "sources.yaml", "glossary.csv"}


def test_broken_interface_words_are_said_with_their_place(tmp_path):
    overlay = an_overlay(
        tmp_path, {"library/interface.yaml": "messages:\n  Page: {text: x}\n  page: {txt: y}\n"}
    )
    with pytest.raises(ContentError) as raised:
        load_interface(AssetPath((overlay,)))

    assert {f.where.line for f in raised.value.findings} == {2, 3}


def test_only_printable_contacts_of_the_jurisdiction_are_given():
    library = a_library(
        contacts=[
            a_contact("gb-1"),
            a_contact("gb-2", printable=False),
            a_contact("pl-1"),
            a_contact("gb-3", purpose="crisis"),
        ]
    )

    assert [c.id for c in library.contacts_for(Jurisdiction.GB, ("emergency",))] == ["gb-1"]
    assert [c.id for c in library.contacts_for(Jurisdiction.GB, ("crisis", "emergency"))] == ["gb-1", "gb-3"]


@pytest.mark.parametrize("name", ["drinking-enough", "x", "a-b-c-d-e-f", "rest2", "24-hours"])
@pytest.mark.parametrize("dated", [WHEN, date(2028, 2, 29), date(2026, 1, 1)])
def test_the_starter_is_a_leaflet_without_faults(name, dated):
    source = parse_yaml(starter_leaflet(name, dated=dated), f"{name}.yaml")
    leaflet, _, findings = authoring.validate(source, Leaflet)

    assert findings == ()
    assert leaflet.id == name
    assert leaflet.dated <= dated < leaflet.review_by


def test_the_starter_passes_the_content_checks(tmp_path):
    from handouts.checks.registry import Stage, run_checks
    from handouts.checks.subjects import ContentSubject

    text = starter_leaflet("drinking-enough", dated=WHEN)
    overlay = an_overlay(tmp_path, {"library/leaflets/drinking-enough.yaml": text})
    assets = AssetPath((overlay,))
    library = load_library(assets)
    subject = ContentSubject(library, library.entry("drinking-enough"), assets, WHEN)

    assert run_checks(Stage.CONTENT, subject).findings == ()

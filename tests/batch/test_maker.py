"""A real run, from a starter leaflet to imprinted files: painted once, then only imprinted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from handouts.batch.against_disk import verify
from handouts.batch.jobs import MasterKey
from handouts.batch.maker import HandoutsMaker, HandoutsRecipe
from handouts.batch.prepared import plan_of, stationery_of
from handouts.batch.print_run import run
from handouts.batch.run_file import read_run_file
from handouts.content.starter import starter_leaflet
from handouts.errors import CheckFailed
from handouts.resources import AssetPath
from handouts.settings import Settings
from handouts.testing.builders import an_overlay

TODAY = date(2026, 11, 22)
NAME = "drinking-enough"
pytestmark = pytest.mark.slow


def a_clinic(number: int, name: str) -> dict[str, object]:
    phone = {"number": f"0113 496 01{number:02}", "purpose": "main"}
    return {"id": f"ward-{number}", "name": {"any": name}, "phones": [phone], "jurisdiction": "GB"}


class Place:
    """An organisation with one leaflet, its clinics and its masters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.overlay = folder / "overlay"
        an_overlay(self.overlay, {f"library/leaflets/{NAME}.yaml": starter_leaflet(NAME, dated=TODAY)})
        self.clinics("Harbour Street", "Trạm Y tế Ninh Kiều", "Przychodnia Źródło")

    def clinics(self, *names: str) -> None:
        made = [a_clinic(number, name) for number, name in enumerate(names)]
        (self.folder / "clinics.yaml").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")

    def run(self, deliver: str = "folder"):
        (self.folder / f"{deliver}.yaml").write_text(
            f"handouts: [{NAME}]\nlocales: [en]\nclinics: clinics.yaml\nto: {deliver}\ndeliver: {deliver}\n"
        )
        settings = Settings(overlays=(self.overlay,))
        assets = AssetPath(settings.overlays)
        order = read_run_file(self.folder / f"{deliver}.yaml")
        plan = plan_of(order, assets=assets, today=TODAY)
        self.recipe = HandoutsRecipe(settings, TODAY, self.folder, self.folder / "masters")
        *_, outcome = run(plan, recipe=self.recipe, stationery=stationery_of(assets))
        return outcome


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Place:
    return Place(tmp_path_factory.mktemp("real"))


def test_files_carry_their_clinic_and_a_second_run_imprints_nothing(place):
    outcome = place.run()
    assert (outcome.delivered, outcome.refused, outcome.crashed) == (3, (), ())
    assert verify(outcome.manifest).is_good
    manifest = json.loads(outcome.manifest.read_text())
    assert len({entry["edition"] for entry in manifest["files"]}) == 3
    with pikepdf.open(place.folder / f"folder/ward-1/{NAME}-en-GB-a4.pdf") as pdf:
        assert "Trạm Y tế Ninh Kiều" in str(pdf.docinfo["/Title"])

    assert place.run().delivered == 0
    place.clinics("Harbour Street", "Trạm Y tế Cái Răng", "Przychodnia Źródło")
    again = place.run()
    assert (again.delivered, list(again.inspection.reasons)) == (1, [("clinic",)])


def test_all_clinics_in_one_file_are_tagged_and_small(place):
    singles = place.run()
    size = sum(path.stat().st_size for path in (place.folder / "folder").glob("ward-*/*.pdf"))
    outcome = place.run("language-pdf")

    assert verify(outcome.manifest).is_good
    path = place.folder / "language-pdf/language-pdf-en.pdf"
    assert path.stat().st_size < 0.75 * size
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert pdf.Root.StructTreeRoot.K[0].S == "/Document"
        assert [str(part.S) for part in pdf.Root.StructTreeRoot.K[0].K] == ["/Part"] * 3
        assert len(outline.root) == 3
    assert singles.exit_code == outcome.exit_code == 0


def test_thirty_clinics_in_one_file_take_less_than_a_quarter_of_their_files(tmp_path):
    there = Place(tmp_path / "thirty")
    there.clinics(*(f"Harbour Street {number}" for number in range(30)))
    there.run()
    size = sum(path.stat().st_size for path in (there.folder / "folder").glob("ward-*/*.pdf"))
    outcome = there.run("language-pdf")

    assert (outcome.exit_code, outcome.delivered) == (0, 30)
    assert outcome.outputs[0].size < 0.25 * size
    with pikepdf.open(there.folder / "language-pdf/language-pdf-en.pdf") as pdf:
        assert len(pdf.pages) == outcome.outputs[0].pages
        assert len(pdf.Root.StructTreeRoot.K[0].K) == 30


def test_a_recipe_that_was_packed_needs_no_disk(place, tmp_path):
    place.run()
    plan = plan_of(
        read_run_file(place.folder / "folder.yaml"), assets=AssetPath((place.overlay,)), today=TODAY
    )
    ((_, (job,)), *_) = plan.jobs()
    packed = place.recipe.packed((job.master,))
    far = replace(packed, masters=tmp_path / "none", clinics=tmp_path / "none")
    assert far.open().make(job) == HandoutsMaker(place.recipe).make(job)


def test_what_was_refused_is_not_painted_again_for_nothing(tmp_path):
    place = Place(tmp_path)
    place.run()
    recipe = replace(place.recipe, today=date(2039, 1, 1))
    key = MasterKey(NAME, "en", "GB", "letter")
    told = []
    for _ in range(2):
        maker = HandoutsMaker(recipe)
        with pytest.raises(CheckFailed) as refused:
            maker.prepare(key)
        told.append((refused.value.message, refused.value.findings))

    assert told[0] == told[1]
    assert "_workshop" not in vars(maker)  # the library was not even read
    HandoutsMaker(place.recipe).prepare(key)  # another day, another verdict

"""Archives and collections: the same files give the same bytes, and only what changed is made again."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from handouts.batch.events import Options, OutputsReady
from handouts.batch.manifest import verify
from handouts.testing.makers import StubRecipe
from tests.batch.runs import ALONE, TWO, a_plan, done, events_of, files_in

SMALL = "handouts: [resting, drinking]\nlocales: [en, vi]\ncopies: 25"


def delivering(kind: str) -> str:
    return f"{SMALL}\ndeliver: {kind}"


def pages_of(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_an_archive_holds_every_file_and_is_the_same_every_time(tmp_path):
    done(a_plan(tmp_path / "folder", SMALL))
    outcome = done(a_plan(tmp_path / "a", delivering("zip")))
    done(a_plan(tmp_path / "b", delivering("zip")), options=TWO)

    files = files_in(tmp_path / "a/out")
    assert sorted(files) == ["manifest.csv", "manifest.json", "spring.zip"]
    assert files == files_in(tmp_path / "b/out")
    with zipfile.ZipFile(tmp_path / "a/out/spring.zip") as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    folder = files_in(tmp_path / "folder/out")
    assert held == {name: data for name, data in folder.items() if name.endswith(".pdf")}
    assert [(o.path, o.members) for o in outcome.outputs] == [("spring.zip", 12)]
    assert verify(outcome.manifest).is_good


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("zip", ["spring.zip"]),
        ("clinic-pdf", ["ward-00.pdf", "ward-01.pdf", "ward-02.pdf"]),
        ("language-pdf", ["spring-en.pdf", "spring-vi.pdf"]),
        (
            "print-shop",
            [f"ward-0{n}/ward-0{n}-{what}.pdf" for n in range(3) for what in ("packing-list", "print")],
        ),
    ],
)
def test_only_what_changed_is_put_together_again(tmp_path, kind, names):
    plan = a_plan(tmp_path, delivering(kind))
    done(plan)
    files = files_in(tmp_path / "out")
    assert sorted(name for name in files if not name.startswith("manifest")) == names
    assert not [event for event in events_of(plan) if isinstance(event, OutputsReady)]

    (tmp_path / "out" / names[0]).unlink()
    assert len([event for event in events_of(plan) if isinstance(event, OutputsReady)]) == 1
    assert files_in(tmp_path / "out") == files
    with (tmp_path / "out" / names[-1]).open("r+b") as file:
        file.write(b"damaged")
    assert not verify(tmp_path / "out/manifest.json").is_good
    assert len([event for event in events_of(plan) if isinstance(event, OutputsReady)]) == 1
    assert files_in(tmp_path / "out") == files

    changed = done(plan, StubRecipe(parts=(("text:resting", "2"),)), TWO)
    assert changed.delivered == 6
    after = files_in(tmp_path / "out")
    assert all(after[name] != files[name] for name in names)
    assert verify(changed.manifest).is_good


def test_a_language_in_one_file_has_a_bookmark_for_each_clinic_and_document(tmp_path):
    done(a_plan(tmp_path, delivering("language-pdf")))

    with pikepdf.open(tmp_path / "out/spring-vi.pdf") as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == 6
        assert [item.title for item in outline.root] == ["Ward ward-00", "Ward ward-01", "Ward ward-02"]
        assert [item.title for item in outline.root[0].children] == [
            "drinking-vi-GB-a4", "resting-vi-GB-a4"
        ]  # fmt: skip
        assert str(pdf.docinfo["/Title"]) == "spring, vi"


def test_a_print_shop_gets_a_ticket_a_separator_before_each_document_and_a_packing_list(tmp_path):
    done(a_plan(tmp_path, delivering("print-shop"), clinics=1))

    files = files_in(tmp_path / "out")
    assert pages_of(files["ward-00/ward-00-print.pdf"]) == 1 + 4 * 2
    assert pages_of(files["ward-00/ward-00-packing-list.pdf"]) == 1


def test_documents_that_were_refused_are_in_no_collection(tmp_path):
    recipe = StubRecipe(misbehaves="refuses", at="ward-01/resting-vi")
    outcome = done(a_plan(tmp_path, delivering("clinic-pdf")), recipe)

    assert (outcome.exit_code, len(outcome.refused)) == (8, 1)
    assert pages_of((tmp_path / "out/ward-01.pdf").read_bytes()) == 3
    assert verify(outcome.manifest).not_made == ("ward-01/resting-vi-GB-a4.pdf",)


def test_collections_of_clinics_that_left_are_pruned(tmp_path):
    done(a_plan(tmp_path, delivering("clinic-pdf"), clinics=3))
    outcome = done(
        a_plan(tmp_path, delivering("clinic-pdf"), clinics=2), options=Options(processes=1, prune=True)
    )

    assert not (tmp_path / "out/ward-02.pdf").exists()
    assert verify(outcome.manifest).is_good
    assert ALONE.prune is False

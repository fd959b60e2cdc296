"""Archives and collections: the same files give the same bytes, and only what changed is made again."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from handouts.batch.against_disk import verify
from handouts.batch.events import Options, OutputsReady
from handouts.checks.pdf_view import look_into
from handouts.checks.words import squeezed
from handouts.errors import SettingsError
from handouts.testing.makers import StubRecipe
from tests.batch.runs import ALONE, TWO, a_clinic, a_plan, done, events_of, files_in

NUMBERS = {
    "GB": "0113 496 0123",
    "US": "(212) 555-0123",
    "PL": "12 345 67 89",
    "VN": "024 3825 3531",
}
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


def test_a_language_of_too_many_documents_comes_in_volumes(tmp_path, monkeypatch):
    monkeypatch.setattr("handouts.batch.outputs.MOST_TOGETHER", 4)

    outcome = done(a_plan(tmp_path, delivering("language-pdf")))

    sizes = {output.path: output.members for output in outcome.outputs}
    assert sizes == {"spring-en-1.pdf": 4, "spring-en-2.pdf": 2, "spring-vi-1.pdf": 4, "spring-vi-2.pdf": 2}
    with pikepdf.open(tmp_path / "out/spring-vi-2.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "spring, vi, 2/2"


def test_a_print_shop_gets_a_ticket_a_separator_before_each_document_and_a_packing_list(tmp_path):
    done(a_plan(tmp_path, delivering("print-shop"), clinics=1))

    files = files_in(tmp_path / "out")
    assert pages_of(files["ward-00/ward-00-print.pdf"]) == 1 + 4 * 2
    assert pages_of(files["ward-00/ward-00-packing-list.pdf"]) == 1


@pytest.mark.parametrize(
    ("place", "asked", "lang", "words"),
    [
        ("GB", "", "en-GB", ("Job ticket", "both sides, turned on the long edge", "in three, as a Z")),
        ("US", "", "en-GB", ("Job ticket", "Copies in all: 100", "Packing list")),
        ("PL", "", "pl", ("Zlecenie druku", "Łącznie egzemplarzy", "na trzy, w harmonijkę", "1 z 4")),
        ("VN", "", "vi", ("Phiếu đặt in", "Số bản: 25", "gấp ba hình chữ Z", "Phiếu đóng gói")),
        ("VN", "en", "en-GB", ("Job ticket", "Packing list", "1 of 4")),
    ],
)
def test_tickets_and_lists_are_in_the_language_of_the_country_or_the_one_asked_for(
    tmp_path, place, asked, lang, words
):
    clinic = a_clinic("ward", jurisdiction=place, phones=[{"number": NUMBERS[place], "purpose": "main"}])
    spec = f"print: {{fold: z{f', language: {asked}' if asked else ''}}}"
    outcome = done(a_plan(tmp_path, f"{delivering('print-shop')}\n{spec}", clinics=(clinic,)))

    assert outcome.exit_code == 0
    views = [look_into(data) for name, data in files_in(tmp_path / "out").items() if name.endswith(".pdf")]
    said = " ".join("".join(" ".join(view.words.pages).split()) for view in views)
    assert len(views) == 2
    assert {view.lang for view in views} == {lang}
    for phrase in words:
        assert squeezed(phrase) in said


def test_a_language_without_words_for_tickets_stops_before_any_is_drawn(tmp_path):
    plan = a_plan(tmp_path, f"{delivering('print-shop')}\nprint: {{language: de}}")

    with pytest.raises(SettingsError, match="no words for job tickets in “de”"):
        done(plan)
    assert not (tmp_path / "out").exists()


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

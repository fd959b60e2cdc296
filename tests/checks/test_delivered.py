"""The full checks of delivered files: a good imprint passes, each kind of damage is found."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest

from handouts.api import paint_master
from handouts.checks.delivered import check_delivered, faults_of_file
from handouts.pdf.document import PdfFile
from handouts.resources import AssetPath
from tests.built import workshop
from tests.imprint.hard_clinics import hard_clinics
from tests.imprint.masters import job_for, master_for, printer

pytestmark = pytest.mark.slow

CASES = (("when-to-get-help", "vi", "a4"), ("drinks-diary", "pl", "letter"))
"""A leaflet with both places, a form with the one in its masthead."""


@cache
def painting(case: tuple[str, str, str]) -> PdfFile:
    return paint_master(job_for(*case), workshop=workshop())


def imprinted(case: tuple[str, str, str], number: int) -> tuple[bytes, str]:
    clinic = hard_clinics()[number].in_locale(case[1])
    made = printer().imprint(master_for(*case), clinic, jurisdiction="GB")
    assert made.findings == ()
    return made.data, made.identifier


def codes(data: bytes, edition: str, *, case: tuple[str, str, str], number: int) -> set[str]:
    report = check_delivered(
        data,
        painting=painting(case),
        clinic=hard_clinics()[number].in_locale(case[1]),
        jurisdiction="GB",
        edition=edition,
        assets=AssetPath(),
    )
    return {finding.code for finding in report.errors}


@pytest.mark.parametrize("case", CASES, ids="-".join)
@pytest.mark.parametrize("number", [0, 2, 11, 17, 24])
def test_a_good_file_has_no_error(case, number):
    data, edition = imprinted(case, number)

    assert codes(data, edition, case=case, number=number) == set()


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_another_clinics_file_under_this_clinics_name_is_found(case):
    _, edition = imprinted(case, 0)
    data, _ = imprinted(case, 1)

    assert codes(data, edition, case=case, number=0) >= {"delivered-words", "pdf-title", "pdf-text-missing"}


def test_a_file_of_another_edition_is_found_before_all_else():
    data, edition = imprinted(CASES[0], 0)

    assert codes(data, edition.replace("-VI-", "-VI-X"), case=CASES[0], number=0) == {"delivered-edition"}


@pytest.mark.parametrize("length", [0, 100, -40, -2000])
def test_a_file_that_was_cut_off_is_found(length):
    data, edition = imprinted(CASES[0], 0)

    assert "delivered-repair" in codes(data[:length], edition, case=CASES[0], number=0)


def changed(data: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def without_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = "en"


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "report.pdf"


def without_a_font(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
            return


def without_a_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_language, "pdf-lang"),
        (without_tags, "pdf-untagged"),
        (without_title, "pdf-title"),
        (without_a_font, "pdf-foreign-font"),
        (without_a_page, "pdf-text-missing"),
    ],
)
def test_each_kind_of_damage_is_found(change, code):
    data, edition = imprinted(CASES[0], 0)

    assert code in codes(changed(data, change), edition, case=CASES[0], number=0)


def test_a_whole_file_needs_no_repair():
    data, _ = imprinted(CASES[0], 0)

    assert faults_of_file(data) == ()

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts.api import (
    Job,
    Workshop,
    build,
    check,
    jobs_for,
    make,
    master_parts,
    open_language,
    open_workshop,
    read_and_localize,
)
from handouts.checks.gate import CheckedPdf
from handouts.content.model import Jurisdiction
from handouts.content.starter import starter_leaflet
from handouts.errors import CheckFailed, ContentError, HandoutsError, LayoutError, LocaleError
from handouts.settings import Settings, SignOff
from handouts.testing.builders import an_overlay
from handouts.testing.engines import Crashes, LosesImages

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return open_workshop(Settings(), today=TODAY)


def test_everything_means_every_handout_locale_and_format(shop):
    jobs = jobs_for(shop)

    assert len(jobs) == len(set(jobs))
    assert {job.locale for job in jobs} >= {"en", "pl", "vi"}
    assert {job.jurisdiction for job in jobs if job.locale == "vi"} == {Jurisdiction.VN}


def test_a_country_may_be_any_for_a_language(shop):
    places = (Jurisdiction.US, Jurisdiction.GB)
    jobs = jobs_for(shop, handouts=("enough-milk",), locales=("vi",), formats=("a4",), jurisdictions=places)

    assert [job.jurisdiction for job in jobs] == [Jurisdiction.US, Jurisdiction.GB]


@pytest.mark.parametrize(
    ("wanted", "error", "hint"),
    [
        ({"handouts": ("enough-mlk",)}, ContentError, "did you mean enough-milk?"),
        ({"locales": ("pll",)}, LocaleError, "did you mean pl?"),
        ({"formats": ("leter",)}, LayoutError, "did you mean letter?"),
    ],
)
def test_a_name_that_does_not_exist_suggests_the_nearest(shop, wanted, error, hint):
    with pytest.raises(error) as raised:
        jobs_for(shop, **wanted)

    assert raised.value.hint == hint


def test_a_contact_past_its_date_refuses_before_painting():
    late = open_workshop(Settings(), today=date(2027, 6, 1))
    late = replace(late, engine=Crashes())
    with pytest.raises(CheckFailed) as raised:
        make(Job("when-to-get-help", "en", "a4", Jurisdiction.GB), workshop=late)

    assert "contact-expired" in {f.code for f in raised.value.findings}


def test_a_vietnamese_reader_in_america_is_sent_to_americas_emergency_line(shop):
    from handouts.layout.lay_out import lay_out
    from handouts.layout.page_formats import load_page_format
    from handouts.localize.localizer import localize

    handout, _ = localize(
        shop.library.handout("when-to-get-help"),
        language=open_language("vi", shop.assets),
        jurisdiction=Jurisdiction.US,
        library=shop.library,
        interface=shop.interface,
    )
    a4 = load_page_format("a4", assets=shop.assets)
    html = lay_out(handout, page_format=a4, assets=shop.assets, engine="e", publisher="p").html

    assert 'lang="vi"' in html
    assert 'href="tel:911"' in html
    assert "tel:115" not in html
    assert not re.search(r">\s*115\s*<", html)


def test_checking_paints_nothing(shop):
    silent = replace(shop, engine=Crashes())

    check("when-to-get-help", "en", Jurisdiction.GB, workshop=silent)


@pytest.mark.slow
def test_the_same_job_makes_the_same_bytes(shop):
    job = Job("when-to-get-help", "en", "a4", Jurisdiction.GB)

    assert make(job, workshop=shop).data == make(job, workshop=shop).data


@pytest.mark.slow
def test_an_engine_that_loses_the_drawings_is_found_out(shop):
    job = Job("low-milk-supply", "en", "a4", Jurisdiction.GB)
    with pytest.raises(CheckFailed) as raised:
        make(job, workshop=replace(shop, engine=LosesImages()))

    assert raised.value.findings


@pytest.mark.slow
def test_a_clinics_own_leaflet_in_ten_files_becomes_a_pdf(tmp_path):
    text = starter_leaflet("drinking-enough", dated=TODAY)
    overlay = an_overlay(tmp_path / "clinic", {"library/leaflets/drinking-enough.yaml": text})
    shop = open_workshop(Settings(overlays=(overlay,), publisher="Our clinic"), today=TODAY)
    receipt = build(
        Job("drinking-enough", "en", "a4", Jurisdiction.GB), workshop=shop, folder=tmp_path / "out"
    )

    assert receipt.path.read_bytes().startswith(b"%PDF")
    assert b"\x00" in receipt.path.read_bytes()
    assert receipt.pages == 1


@pytest.mark.slow
def test_an_untranslated_leaflet_is_printed_as_a_marked_draft_only(tmp_path):
    text = starter_leaflet("drinking-enough", dated=TODAY)
    overlay = an_overlay(tmp_path / "clinic", {"library/leaflets/drinking-enough.yaml": text})
    shop = open_workshop(Settings(overlays=(overlay,)), today=TODAY)
    job = Job("drinking-enough", "pl", "a4", Jurisdiction.PL)
    with pytest.raises(CheckFailed) as raised:
        make(job, workshop=shop)
    assert "locale-untranslated" in {f.code for f in raised.value.findings}

    draft = make(replace(job, draft=True), workshop=shop)
    assert draft.document.mark
    assert "locale-untranslated" in draft.report.codes


def test_only_the_gate_makes_a_checked_pdf(shop):
    with pytest.raises(TypeError, match="gate"):
        CheckedPdf(b"", None, None, 1)


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 3000, "a\0b", "", "."])
@pytest.mark.parametrize("kind", ["handouts", "locales", "formats"])
def test_a_name_that_no_file_could_have_is_just_unknown(shop, kind, name):
    with pytest.raises(HandoutsError):
        jobs_for(shop, **{kind: (name,)})


def test_an_overlay_that_is_a_file_is_an_error_of_the_overlay(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(HandoutsError) as raised:
        open_workshop(Settings(overlays=(Path(tmp_path / "file"),)), today=TODAY)

    assert raised.value.exit_code == 10


@pytest.mark.parametrize(("output", "draft"), [("print", False), ("batch", False), ("print", True)])
def test_an_output_without_its_signatures_is_refused_before_painting(output, draft):
    rule = SignOff("draft" if draft else output, ("clinical-reviewer",), "refuse")
    shop = replace(open_workshop(Settings(sign_off=(rule,)), today=TODAY), engine=Crashes())
    job = Job("drinks-diary", "pl", "a4", Jurisdiction.PL, draft=draft, output=output)
    with pytest.raises(CheckFailed) as raised:
        make(job, workshop=shop)

    assert [finding.code for finding in raised.value.findings] == ["signoff-missing"]


def test_what_one_output_needs_another_does_not():
    rule = SignOff("batch", ("clinical-reviewer",), "refuse")
    shop = open_workshop(Settings(sign_off=(rule,)), today=TODAY)
    report, handout = read_and_localize(Job("drinks-diary", "pl", "a4", Jurisdiction.PL), workshop=shop)

    assert handout is not None
    assert handout.lacks == ()
    assert "signoff-missing" not in report.codes
    keys = {
        master_parts(Job("drinks-diary", "pl", "a4", Jurisdiction.PL, output=output), workshop=shop)[0]
        for output in ("print", "batch")
    }
    assert len(keys) == 2

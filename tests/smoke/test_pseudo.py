"""Pages hold words longer than English and letters higher than Latin ones, and mirror with every block.

Every handout on every page format in both pseudo-languages, painted once with normal space: a sentence a
third longer may take another page, and may not leave its block. Checks of a translation do not apply.
"""

from __future__ import annotations

import pytest

from handouts.api import Job, Workshop, messages, open_language, open_workshop, serve
from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import LayoutSubject, PdfSubject
from handouts.content.model import Jurisdiction
from handouts.findings import Severity
from handouts.layout.lay_out import lay_out
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.localize.localizer import localize
from handouts.resources import AssetPath
from handouts.settings import Settings
from handouts.testing.pseudo import LONG, MIRRORED, PSEUDO_LOCALES, longer, mirrored, write_pseudo_locales
from tests.built import TODAY, handout_ids, workshop

pytestmark = pytest.mark.slow

LENGTH_IS_FREE = {"page-limit", "page-clinic-place"}
"""A text that is a third longer may need a third page, and a sheet of one page a second one."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Our library with both languages."""
    overlay = tmp_path_factory.mktemp("pseudo")
    ours = workshop()
    write_pseudo_locales(overlay, messages(ours), source=ours.assets.roots("locales")[-1] / "en")
    return open_workshop(Settings(overlays=(overlay,)), today=TODAY)


@pytest.mark.parametrize("paper", page_format_names(AssetPath()))
@pytest.mark.parametrize("handout", handout_ids())
@pytest.mark.parametrize("code", PSEUDO_LOCALES)
def test_nothing_leaves_its_place(code: str, handout: str, paper: str, shop: Workshop) -> None:
    job = Job(handout, code, paper, Jurisdiction.GB)
    localized, gaps = localize(
        shop.library.handout(handout),
        language=open_language(code, shop.assets),
        jurisdiction=job.jurisdiction,
        library=shop.library,
        interface=shop.interface,
        served=serve(job, workshop=shop),
    )
    assert not gaps, "\n".join(map(str, gaps))
    document = lay_out(
        localized,
        page_format=load_page_format(paper, assets=shop.assets),
        assets=shop.assets,
        engine="a test",
        publisher="a test",
    )
    found = run_checks(Stage.LAYOUT, LayoutSubject(document, shop.assets))
    pdf = shop.engine.render(document, assets=shop.assets)
    found += pdf.findings
    found += run_checks(Stage.PDF, PdfSubject(pdf, shop.assets))
    faults = [f for f in found.findings if f.severity is Severity.ERROR and f.code not in LENGTH_IS_FREE]
    assert not faults, "\n".join(map(str, faults))


def test_a_short_text_grows_most_and_keeps_its_placeholders() -> None:
    assert longer("Day") == "«Đẵỹẫ»"
    text = "Eat about {extra_energy} more each day, in {meals:number} meals."
    assert len(longer(text)) >= 1.35 * len(text)
    for change in (longer, mirrored):
        assert "{extra_energy}" in change(text)
        assert "{meals:number}" in change(text)


def test_a_length_that_a_note_allows_is_kept_to() -> None:
    assert len(longer("Left", "narrow column heading; at most 6 letters")) <= 6


def test_the_mirrored_language_runs_from_right_to_left(shop: Workshop) -> None:
    assert open_language(MIRRORED, shop.assets).locale.settings.direction == "rtl"
    assert open_language(LONG, shop.assets).locale.settings.direction == "ltr"
    assert mirrored("Call, now?") == "صالل، نوخ؟"

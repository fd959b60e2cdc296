"""A translation with a hole is refused; as a draft it is printed, and nobody can take it for finished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.api import Job, Workshop, make, open_language, open_workshop
from handouts.checks.pdf_view import look_into
from handouts.checks.words import squeezed
from handouts.deliver.files import deliver_to_folder
from handouts.errors import CheckFailed
from handouts.localize.locales import SOURCE_LOCALE, load_locale
from handouts.settings import Settings
from tests.built import TODAY, Built, jobs_on, paper_of_smoke, workshop
from tests.reading import printed

pytestmark = pytest.mark.slow

TRANSLATIONS = sorted({job.locale for job in jobs_on(paper_of_smoke())} - {SOURCE_LOCALE})
NEW = "a-sentence-nobody-has-translated"


@dataclass(frozen=True, slots=True)
class Holed:
    """A workshop whose catalog lacks one message of a job."""

    workshop: Workshop
    job: Job
    key: str
    english: str


@pytest.fixture(params=TRANSLATIONS)
def holed(request: pytest.FixtureRequest, built: Built, tmp_path: Path) -> Holed:
    """A leaflet whose main message is new: an overlay's leaflet with another id for it."""
    delivered = [job for job in jobs_on(paper_of_smoke()) if job in built.delivered]
    whole = [job for job in delivered if job.locale == request.param]
    if not whole:
        pytest.skip("no leaflet in this language was delivered; test_it_passes_the_gate says why")
    job = whole[0]
    entry = workshop().library.entry(job.handout)
    assert entry.handout is not None
    message = entry.handout.main_message
    text = entry.path.read_text(encoding="utf-8")
    assert text.count(f"id: {message.id}\n") == 1
    path = tmp_path / "overlay" / "library" / "leaflets" / entry.path.name
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(f"id: {message.id}\n", f"id: {NEW}\n"), encoding="utf-8")
    settings = Settings(overlays=(tmp_path / "overlay",))
    shop = open_workshop(settings, today=TODAY)
    return Holed(shop, job, f"{job.handout}/{NEW}/text", str(message.text))


def test_a_missing_message_is_refused_by_its_key(holed: Holed) -> None:
    with pytest.raises(CheckFailed) as refusal:
        make(holed.job, workshop=holed.workshop)
    named = [finding for finding in refusal.value.findings if finding.code == "locale-untranslated"]
    assert [finding for finding in named if holed.key in f"{finding.where} {finding.message}"]


def test_a_draft_says_so_on_every_page_and_marks_the_source_words(holed: Holed, tmp_path: Path) -> None:
    job = Job(holed.job.handout, holed.job.locale, holed.job.format, holed.job.jurisdiction, draft=True)
    checked = make(job, workshop=holed.workshop)
    receipt = deliver_to_folder(checked, folder=tmp_path / "out")
    words = open_language(job.locale, holed.workshop.assets).catalog.entries

    assert receipt.draft
    assert receipt.path.name.endswith("-draft.pdf")
    mark, note = (squeezed(words[f"interface/{name}"].text) for name in ("draft", "draft_note"))
    pages = printed(receipt.path).pages
    assert len(pages) == receipt.pages
    for page in pages:
        assert mark in squeezed(page)
        assert note in squeezed(page)
    read_out = look_into(checked.data).spoken_by_language(job.locale)
    source = load_locale(SOURCE_LOCALE, assets=holed.workshop.assets).settings.tag
    assert squeezed(holed.english) in squeezed(read_out[source])
    assert squeezed(holed.english) not in squeezed(read_out[job.locale])

"""What must and must not stand on the paper: approval, telephone lines, the reader's own words."""

from __future__ import annotations

import pytest

from handouts.api import Job
from handouts.checks.words import squeezed
from handouts.content.contacts import Contact
from handouts.content.model import Jurisdiction
from tests.built import Built, jobs_abroad, jobs_at_home, label, localized, paper_of_smoke, workshop
from tests.reading import printed

pytestmark = pytest.mark.slow

EVERY_JOB = (*jobs_at_home(), *jobs_abroad())
ONE_PAPER = tuple(job for job in EVERY_JOB if job.format == paper_of_smoke())


def jobs(which: tuple[Job, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("job", [pytest.param(job, id=label(job)) for job in which])


@jobs(EVERY_JOB)
def test_it_says_who_approved_it_or_that_nobody_has(job: Job, built: Built) -> None:
    handout = localized(job)
    said = squeezed(printed(built.receipt_or_skip(job).path).words)
    not_approved = handout.words.not_approved
    assert not not_approved.missing
    if handout.is_approved:
        assert squeezed(not_approved.plain) not in said
        assert any(squeezed(signature.name) in said for signature in handout.signatures)
    else:
        assert squeezed(not_approved.plain) in said


# --- telephone lines --------------------------------------------------------------------------------------


def lines_of(job: Job) -> list[Contact]:
    """Say which lines the leaflet's blocks ask for, in this jurisdiction."""
    purposes = {
        purpose
        for section in workshop().library.handout(job.handout).sections
        for block in section.blocks
        if block.kind == "contacts"
        for purpose in block.purposes
    }
    return [
        contact
        for contact in workshop().library.contacts
        if contact.jurisdiction == job.jurisdiction and contact.purpose in purposes and contact.printable
    ]


@jobs(ONE_PAPER)
def test_it_prints_the_lines_of_its_jurisdiction_and_no_others(job: Job, built: Built) -> None:
    """A number that does not answer in this country is the worst misprint there is."""
    page = printed(built.receipt_or_skip(job).path)
    wanted = lines_of(job)
    numbers = {contact.number for contact in wanted}
    foreign = {contact.number for contact in workshop().library.contacts} - numbers

    assert {contact.dial for contact in wanted} == set(page.dialled)
    assert [number for number in sorted(numbers) if not page.has_number(number)] == []
    assert [number for number in sorted(foreign) if page.has_number(number)] == []


@pytest.mark.parametrize(
    ("place", "dialled", "never"),
    [("US", "911", "115"), ("GB", "999", "115"), ("PL", "112", "115"), ("VN", "115", "911")],
)
def test_vietnamese_words_for_another_country_hold_its_emergency_number(
    place: str, dialled: str, never: str, built: Built
) -> None:
    chosen = [
        job
        for job in ONE_PAPER
        if job.locale == "vi"
        and job.jurisdiction is Jurisdiction(place)
        and any(contact.purpose == "emergency" for contact in lines_of(job))
    ]
    assert chosen, "no leaflet prints an emergency number"
    for job in chosen:
        page = printed(built.receipt_or_skip(job).path)
        assert page.has_number(dialled), label(job)
        assert not page.has_number(never), label(job)

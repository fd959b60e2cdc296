"""An imprint says and tags what the engine would have painted: sixty hard clinics, both ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from handouts.checks.pdf_view import PdfView, Tag, look_into
from handouts.checks.words import squeezed
from handouts.content.clinics import Clinic
from tests.imprint.hard_clinics import hard_clinics
from tests.imprint.masters import CASES, identity_for, job_for, master_for, printer, reference

pytestmark = pytest.mark.slow

Outline = tuple[str, str, str, str, tuple["Outline", ...]]


def outline(view: PdfView, tag: Tag) -> Outline:
    """Give role, language, alternative text and words of a tag, and the same of all below it."""
    kids = tuple(outline(view, kid) for kid in tag.kids if isinstance(kid, Tag))
    return (tag.role, tag.lang, tag.alt, squeezed(view.spoken(tag)), kids)


def pairs() -> Iterator[tuple[tuple[str, str, str], Clinic]]:
    clinics = hard_clinics()
    for number, clinic in enumerate(clinics):
        yield CASES[number % len(CASES)], clinic


@pytest.mark.parametrize(
    ("case", "clinic"), [pytest.param(*pair, id=f"{'-'.join(pair[0])}-{pair[1].id}") for pair in pairs()]
)
def test_words_and_tags_are_those_of_the_engine(case: tuple[str, str, str], clinic: Clinic) -> None:
    master = master_for(*case)
    text = clinic.in_locale(master.card.locale)
    imprinted = printer().imprint(master, text, jurisdiction=str(clinic.jurisdiction))
    assert imprinted.findings == ()

    painted = reference(job_for(*case), identity_for(clinic, master), clinic.qr)
    ours, theirs = look_into(imprinted.data), look_into(painted.data)

    assert not ours.fault
    assert ours.tags is not None
    assert theirs.tags is not None
    assert outline(ours, ours.tags) == outline(theirs, theirs.tags)
    assert ours.lang == theirs.lang
    assert ours.title == ours.xmp.title == theirs.title
    assert ours.xmp == theirs.xmp
    assert ours.unreached == ()
    assert not any(part.strip() for part in ours.words.unmarked)


def said(clinic: Clinic, locale: str) -> Iterator[str]:
    text = clinic.in_locale(locale)
    yield text.name
    yield from text.address
    for phone in text.phones:
        yield phone.number
        yield phone.hours
    yield text.website_shown
    yield text.note
    if text.qr:
        yield text.qr_shown


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_every_word_of_the_profile_is_read_again(case: tuple[str, str, str]) -> None:
    master = master_for(*case)
    for clinic in hard_clinics():
        imprinted = printer().imprint(master, clinic.in_locale(case[1]), jurisdiction="GB")
        assert imprinted.findings == (), clinic.id
        view = look_into(imprinted.data)
        assert view.tags is not None
        paragraphs = [view.spoken(tag) for tag in view.tags.walk() if tag.role == "P"]
        for words in said(clinic, case[1]):
            assert words == unicodedata.normalize("NFC", words)
            assert any(words in paragraph for paragraph in paragraphs), (clinic.id, words)

"""An imprint says and tags what the engine would have painted: sixty hard clinics, both ways."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

from handouts.checks.pdf_view import PdfView, Tag, look_into
from handouts.checks.words import squeezed
from handouts.content.clinics import Clinic
from handouts.imprint.logo import Logo, convert_logo
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


def logos() -> Iterator[Logo]:
    """Give logos wide, square and high, as drawings and as pictures, in colours and with a hole."""
    for width, height in ((300, 80), (100, 100), (60, 100)):
        middle = f'cx="{width / 2}" cy="{height / 2}"'
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f'<rect width="{width}" height="{height}" rx="12" fill="#0b5563"/>'
            f'<circle {middle} r="{height / 4}" fill="#ffffff"/><circle {middle} r="9" fill="#a3152b"/></svg>'
        )
        picture = Image.new("RGBA", (width * 4, height * 4), (0, 0, 0, 0))
        ImageDraw.Draw(picture).ellipse((8, 8, width * 4 - 8, height * 4 - 8), fill=(122, 31, 92, 255))
        out = io.BytesIO()
        picture.save(out, "PNG")
        for name, data in (("logo.svg", drawing.encode()), ("logo.png", out.getvalue())):
            logo, findings = convert_logo(data, name)
            assert logo is not None, findings
            yield logo


def with_logos() -> Iterator[tuple[tuple[str, str, str], Clinic, Logo]]:
    clinics = hard_clinics()
    for number, logo in enumerate(logos()):
        clinic = clinics[number * 7]
        owner = {"any": "Riverside Trust “Ź & ữ”"} if number % 2 else {}
        changed = {"logo": logo.name, "logo_alt": owner}
        yield CASES[number % len(CASES)], clinic.model_copy(update=changed), logo


@pytest.mark.parametrize(
    ("case", "clinic", "logo"),
    [
        pytest.param(*each, id=f"{'-'.join(each[0])}-{each[2].name}-{each[2].ratio:.1f}")
        for each in with_logos()
    ],
)
def test_a_logo_is_named_and_tagged_as_the_engine_would(
    case: tuple[str, str, str], clinic: Clinic, logo: Logo
) -> None:
    master = master_for(*case)
    imprinted = printer().imprint(
        master, clinic.in_locale(master.card.locale), jurisdiction=str(clinic.jurisdiction), logo=logo
    )
    assert imprinted.findings == ()

    painted = reference(job_for(*case), identity_for(clinic, master), clinic.qr, logo)
    ours, theirs = look_into(imprinted.data), look_into(painted.data)

    assert ours.tags is not None
    assert theirs.tags is not None
    assert outline(ours, ours.tags) == outline(theirs, theirs.tags)
    text = clinic.in_locale(case[1])
    called = dict(master.card.words)["clinic_logo_alt"].replace("{name}", text.logo_alt or text.name)
    assert [tag.alt for tag in ours.tags.walk() if tag.role == "Figure"].count(called) == 1


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

"""Builders of imprints: a small master with two places on one page, a clinic, and both together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from handouts.checks.imprint.subject import ImprintSubject
from handouts.content.clinic_text import ClinicText, PhoneText
from handouts.errors import LayoutError
from handouts.imprint.master import Master
from handouts.imprint.printing import Printer
from handouts.imprint.take_apart import take_apart
from handouts.layout.document import LaidOutDocument
from handouts.layout.identity import CLINIC_WORDS
from handouts.testing.content_subjects import ASSETS, TODAY
from handouts.testing.documents import FONTS
from handouts.testing.page_subjects import a_checked_document, painted

WORDS = {
    "clinic_phone_main": "Telephone",
    "clinic_phone_appointments": "Appointments",
    "clinic_phone_breastfeeding": "Breastfeeding help",
    "clinic_phone_out_of_hours": "When closed",
    "clinic_phone_interpreter": "Interpreter",
    "clinic_qr_alt": "QR code that opens {url}",
    "clinic_logo_alt": "Logo of {name}",
}
_MARK = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E"
_ROOM = ".slot {{ width: 76mm; height: {}mm }} .slot img {{ width: 1px; height: 1px }}"


def a_document_for_imprints(*, valid_until: date = date(2028, 10, 31), room_mm: int = 42) -> LaidOutDocument:
    """Return the good document of one page with its two places kept free."""

    def kept_free(name: str) -> str:
        mark = f'<img data-mark="{name}" role="presentation" alt="" src="{_MARK}">'
        return f'data-slot="{name}" data-kind="clinic-slot">{mark}'

    document = a_checked_document(
        (
            'data-block="t/masthead-clinic" data-kind="clinic-slot"><p>Clinic stamp</p>',
            f'data-block="t/masthead-clinic" {kept_free("masthead-clinic")}',
        ),
        (
            'data-block="t/help-clinic" data-kind="clinic-slot"><p>Your clinic</p>',
            f'data-block="t/help-clinic" {kept_free("help-clinic")}',
        ),
        css=_ROOM.format(room_mm),
    )
    return replace(
        document,
        metadata=replace(document.metadata, identifier="DRK-EN-GB-TEST22"),
        handout_id="drinking-enough",
        locale="en",
        jurisdiction="GB",
        with_clinic=True,
        clinic_words=tuple((name, WORDS[name]) for name in CLINIC_WORDS),
        clinic_colours=("#1f2a30", "#0b5563"),
        valid_until=valid_until,
    )


@cache
def a_master(*, valid_until: date = date(2028, 10, 31), room_mm: int = 42) -> Master:
    """Return a small master, painted once."""
    document = a_document_for_imprints(valid_until=valid_until, room_mm=room_mm)
    pdf = painted(document)
    regular = next(name for name in FONTS if name.endswith("NotoSans-Regular.ttf"))
    bold = regular.replace("Regular", "Bold")
    files = [ASSETS.find(name) for name in (regular, bold)]
    if None in files:
        raise LayoutError("our fonts are missing")
    data = [file.read_bytes() for file in files if file is not None]
    return take_apart(pdf.data, document, pages=pdf.pages, fonts=(data[0], data[1]))


def a_clinic_text(**changes: Any) -> ClinicText:
    """Return what a good clinic prints in English, after changes to its fields."""
    text = ClinicText(
        id="harbour",
        locale="en",
        name="Harbour Street Health Centre",
        organisation="",
        address=("12 Harbour Street", "Leeds LS1 4AB"),
        phones=(PhoneText("0113 496 0123", "+441134960123", "main", "8.30 to 17.30"),),
        website="https://harbour.example/feeding",
        website_shown="harbour.example/feeding",
        qr="https://harbour.example/feeding",
        qr_shown="harbour.example/feeding",
        logo="",
        logo_alt="",
        colour="",
        note="Interpreter free of charge.",
    )
    return replace(text, **changes)


def an_imprint_subject(
    *, today: date = TODAY, valid_until: date = date(2028, 10, 31), **changes: Any
) -> ImprintSubject:
    """Return a good clinic on a small master, after changes to the clinic's fields."""
    imprinted = Printer().imprint(
        a_master(valid_until=valid_until), a_clinic_text(**changes), jurisdiction="GB"
    )
    return ImprintSubject(imprinted, today)

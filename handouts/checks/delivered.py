"""A delivered file's bytes + the painting of its master + its clinic -> what the full checks find.

Every check of the painted page that a master went through is run on the delivered file itself, and a few that
only a clinic's file can fail. Where things lie is taken from the master: an imprint moves nothing.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace

import pikepdf

from handouts.checks.pdf_view import PdfView
from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short
from handouts.content.clinic_text import ClinicText
from handouts.findings import Finding, Report, Where
from handouts.layout.document import ExpectedText, LaidOutDocument
from handouts.layout.identity import (
    HOME_LANGUAGES,
    SLOTS,
    Identity,
    clinic_letters,
    identity_of,
    imprinted_title,
)
from handouts.pdf.document import PdfFile
from handouts.resources import AssetPath


def check_delivered(
    data: bytes, *, painting: PdfFile, clinic: ClinicText, jurisdiction: str, edition: str, assets: AssetPath
) -> Report:
    """Return everything that is wrong with one delivered file.

    Args:
        data: the file as it lies on the disk.
        painting: the pages of its master, painted anew.
        clinic: whose file it is, in the document's language.
        jurisdiction: of the clinic.
        edition: the document code that the manifest names.
        assets: where fonts are found.
    """
    document = painting.document
    code = f"{document.metadata.identifier}-{clinic_letters(clinic)}"
    if edition != code:
        return Report(
            (
                Finding(
                    "delivered-edition",
                    f"the file is of the edition {edition}; what can be painted now is {code}",
                    where=Where(path=document.handout_id),
                    hint="run the print run again: it issues anew what has changed",
                ),
            )
        )
    identity = identity_of(
        clinic,
        words=dict(document.clinic_words),
        lang=document.metadata.lang,
        home_lang=HOME_LANGUAGES.get(jurisdiction, ""),
    )
    slots = tuple(slot for slot in SLOTS if slot in _places(painting))
    wanted = _with_clinic(document, identity, slots, code)
    subject = PdfSubject(replace(painting, data=data, document=wanted, findings=()), assets)
    report = run_checks(Stage.PDF, subject) + faults_of_file(data)
    return report + tuple(_unread(subject.view, clinic, slots))


def faults_of_file(data: bytes) -> tuple[Finding, ...]:
    """Return what a reader would have to repair before it could show a file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
                problems = pdf.check_pdf_syntax()
    except pikepdf.PdfError as error:
        problems = [str(error)]
    hint = "delete the file and run the print run again; if it comes back, report it"
    return tuple(
        Finding("delivered-repair", f"readers would have to repair it: {problem}", hint=hint)
        for problem in problems
    )


def words_of(clinic: ClinicText, slots: tuple[str, ...] = SLOTS) -> Iterator[str]:
    """Yield every text of a clinic that a handout with these places prints, as the profile has it."""
    yield clinic.name
    if SLOTS[1] not in slots:
        first = next((phone for phone in clinic.phones if phone.purpose == "main"), clinic.phones[0])
        yield first.number
        return
    yield clinic.organisation
    yield from clinic.address
    for phone in clinic.phones:
        yield phone.number
        yield phone.hours
    yield clinic.website_shown
    yield clinic.note
    yield clinic.qr_shown if clinic.qr else ""


def _places(painting: PdfFile) -> frozenset[str]:
    """Return the names of the places for a clinic that the painting has."""
    slots = (block.key for block in painting.geometry.blocks if block.kind == "clinic-slot")
    return frozenset(key.rpartition("/")[2] for key in slots)


def _with_clinic(
    document: LaidOutDocument, identity: Identity, slots: tuple[str, ...], code: str
) -> LaidOutDocument:
    metadata = document.metadata
    clinics = tuple(
        ExpectedText(f"clinic/{slot}/{number}", part.text, part.lang or metadata.lang)
        for slot in slots
        for number, part in enumerate(identity.parts(slot))
        if part.text
    )
    return replace(
        document,
        metadata=replace(metadata, title=imprinted_title(metadata.title, identity.name), identifier=code),
        expected=(*document.expected, *clinics),
    )


def _unread(view: PdfView, clinic: ClinicText, slots: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding for each text of the profile that no paragraph says letter for letter."""
    if view.fault or view.tags is None:
        return
    paragraphs = [view.spoken(tag) for tag in view.tags.walk() if tag.role == "P"]
    for words in words_of(clinic, slots):
        if words and not any(words in paragraph for paragraph in paragraphs):
            yield Finding(
                "delivered-words",
                f"“{short(words)}” of the clinic's profile is not read out as it is written",
                where=Where(path=clinic.id),
                hint="report it: what is printed and what is read aloud must be the same",
            )

"""A Polish line that ends in “i”."""

from dataclasses import replace

from handouts.checks.subjects import PdfSubject
from handouts.testing.content_subjects import ASSETS
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    pdf = a_pdf_subject(("Drink at meals.", "Pij wodę i<br>mleko.")).pdf
    return PdfSubject(replace(pdf, document=replace(pdf.document, no_break_after=("i", "w", "z"))), ASSETS)

"""A word that is wider than the page."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    return a_pdf_subject(("Drink at meals.", "Drink" + "drink" * 30))

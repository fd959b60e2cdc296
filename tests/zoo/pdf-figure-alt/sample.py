"""A picture whose words are its file name."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    return a_pdf_subject(("A full glass of water on a table.", "glass.svg"))

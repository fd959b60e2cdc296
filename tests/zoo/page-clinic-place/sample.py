"""A place for the clinic as low as one line."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    return a_pdf_subject(css=".slot { height: 8mm }")

"""A heading that is not among the tags."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_expecting


def subject() -> PdfSubject:
    return a_pdf_expecting(outline=((1, "Drinking enough"), (2, "Day by day")))

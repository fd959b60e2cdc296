"""A heading at the foot of a page, its text on the next."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    lone = '<h2>Later</h2><p style="break-before: page">Its text.</p>'
    return a_pdf_subject(("<table", f"{lone}<table"))

"""A page that ends after a few lines, because a tall block moved on."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    tall = '<div style="height: 170mm; break-before: page"><p>Alone.</p></div>'
    return a_pdf_subject(("<table", f"{tall}<table"))

"""Three pages where two are allowed."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    return a_pdf_subject(("<table", f"{'<p>More words to read.</p>' * 60}<table"))

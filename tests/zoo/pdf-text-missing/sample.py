"""A sentence that the templates forgot."""

from handouts.checks.subjects import PdfSubject
from handouts.layout.document import ExpectedText
from handouts.testing.page_subjects import EXPECTED, a_pdf_expecting


def subject() -> PdfSubject:
    lost = ExpectedText("t/lost/text", "Call a doctor if you faint.", "en")
    return a_pdf_expecting(expected=(*EXPECTED, lost))

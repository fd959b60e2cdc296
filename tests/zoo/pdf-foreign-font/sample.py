"""A document that may use one font and uses two."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_expecting


def subject() -> PdfSubject:
    return a_pdf_expecting(fonts=("fonts/noto-sans/NotoSans-Regular.ttf",))

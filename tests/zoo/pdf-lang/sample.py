"""An English document that says it is Polish."""

import pikepdf

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_damaged_pdf


def say_polish(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("pl")


def subject() -> PdfSubject:
    return a_damaged_pdf(say_polish)

"""A file that no longer says what its colours mean."""

import pikepdf

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_damaged_pdf


def lose_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def subject() -> PdfSubject:
    return a_damaged_pdf(lose_intent)

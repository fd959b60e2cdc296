"""A file that lost its tag tree."""

import pikepdf

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_damaged_pdf


def lose_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def subject() -> PdfSubject:
    return a_damaged_pdf(lose_tags)

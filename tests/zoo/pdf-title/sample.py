"""A file whose title is another."""

import pikepdf

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_damaged_pdf


def rename(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = pikepdf.String("untitled")


def subject() -> PdfSubject:
    return a_damaged_pdf(rename)

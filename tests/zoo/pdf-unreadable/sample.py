"""A file that was cut off."""

from dataclasses import replace

from handouts.checks.subjects import PdfSubject
from handouts.testing.content_subjects import ASSETS
from handouts.testing.page_subjects import a_good_pdf


def subject() -> PdfSubject:
    pdf = a_good_pdf()
    return PdfSubject(replace(pdf, data=pdf.data[:300]), ASSETS)

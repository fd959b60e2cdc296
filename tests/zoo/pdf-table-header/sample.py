"""A table without header cells."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    return a_pdf_subject(
        ('<th scope="col">When</th><th scope="col">What</th>', "<td>When</td><td>What</td>"),
        ('<th scope="row">Morning</th>', "<td>Morning</td>"),
    )

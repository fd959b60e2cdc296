"""A diary whose rows are as low as a line of print."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    row = '<tbody><tr data-kind="form-row"><td style="height: 6mm; padding: 0"></td><td></td></tr>'
    return a_pdf_subject(('data-kind="table"', 'data-kind="form-days"'), ("<tbody>", row))

"""The gate is the only way through, and it says every reason at once."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from handouts.checks.gate import CheckedPdf, Policy, gate
from handouts.errors import CheckFailed
from handouts.findings import Finding, Report, Severity
from handouts.pdf.document import PdfFile
from handouts.testing.page_subjects import a_good_pdf

ERROR = Finding("page-limit", "too long", hint="shorten it")
WARNING = Finding("page-fill", "half empty", Severity.WARNING, hint="fill it")
NOTE = Finding("signoff-void", "void", Severity.NOTE)
UNTRANSLATED = Finding("locale-untranslated", "no translation")
STALE = Finding("locale-stale", "changed")


@pytest.fixture(scope="module")
def pdf() -> PdfFile:
    return a_good_pdf()


def test_a_clean_document_passes_and_can_be_sent_to_another_process(pdf: PdfFile) -> None:
    checked = gate(pdf, Report((NOTE,)), policy=Policy())

    assert (checked.data, checked.pages, checked.report) == (pdf.data, pdf.pages, Report((NOTE,)))
    assert pickle.loads(pickle.dumps(checked)) == checked


def test_every_refused_finding_is_named_at_once(pdf: PdfFile) -> None:
    with pytest.raises(CheckFailed) as refusal:
        gate(pdf, Report((ERROR, WARNING, UNTRANSLATED)), policy=Policy())
    assert refusal.value.findings == (ERROR, UNTRANSLATED)


def test_warnings_refuse_only_where_the_organisation_says_so(pdf: PdfFile) -> None:
    assert gate(pdf, Report((WARNING, NOTE)), policy=Policy())
    with pytest.raises(CheckFailed) as refusal:
        gate(pdf, Report((WARNING, NOTE)), policy=Policy(refuse_warnings=True))
    assert refusal.value.findings == (WARNING,)


def test_a_draft_passes_only_with_its_mark_and_only_for_want_of_translation(pdf: PdfFile) -> None:
    marked = replace(pdf, document=replace(pdf.document, mark="DRAFT"))
    draft = Policy(draft=True)

    assert gate(marked, Report((UNTRANSLATED, STALE)), policy=draft)
    for doubtful, report in ((pdf, (UNTRANSLATED,)), (marked, (UNTRANSLATED, ERROR))):
        with pytest.raises(CheckFailed):
            gate(doubtful, Report(report), policy=draft)
    with pytest.raises(CheckFailed):
        gate(marked, Report((UNTRANSLATED,)), policy=Policy())


def test_nobody_else_makes_a_checked_pdf(pdf: PdfFile) -> None:
    with pytest.raises(TypeError):
        CheckedPdf(pdf.data, pdf.document, Report(), pdf.pages)
    with pytest.raises(TypeError):
        CheckedPdf(pdf.data, pdf.document, Report(), pdf.pages, object())
    checked = gate(pdf, Report(), policy=Policy())
    with pytest.raises((TypeError, ValueError)):
        replace(checked, data=b"")

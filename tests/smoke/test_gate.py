"""Every handout in every language on every page format passes the gate, quietly."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pypdfium2
import pytest

from handouts.api import Job
from handouts.deliver.receipt import Receipt
from handouts.findings import Finding, Severity
from handouts.layout.page_formats import load_page_format
from tests.built import Built, jobs_abroad, jobs_at_home, label, workshop

pytestmark = pytest.mark.slow

EVERY_JOB = (*jobs_at_home(), *jobs_abroad())
KNOWN = Path(__file__).with_name("known_warnings.toml")
every_job = pytest.mark.parametrize("job", [pytest.param(job, id=label(job)) for job in EVERY_JOB])


def test_there_is_something_to_build() -> None:
    assert jobs_at_home()
    assert len(set(EVERY_JOB)) == len(EVERY_JOB)


@every_job
def test_it_passes_the_gate(job: Job, built: Built) -> None:
    receipt = built.receipt(job)
    assert receipt.path.stat().st_size == receipt.size
    assert not [str(f) for f in receipt.findings if f.severity is Severity.ERROR]


@every_job
def test_it_keeps_to_its_number_of_pages(job: Job, built: Built) -> None:
    limit = load_page_format(job.format, assets=workshop().assets).max_pages
    if limit is not None:
        limit = workshop().library.handout(job.handout).max_pages or limit
    document = pypdfium2.PdfDocument(built.receipt_or_skip(job).path)
    try:
        assert 1 <= len(document) <= (limit or len(document))
    finally:
        document.close()


# --- warnings ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """A warning that somebody has looked at. A field that is empty matches anything."""

    code: str
    because: str
    handout: str = ""
    locale: str = ""
    jurisdiction: str = ""
    format: str = ""
    path: str = ""
    """Block or message that the finding names."""

    def covers(self, receipt: Receipt, finding: Finding) -> bool:
        """Tell whether this is about a finding."""
        return all(
            wanted in ("", found)
            for wanted, found in (
                (self.code, finding.code),
                (self.handout, receipt.handout),
                (self.locale, receipt.locale),
                (self.jurisdiction, receipt.jurisdiction),
                (self.format, receipt.format),
                (self.path, finding.where.path),
            )
        )


def known_warnings() -> tuple[Known, ...]:
    entries = tomllib.loads(KNOWN.read_text(encoding="utf-8")).get("warning", [])
    names = {field.name for field in fields(Known)}
    for entry in entries:
        assert set(entry) <= names, f"{KNOWN.name} knows only {sorted(names)}"
        assert entry["code"], "say which warning"
        assert len(entry["because"].split()) >= 4, f"say why {entry['code']} is right here"
    return tuple(Known(**entry) for entry in entries)


def warnings_of(receipts: list[Receipt]) -> Iterator[tuple[Receipt, Finding]]:
    for receipt in receipts:
        for finding in receipt.findings:
            if finding.severity is Severity.WARNING:
                yield receipt, finding


def test_every_warning_is_known(receipts: list[Receipt]) -> None:
    """A new warning is noticed the day it comes: mend what it names, or write down why it is right."""
    known = known_warnings()
    new = [
        f"{receipt.path.name}: {finding}"
        for receipt, finding in warnings_of(receipts)
        if not any(entry.covers(receipt, finding) for entry in known)
    ]
    assert not new, "\n".join(new)


def test_every_known_warning_still_comes(built: Built) -> None:
    if built.lost:
        pytest.skip("not everything was delivered, so a warning may be missing for that reason")
    found = list(warnings_of(built.receipts))
    gone = [entry for entry in known_warnings() if not any(entry.covers(*pair) for pair in found)]
    assert not gone, f"these no longer come: take them out of {KNOWN.name}"

"""A blank sheet and what came back -> each text with its back-translation, and how they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

from handouts.checks.quantities import Fault
from handouts.errors import LocaleError
from handouts.exchange.back_sheet import BackTexts
from handouts.findings import Finding, Severity, Where
from handouts.layout.document import LaidOutDocument
from handouts.review.blank import BlankRow, BlankSheet
from handouts.review.document import Origin, lay_out_sheet

ALIKE = 55
"""Percent of likeness below which a reader should look: other words, or another meaning."""
Compare = Callable[[str, str], tuple[Fault, ...]]
"""English and its back-translation -> how their quantities differ."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One text, there and back."""

    row: BlankRow
    back: str
    alike: int
    """Percent; 0 where nothing was written."""
    faults: tuple[Fault, ...]

    @property
    def verdict(self) -> str:
        """What a reader has to know first, in a few words."""
        if not self.back:
            return "EMPTY"
        if any(fault.severity is Severity.ERROR for fault in self.faults):
            return "AMOUNT DIFFERS"
        if self.faults:
            return "LOOK"
        return "FEW WORDS ALIKE" if self.alike < ALIKE else ""

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "key": self.row.key,
            "id": self.row.id,
            "english": " / ".join(text.plain for text in self.row.english),
            "translation": self.row.text.plain,
            "back_translation": self.back,
            "alike": self.alike,
            "verdict": self.verdict.lower(),
            "findings": [
                {
                    "code": fault.code,
                    "severity": fault.severity.value,
                    "message": fault.message,
                    "expected": fault.expected,
                    "found": fault.found,
                }
                for fault in self.faults
            ],
        }


def compare_back(sheet: BlankSheet, given: BackTexts, *, name: str, compare: Compare) -> tuple[Compared, ...]:
    """Return every row of a sheet compared with what came back.

    Args:
        sheet: as it would be made today.
        given: the workbook.
        name: of the file, for messages.
        compare: the quantity check within English.

    Raises:
        LocaleError: the workbook is not of exactly this sheet: the texts changed, or somebody changed it.
    """
    if faults := [*_faults(sheet, given, name)]:
        raise LocaleError(
            f"“{name}” is not the sheet of today’s texts; nothing was compared",
            hint="make a new sheet with handouts locales back-translation, and copy what still holds",
            findings=faults,
        )
    back = {unit: " ".join(english.split()) for unit, _, english in given.rows}
    return tuple(_compared(row, back[row.id], compare) for row in sheet.rows)


def _faults(sheet: BlankSheet, given: BackTexts, name: str) -> Iterable[Finding]:
    here = Where(name)
    for what, said, wanted in (
        ("the language", given.locale, sheet.locale),
        ("the document", given.code, sheet.code),
        ("the country", given.jurisdiction, str(sheet.jurisdiction)),
        ("the digest of the sheet", given.digest, sheet.digest),
    ):
        if said != wanted:
            yield Finding(
                "review-sheet-changed",
                f"{what} is “{said}” in the file and “{wanted}” today",
                where=here,
                expected=wanted,
                found=said,
            )
    texts = {unit: text for unit, text, _ in given.rows}
    for row in sheet.rows:
        if row.id not in texts:
            yield Finding("review-sheet-changed", f"row {row.number} ({row.id}) is gone", where=here)
        elif texts[row.id] != row.text.plain:
            yield Finding(
                "review-sheet-changed", f"the text of row {row.number} ({row.id}) is another", where=here
            )
    for unit in texts:
        if unit not in sheet.by_id:
            yield Finding("review-sheet-changed", f"the row {unit} belongs to no text of today", where=here)


def _compared(row: BlankRow, back: str, compare: Compare) -> Compared:
    if not back:
        return Compared(row, "", 0, ())
    tried = [compare(text.plain, back) for text in row.english]
    faults = min(tried, key=lambda found: (sum(f.severity is Severity.ERROR for f in found), len(found)))
    alike = max(
        round(fuzz.token_sort_ratio(text.plain, back, processor=utils.default_process))
        for text in row.english
    )
    return Compared(row, back, alike, faults)


def summary(rows: Iterable[Compared]) -> tuple[str, ...]:
    """Return how many rows there are of each verdict."""
    every = tuple(rows)
    counted = Counter(row.verdict.lower() or "nothing found" for row in every)
    return (f"{len(every)} texts", *(f"{n} {what}" for what, n in sorted(counted.items())))


def lay_out_comparison(
    sheet: BlankSheet, rows: tuple[Compared, ...], *, title: str, origin: Origin
) -> LaidOutDocument:
    """Return the report, ready to be painted."""
    return lay_out_sheet(
        "comparison",
        {"sheet": sheet, "rows": rows, "about": (title, sheet.handout, *summary(rows))},
        title=f"Comparison of the back-translation from {sheet.name}: {sheet.code}",
        prefix=f"COMPARE-{sheet.locale}-{sheet.code}-{sheet.jurisdiction}",
        origin=origin,
    )

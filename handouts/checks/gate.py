"""PdfFile + report + policy -> CheckedPdf, or a refusal with every finding."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import Final

from handouts.errors import CheckFailed
from handouts.findings import Finding, Report, Severity
from handouts.layout.document import LaidOutDocument
from handouts.pdf.document import PdfFile

DRAFT_MAY_HOLD = frozenset({"locale-untranslated", "locale-stale"})
"""What a draft may hold besides: source words that stand in for a translation, marked as such."""

_SEAL: Final = object()


@dataclass(frozen=True, slots=True)
class Policy:
    """What an organisation refuses."""

    refuse_warnings: bool = False
    draft: bool = False
    """Whether unfinished translations may pass; only in documents with a mark across every page."""

    def refused(self, report: Report, *, mark: str = "") -> tuple[Finding, ...]:
        """Return the findings that stop a document.

        Args:
            report: all findings about it.
            mark: the word painted across its pages, or nothing.
        """
        pardoned = DRAFT_MAY_HOLD if self.draft and mark.strip() else frozenset()
        stops = {Severity.ERROR, Severity.WARNING} if self.refuse_warnings else {Severity.ERROR}
        return tuple(f for f in report if f.severity in stops and f.code not in pardoned)


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """A PDF that was let through. `deliver` and `imprint` accept nothing else, and `gate` alone makes one.

    Raises:
        TypeError: someone other than `gate` tried to make one.
    """

    data: bytes
    document: LaidOutDocument
    report: Report
    """What was noticed and let through: warnings and notes, and gaps of a draft."""
    pages: int
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only gate() makes a CheckedPdf")


def gate(pdf: PdfFile, report: Report, *, policy: Policy) -> CheckedPdf:
    """Let a document through, or refuse it with every reason.

    Args:
        pdf: the painted document.
        report: the findings of all stages about it, the engine's own (`pdf.findings`) among them.
        policy: what the organisation refuses.

    Raises:
        CheckFailed: the report holds something that the policy refuses.
    """
    if refused := policy.refused(report, mark=pdf.document.mark):
        name = pdf.document.handout_id or pdf.document.metadata.title
        language = f" in {pdf.document.locale}" if pdf.document.locale else ""
        things = "one finding" if len(refused) == 1 else f"{len(refused)} findings"
        raise CheckFailed(
            f"“{name}”{language} was refused with {things}",
            hint="each finding says what to do; docs/checks.md explains every code",
            findings=refused,
        )
    return CheckedPdf(pdf.data, pdf.document, report, pdf.pages, _SEAL)

"""PdfFile + report + policy -> CheckedPdf, or a refusal with every finding."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING, Final

from handouts.edition import digest
from handouts.errors import CheckFailed
from handouts.findings import Finding, Report, Severity
from handouts.layout.document import LaidOutDocument
from handouts.pdf.document import PdfFile

if TYPE_CHECKING:
    from handouts.imprint.master import Card
    from handouts.imprint.printing import Imprinted

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


@dataclass(frozen=True, slots=True)
class CheckedImprint:
    """An imprinted master that was let through. `gate_imprint` alone makes one.

    Raises:
        TypeError: someone other than `gate_imprint` tried to make one.
    """

    data: bytes
    card: Card
    """What the master says of itself."""
    clinic: str
    """The clinic's id."""
    title: str
    identifier: str
    """The document code with the clinic's letters."""
    fingerprint: str
    """Of everything that makes the bytes: the master's edition and the clinic's identity."""
    report: Report
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only gate_imprint() makes a CheckedImprint")

    @property
    def pages(self) -> int:
        """How many there are."""
        return self.card.pages


def gate_imprint(imprinted: Imprinted, report: Report, *, policy: Policy) -> CheckedImprint:
    """Let an imprinted master through, or refuse it with every reason.

    Args:
        imprinted: the file.
        report: the findings of the checks of an imprint, and the master's own.
        policy: what the organisation refuses.

    Raises:
        CheckFailed: the report holds something that the policy refuses, or there is no file.
    """
    card, clinic = imprinted.master.card, imprinted.identity.clinic
    refused = policy.refused(report, mark=card.mark)
    if refused or not imprinted.data:
        things = "one finding" if len(refused) == 1 else f"{len(refused)} findings"
        raise CheckFailed(
            f"“{card.handout}” in {card.locale} for “{clinic}” was refused with {things}",
            hint="each finding says what to do; docs/checks.md explains every code",
            findings=refused,
        )
    fingerprint_of_both = digest([card.edition.fingerprint, imprinted.digest])
    return CheckedImprint(
        imprinted.data,
        card,
        clinic,
        imprinted.title,
        imprinted.identifier,
        fingerprint_of_both,
        report,
        _SEAL,
    )

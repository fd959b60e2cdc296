"""The receipt of one delivered file: what it is, where it lies, and how to prove it later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.findings import Finding


@dataclass(frozen=True, slots=True)
class Receipt:
    """One delivered PDF."""

    handout: str
    locale: str
    jurisdiction: str
    format: str
    clinic: str | None
    edition: str
    """The printed document code."""
    fingerprint: str
    path: Path
    sha256: str
    size: int
    """Bytes."""
    pages: int
    findings: tuple[Finding, ...]
    draft: bool = False
    plan: str = ""
    """The name of the plan that was chosen; empty for the plan everybody gets, and where there is none."""

    def as_dict(self) -> dict[str, object]:
        """Return the receipt as plain values for JSON output."""
        return {
            "handout": self.handout,
            "locale": self.locale,
            "jurisdiction": self.jurisdiction,
            "format": self.format,
            "clinic": self.clinic,
            "plan": self.plan,
            "edition": self.edition,
            "fingerprint": self.fingerprint,
            "path": str(self.path),
            "sha256": self.sha256,
            "size": self.size,
            "pages": self.pages,
            "draft": self.draft,
            "findings": [finding.as_dict() for finding in self.findings],
        }

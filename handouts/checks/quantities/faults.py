"""One way in which a translation's quantities differ from its source's."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.findings import Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference."""

    code: str
    """Such as `translation-number`; docs/checks.md has them all."""
    severity: Severity
    message: str
    expected: str
    """What the source says."""
    found: str
    """What the translation says; empty if it says nothing."""

"""What a check noticed: findings, their place and severity, and reports that collect them."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


class Severity(enum.Enum):
    """How much a finding matters."""

    ERROR = "error"
    """Could mislead a patient or cannot be printed: refuses, always."""
    WARNING = "warning"
    """Worth a look before printing a thousand: refuses if the organisation says so."""
    NOTE = "note"
    """Good to know: never refuses."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a finding: a file, line and field, or a page, or a message key."""

    file: str = ""
    line: int | None = None
    path: str = ""
    page: int | None = None

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f":{self.line}"
        if self.page is not None:
            place += f" page {self.page}"
        if self.path:
            place += f" {self.path}"
        return place.strip()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check noticed about a document."""

    code: str
    message: str
    severity: Severity = Severity.ERROR
    where: Where = Where()
    hint: str = ""
    expected: str = ""
    """What should stand there, where a check can say it."""
    found: str = ""
    """What stands there."""

    def at(self, **place: str | int | None) -> Finding:
        """Return the same finding with parts of its place filled in."""
        return replace(self, where=replace(self.where, **place))  # type: ignore[arg-type]

    def __str__(self) -> str:
        lines = [str(self.where)] if str(self.where) else []
        lines.append(f"  {self.severity.value} {self.code}: {self.message}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, object]:
        """Return the finding as plain values for JSON output."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.where.file,
            "line": self.where.line,
            "path": self.where.path,
            "page": self.where.page,
            "hint": self.hint,
            **({"expected": self.expected, "found": self.found} if self.expected or self.found else {}),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one document, in the order they were made."""

    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __add__(self, more: Iterable[Finding]) -> Report:
        return Report(self.findings + tuple(more))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that refuse the document."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all findings."""
        return frozenset(f.code for f in self.findings)

"""What a reader finds in a translator's file, before anybody compared it with ours."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import LocaleError
from handouts.findings import Finding, Where


@dataclass(frozen=True, slots=True)
class Answer:
    """One unit of a file that came back."""

    id: str
    sources: tuple[str, ...]
    """The English in the file; a PO file has singular and plural for each form."""
    target: str
    where: Where
    stale: bool = False
    """Whether the file still says that the translation is out of date."""
    guess: bool = False
    """Whether the file says that a machine proposed it and nobody has confirmed it."""
    digest: str = ""
    """Of the English that was sent out, where the file holds one."""


@dataclass(frozen=True, slots=True)
class Received:
    """A whole file that came back."""

    language: str
    """What it says the translation is in."""
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...] = ()
    """What is wrong with single units: the others can still be taken."""


class Broken(Exception):  # noqa: N818 (caught by `as_error`, never seen outside)
    """A file that cannot be read any further."""

    def __init__(self, message: str, *, code: str = "import-syntax", line: int | None = None, hint: str = ""):
        super().__init__(message)
        self.message, self.code, self.line, self.hint = message, code, line, hint

    def as_error(self, name: str) -> LocaleError:
        """Return the error that a user sees."""
        where = Where(name, self.line)
        finding = Finding(self.code, self.message, where=where, hint=self.hint)
        return LocaleError(f"“{name}” cannot be read: {self.message}", hint=self.hint, findings=[finding])

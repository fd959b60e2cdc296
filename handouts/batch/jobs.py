"""The words of a print run: which master, for which clinic, under which name; and who makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from handouts.content.clinics import Clinic
from handouts.edition import fingerprint
from handouts.findings import Finding

PARTS = ("text", "translation", "facts", "design", "engine")
"""What a master is made of, in the words of a re-issue: why a file changed."""
CLINIC = "clinic"
"""The reason that stands beside `PARTS`: the clinic's own profile."""


@dataclass(frozen=True, slots=True, order=True)
class MasterKey:
    """One master: a handout in a locale, with a jurisdiction's numbers, on a page format."""

    handout: str
    locale: str
    jurisdiction: str
    format: str

    def __str__(self) -> str:
        return f"{self.handout}-{self.locale}-{self.jurisdiction}-{self.format}"


@dataclass(frozen=True, slots=True)
class MasterParts:
    """What one master is made of: a hash for each of `PARTS`."""

    key: MasterKey
    hashes: tuple[tuple[str, str], ...]
    edition: str = ""
    """What names the edition as a whole; when it alone differs, our own code or the engine does."""

    @classmethod
    def of(cls, key: MasterKey, hashes: Mapping[str, str], *, edition: str = "") -> MasterParts:
        """Return the parts in a fixed order."""
        return cls(key, tuple(sorted(hashes.items())), edition)

    @property
    def id(self) -> str:
        """Return the first half of the fingerprint over key and parts."""
        return fingerprint({"key": str(self.key), "edition": self.edition, **dict(self.hashes)})[:32]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One file of a print run."""

    master: MasterKey
    clinic: Clinic
    path: str
    """Where it goes below the destination, with forward slashes."""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """One imprinted and checked PDF."""

    data: bytes
    edition: str
    """The printed document code."""
    fingerprint: str
    """Of everything that makes the bytes, the clinic included."""
    pages: int
    findings: tuple[Finding, ...] = ()
    sha256: str = ""
    """Of the bytes; whoever makes them may know it sooner. Nothing means that it is yet to be counted."""


class Maker(Protocol):
    """Makes the files of a run. One lives in each process; it may keep what it has read."""

    def is_ready(self, key: MasterKey) -> bool:
        """Say whether a master of today's edition exists, without painting it."""

    def prepare(self, key: MasterKey) -> None:
        """See to it that the master exists, painting it where it does not.

        Raises:
            HandoutsError: the master was refused; every job for it is.
        """

    def parts(self, key: MasterKey) -> MasterParts:
        """Return what a master is made of.

        Raises:
            HandoutsError: the master cannot be used; every job for it is refused.
        """

    def make(self, job: PrintJob) -> Made:
        """Return one finished file.

        Raises:
            HandoutsError: the file was refused.
        """


class Recipe(Protocol):
    """How a process comes by its maker. Pickled and sent to workers, so it is small and plain."""

    @property
    def id(self) -> str:
        """Return a name of this recipe; a worker that has opened it does not open it again."""

    def open(self) -> Maker:
        """Return a maker."""

    def packed(self, keys: tuple[MasterKey, ...]) -> Recipe:
        """Return a recipe of the same id that brings its masters along, for a machine without our disk."""

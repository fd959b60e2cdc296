"""What checks look at: one frozen value for each stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handouts.checks.pdf_view import PdfView, look_into
from handouts.content.handout import Handout
from handouts.content.interface import Interface
from handouts.content.library import Entry, Library
from handouts.content.model import Jurisdiction
from handouts.findings import Where
from handouts.layout.document import LaidOutDocument
from handouts.localize.handout import LocalizedHandout
from handouts.localize.localizer import Language
from handouts.pdf.document import PdfFile
from handouts.resources import AssetPath


@dataclass(frozen=True, slots=True)
class ContentSubject:
    """One handout's file, with the library around it."""

    library: Library
    entry: Entry
    """An entry without a handout has been refused by its model already: checks find nothing in it."""
    assets: AssetPath
    today: date

    def where(self, *path: str | int) -> Where:
        """Return the place of a field of the handout's file."""
        line = self.entry.source.line_of(path)
        return Where(self.entry.path.name, line, ".".join(str(part) for part in path))


@dataclass(frozen=True, slots=True)
class LocaleSubject:
    """One handout in one language for one jurisdiction."""

    library: Library
    interface: Interface
    handout: Handout
    localized: LocalizedHandout
    language: Language
    assets: AssetPath
    today: date
    jurisdiction: Jurisdiction


@dataclass(frozen=True, slots=True)
class LayoutSubject:
    """A document ready to be painted."""

    document: LaidOutDocument
    assets: AssetPath


@dataclass(frozen=True)
class PdfSubject:
    """A painted document."""

    pdf: PdfFile
    assets: AssetPath

    @cached_property
    def view(self) -> PdfView:
        """What the bytes hold, read once for all checks."""
        return look_into(self.pdf.data)

"""A message as every catalog check sees it, wherever it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.findings import Where
from handouts.localize.catalogs import Translation
from handouts.localize.po_strict import PoEntry, PoFile


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: source, translation, and what the file says about them."""

    source: str
    targets: tuple[str, ...]
    """The translation; the forms of a counted message, in the order of the header's plural rule."""
    key: str = ""
    """Our key, or a foreign file's msgctxt."""
    plural: str = ""
    """The source's plural, when it is a counted message."""
    flags: frozenset[str] = frozenset()
    notes: str = ""
    """What the source says to the translator."""
    fuzzy: bool = False
    file: str = ""
    line: int = 0

    @property
    def where(self) -> Where:
        """Its place; without a key, the beginning of the source stands for it."""
        return Where(self.file, self.line or None, self.key or self.source[:60].replace("\n", " "))

    @property
    def is_translated(self) -> bool:
        """Whether it has all its words."""
        return bool(self.targets) and all(self.targets)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield (source, translation) of each form; every form but the first follows the source's plural."""
        for index, target in enumerate(self.targets):
            if target:
                counted = self.plural and (index or len(self.targets) == 1)
                yield (self.plural if counted else self.source), target

    @property
    def sources(self) -> str:
        """All that the source says, singular and plural."""
        return f"{self.source} {self.plural}" if self.plural else self.source


def from_po(po: PoFile) -> tuple[Entry, ...]:
    """Return the messages of a PO file, without those that are retired."""
    return tuple(_from_po(entry, po.name) for entry in po.entries if not entry.obsolete)


def _from_po(entry: PoEntry, file: str) -> Entry:
    return Entry(
        entry.source,
        entry.targets,
        entry.context,
        entry.plural,
        entry.flags,
        entry.notes,
        entry.fuzzy,
        file,
        entry.line,
    )


def from_translation(translation: Translation) -> Entry:
    """Return one message of our own catalogs."""
    return Entry(
        translation.source,
        translation.plurals or (translation.text,),
        translation.key,
        translation.source_plural,
        notes=translation.note,
        fuzzy=translation.fuzzy,
        file=translation.file,
        line=translation.line,
    )

"""The glossary: how each term is said in each language, read from `library/glossary.csv`."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import ContentError
from handouts.findings import Finding, Where


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One term: for each language the accepted ways to say it, best first."""

    id: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    note: str

    def ways(self, lang: str) -> tuple[str, ...]:
        """Return the accepted names in a language; none when the glossary does not have it."""
        return dict(self.names).get(lang, ())


def read_glossary(path: Path) -> dict[str, GlossaryEntry]:
    """Return the glossary by term id.

    The file has columns id, one per language, and note; ways to say a term are split by `;`, and what stands
    in brackets may be left out.

    Raises:
        ContentError: the file cannot be read, or an id stands twice.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(
            f"the glossary “{path.name}” cannot be read: {error}", hint="save it as UTF-8 CSV"
        ) from error
    rows = csv.DictReader(io.StringIO(text))
    try:
        numbered = [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        raise ContentError(
            f"the glossary “{path.name}” cannot be read: line {rows.line_num}: {error}",
            hint="mend the quotation marks and line ends of this line",
        ) from error
    languages = [name for name in rows.fieldnames or () if name not in ("id", "note")]
    entries: dict[str, GlossaryEntry] = {}
    faults: list[Finding] = []
    for line, row in numbered:
        term = (row.get("id") or "").strip()
        if not term or term in entries:
            what = f"“{term}” stands twice" if term else "a row has no id"
            faults.append(
                Finding("glossary-id", what, where=Where(path.name, line), hint="give each term one row")
            )
            continue
        names = tuple((lang, _ways(row.get(lang) or "")) for lang in languages)
        entries[term] = GlossaryEntry(term, names, row.get("note") or "")
    if faults:
        raise ContentError(f"the glossary “{path.name}” has faults", findings=faults)
    return entries


def _ways(cell: str) -> tuple[str, ...]:
    ways: list[str] = []
    for part in cell.split(";"):
        whole = part.strip()
        bare = re.sub(r"\s*\([^)]*\)", "", whole).strip()
        inside = re.findall(r"\(([^)]*)\)", whole)
        for way in (bare, *inside):
            if way and way not in ways:
                ways.append(way)
    return tuple(ways)

"""Catalogs: the translated messages of one locale, read from gettext PO files and never guessed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polib

from handouts.errors import LocaleError
from handouts.findings import Finding, Severity, Where
from handouts.localize.locales import Locale
from handouts.localize.po_strict import PoFile, open_po
from handouts.resources import AssetPath

DOMAINS = ("handouts", "content", "kitchen")
"""`handouts.po` holds interface words, `content.po` words of the library, `kitchen.po` foods and dishes."""
_KITCHEN = ("cuisine/", "dish/", "exchange/", "food/", "swap/")
"""How the keys of messages about food begin."""


def domain_of(key: str) -> str:
    """Return which file a message belongs to."""
    if key.startswith("interface/"):
        return "handouts"
    return "kitchen" if key.startswith(_KITCHEN) else "content"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the source language that a locale must have."""

    key: str
    """Stable and independent of the text: `low-milk-supply/a4-feed-often/text`."""
    text: str
    plural: str = ""
    """The English plural, when it is a counted phrase."""
    comment: str = ""
    """For the translator: where it appears and what its placeholders print."""

    @property
    def domain(self) -> str:
        """Which file it belongs to."""
        return domain_of(self.key)


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry of a catalog."""

    key: str
    source: str
    """The English it was translated from."""
    text: str
    plurals: tuple[str, ...]
    fuzzy: bool
    file: str
    line: int
    source_plural: str = ""
    """The English plural it was translated from; empty where nobody noted it."""
    previous: str | None = None
    """Of a stale entry: the English that was translated (`#| msgid`)."""
    previous_plural: str = ""
    stale_since: date | None = None
    """The day on which a merge found that the English had changed."""
    note: str = ""
    """What the source says to the translator."""

    def is_current(self, message: Message) -> bool:
        """Whether this is a finished translation of just this message."""
        words = all(self.plurals) and bool(self.plurals) if message.plural else bool(self.text)
        same = self.source == message.text and self.source_plural in ("", message.plural)
        return words and not self.fuzzy and same

    @property
    def words(self) -> tuple[str, ...]:
        """What a translator wrote: one text, or the forms of a counted phrase."""
        return self.plurals or ((self.text,) if self.text else ())


@dataclass(frozen=True, slots=True)
class Catalog:
    """All translations of one locale by message key."""

    locale: str
    entries: dict[str, Translation]
    plural_forms: str
    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Translation]:
        return iter(self.entries.values())


def load_catalog(locale: Locale, *, assets: AssetPath) -> Catalog:
    """Return the catalog of a locale: all its PO files, an overlay's words over ours.

    Raises:
        LocaleError: a file is broken (truncated, not UTF-8, a key twice).
    """
    if locale.source:
        return Catalog(locale.code, {}, "")
    entries: dict[str, Translation] = {}
    plural_forms = ""
    for domain in DOMAINS:
        name = f"{locale.code}/LC_MESSAGES/{domain}.po"
        for root in reversed(assets.roots("locales")):
            path = root / name
            if path.is_file():
                po = read_po(path)
                plural_forms = po.metadata.get("Plural-Forms", plural_forms)
                read = [_translation(entry, path) for entry in po if not entry.obsolete]
                entries |= {e.key: e for e in read if e.text or any(e.plurals) or e.key not in entries}
    return Catalog(locale.code, entries, plural_forms)


def read_po(path: Path) -> polib.POFile:
    """Return a PO file, or refuse it whole.

    Raises:
        LocaleError: it is truncated, not UTF-8, holds a key twice or an entry without one.
    """
    shown = f"{path.parent.parent.name}/{path.name}"
    strict = open_po(path, name=shown)
    faults = [f for f in strict.findings if f.severity is Severity.ERROR or f.code == "po-encoding"]
    if faults := [f for f in faults if f.code != "po-header"]:  # a merge writes the header anew
        line = f"line {faults[0].where.line}: " if faults[0].where.line else ""
        raise LocaleError(
            f"the catalog “{shown}” cannot be read: {line}{faults[0].message}",
            hint=faults[0].hint,
            findings=faults,
        )
    try:
        text = path.read_text(encoding="utf-8")
        # polib's own search for duplicates compares each entry with all others: 20 s for 10,000 of them
        po = polib.pofile(text + _NO_PATH) if text.strip() else polib.POFile()
    except (OSError, ValueError) as error:
        raise LocaleError(
            f"the catalog “{shown}” cannot be read: {error}",
            hint="check the file with: msgfmt -c",
            findings=[Finding("catalog-syntax", str(error), where=Where(shown))],
        ) from error
    _refuse_what_differs(po, strict, shown)
    if keyless := [entry for entry in po if not entry.msgctxt and not entry.obsolete]:
        first = keyless[0]
        raise LocaleError(
            f"“{shown}” line {first.linenum}: an entry has no msgctxt", hint="run: handouts locales update"
        )
    counted = Counter(entry.msgctxt for entry in po if not entry.obsolete)
    if twice := [key for key, count in counted.items() if count > 1]:
        raise LocaleError(f"“{shown}” holds “{twice[0]}” twice", hint="keep one of the two entries")
    return po


_NO_PATH = "\n# " + "-" * 300
"""A comment after the text: polib opens what it is given as a file when there is a file of that name."""


def _refuse_what_differs(po: polib.POFile, strict: PoFile, shown: str) -> None:
    """Refuse a file of which polib reads other words than the strict reader: something was swallowed."""
    ours = [(e.context, e.source, e.plural, e.targets) for e in strict.entries if not e.obsolete]
    theirs = [
        (
            e.msgctxt or "",
            e.msgid,
            e.msgid_plural or "",
            tuple(e.msgstr_plural[n] for n in sorted(e.msgstr_plural)) or (e.msgstr,),
        )
        for e in po
        if not e.obsolete
    ]
    if ours != theirs:
        differing = [
            place for place, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other
        ]
        line = strict.entries[differing[0]].line if differing else 0
        finding = Finding(
            "catalog-syntax", "the entry can be read in two ways", where=Where(shown, line or None)
        )
        raise LocaleError(
            f"the catalog “{shown}” cannot be read: it can be read in two ways",
            hint="check the file with: msgfmt -c",
            findings=[finding],
        )


def _translation(entry: polib.POEntry, path: Path) -> Translation:
    plurals = tuple(
        unicodedata.normalize("NFC", entry.msgstr_plural[index]) for index in sorted(entry.msgstr_plural)
    )
    return Translation(
        key=entry.msgctxt,
        source=entry.msgid,
        text=entry.msgstr,
        plurals=plurals,
        fuzzy="fuzzy" in entry.flags,
        file=f"{path.parent.parent.name}/{path.name}",
        line=entry.linenum or 0,
        source_plural=entry.msgid_plural or "",
        previous=entry.previous_msgid if "fuzzy" in entry.flags else None,
        previous_plural=entry.previous_msgid_plural or "",
        stale_since=stale_since(entry.comment),
        note=entry.comment,
    )


STALE_SINCE = "stale since "
"""How the line of a note begins that says when a merge found the English changed."""


def stale_since(comment: str) -> date | None:
    r"""Return the day that a stale entry's note names.

    >>> stale_since("a note\nstale since 2026-11-22")
    datetime.date(2026, 11, 22)
    """
    for line in comment.splitlines():
        if line.startswith(STALE_SINCE):
            try:
                return date.fromisoformat(line.removeprefix(STALE_SINCE))
            except ValueError:
                return None
    return None

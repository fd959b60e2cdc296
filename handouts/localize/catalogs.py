"""Catalogs: the translated messages of one locale, read from gettext PO files and never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.localize.locales import Locale
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

    def is_current(self, message: Message) -> bool:
        """Whether this is a finished translation of just this message."""
        words = all(self.plurals) and bool(self.plurals) if message.plural else bool(self.text)
        return words and not self.fuzzy and self.source == message.text


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
    try:
        text = path.read_text(encoding="utf-8")
        _check_ends(text)
        po = polib.pofile(text + _NO_PATH, check_for_duplicates=True) if text.strip() else polib.POFile()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise LocaleError(
            f"the catalog “{shown}” cannot be read: {error}",
            hint="check the file with: msgfmt -c",
            findings=[Finding("catalog-syntax", str(error), where=Where(shown))],
        ) from error
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


def _check_ends(text: str) -> None:
    """Refuse strings that do not end: polib 1.2 reads a file that was cut off as if it were whole."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _STRING.match(line) and not _WHOLE_STRING.fullmatch(line):
            raise ValueError(f"line {number}: a string does not end")


_STRING = re.compile(r'\s*(?:#~ *)?(?:msg\w+(?:\[\d\])?\s*)?"')
_WHOLE_STRING = re.compile(_STRING.pattern + r'(?:[^"\\]|\\.)*"\s*')


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
    )

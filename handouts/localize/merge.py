"""Messages + a catalog on disk -> the catalog up to date by key: kept, stale, new or gone; never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polib

from handouts.localize.catalogs import DOMAINS, STALE_SINCE, Message, read_po, stale_since
from handouts.localize.locales import Locale
from handouts.localize.whole import write_all


@dataclass(frozen=True, slots=True)
class Merged:
    """How many messages a merge kept, marked stale, added and retired."""

    kept: int = 0
    stale: int = 0
    new: int = 0
    gone: int = 0

    def __add__(self, other: Merged) -> Merged:
        return Merged(
            self.kept + other.kept, self.stale + other.stale, self.new + other.new, self.gone + other.gone
        )


def update_catalogs(
    folder: Path, messages: Iterable[Message], *, locale: Locale, today: date | None = None
) -> Merged:
    """Bring the PO files of one locale up to date and return what changed.

    A message whose English changed keeps its old translation, marked fuzzy and with the previous English
    beside it: it is refused in print until a translator has looked at it. A message that is gone moves to the
    end of the file, and gets its words back when it returns. Words are saved as NFC. All files are read
    before the first is written, and a file that would not change is left alone.

    Args:
        folder: the locale's folder, such as `locales/pl`.
        messages: everything the library needs, in order.
        locale: for the file's header.
        today: written beside what becomes stale; nothing writes no day.

    Raises:
        LocaleError: a file is broken; nothing is changed.
    """
    wanted: dict[str, list[Message]] = {domain: [] for domain in DOMAINS}
    for message in messages:
        wanted[message.domain].append(message)
    total = Merged()
    texts: dict[Path, str] = {}
    for domain in DOMAINS:
        path = folder / "LC_MESSAGES" / f"{domain}.po"
        old = read_po(path) if path.is_file() else polib.POFile()
        new, merged = merge(wanted[domain], old, forms=plural_count(locale), today=today)
        new.metadata = {**_header(locale), **_kept_header(old)}
        new.header = old.header
        new.wrapwidth = 0
        texts[path] = str(new).rstrip("\n") + "\n"
        total += merged
    write_all(texts)
    return total


def merge(
    wanted: Iterable[Message], old: polib.POFile, *, forms: int = 1, today: date | None = None
) -> tuple[polib.POFile, Merged]:
    """Return a catalog of just these messages with the words that an older one has for their keys.

    Each entry is looked up once: the work grows with the number of messages, never with its square.

    Args:
        wanted: the messages, in order.
        old: where the words come from; its entries are changed.
        forms: how many plural forms the language has.
        today: written beside what becomes stale; nothing writes no day.
    """
    known = _by_key(entry for entry in old if not entry.obsolete)
    retired = _by_key(entry for entry in old if entry.obsolete)
    new = polib.POFile()
    kept = stale = fresh = 0
    for message in wanted:
        entry = known.pop(message.key, None)
        before = retired.pop(message.key, None)
        if entry is None or not _has_words(entry):
            entry = before if before is not None and _has_words(before) else entry
        if entry is None:
            new.append(_fresh(message, forms))
            fresh += 1
            continue
        entry.obsolete = False
        if _is_of(entry, message):
            kept += 1
        elif _has_words(entry):
            _mark_stale(entry, message, forms, today)
            stale += 1
        else:
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = entry.previous_msgid_plural = None
            entry.msgstr_plural = _empty(forms) if message.plural else {}
            fresh += 1
        since = stale_since(entry.comment) if "fuzzy" in entry.flags else None
        _renew(entry, message, since)
        new.append(entry)
    for entry in (*known.values(), *(e for key, e in retired.items() if key not in known)):
        _retire(entry)
        new.append(entry)
    return new, Merged(kept, stale, fresh, len(known))


def _by_key(entries: Iterable[polib.POEntry]) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in entries}


def _is_of(entry: polib.POEntry, message: Message) -> bool:
    return entry.msgid == message.text and (entry.msgid_plural or "") == message.plural


def _has_words(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def plural_count(locale: Locale) -> int:
    """Return how many plural forms the catalogs of a language have."""
    found = re.search(r"nplurals\s*=\s*(\d)", locale.settings.plural_forms)
    return int(found[1]) if found else 1


def _retire(entry: polib.POEntry) -> None:
    """Move an entry to the end. A stale one gets the English of its words back: `#~|` is not read."""
    entry.obsolete = True
    if entry.previous_msgid is not None:
        entry.msgid, entry.msgid_plural = entry.previous_msgid, entry.previous_msgid_plural or ""
        entry.previous_msgid = entry.previous_msgid_plural = None
    _compose(entry)


def _mark_stale(entry: polib.POEntry, message: Message, forms: int, today: date | None) -> None:
    """Note what was translated. An entry that is stale already keeps the first English, its words' own."""
    if "fuzzy" not in entry.flags or entry.previous_msgid is None:
        entry.previous_msgid, entry.previous_msgid_plural = entry.msgid, entry.msgid_plural or None
        entry.comment = f"{STALE_SINCE}{today}" if today else ""
    if "fuzzy" not in entry.flags:
        entry.flags.append("fuzzy")
    if bool(message.plural) != bool(entry.msgid_plural):  # a sentence became a counted phrase, or back
        words = entry.msgstr or next(filter(None, entry.msgstr_plural.values()), "")
        entry.msgstr, entry.msgstr_plural = (
            ("", {**_empty(forms), 0: words}) if message.plural else (words, {})
        )


def _renew(entry: polib.POEntry, message: Message, since: date | None) -> None:
    entry.msgid, entry.msgid_plural = message.text, message.plural or ""
    notes = (message.comment, f"{STALE_SINCE}{since}" if since else "")
    entry.comment = "\n".join(note for note in notes if note)
    _compose(entry)


def _compose(entry: polib.POEntry) -> None:
    entry.msgstr = unicodedata.normalize("NFC", entry.msgstr)
    entry.msgstr_plural = {
        index: unicodedata.normalize("NFC", form) for index, form in entry.msgstr_plural.items()
    }


def _empty(forms: int) -> dict[int, str]:
    return dict.fromkeys(range(forms), "")


def _fresh(message: Message, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.key, msgid=message.text, comment=message.comment)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = _empty(forms)
    return entry


def _header(locale: Locale) -> dict[str, str]:
    return {
        "Project-Id-Version": "handouts",
        "Language": locale.code,
        "Language-Team": locale.settings.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": locale.settings.plural_forms,
    }


def _kept_header(old: polib.POFile) -> dict[str, str]:
    return {
        name: value
        for name, value in old.metadata.items()
        if name.startswith("X-") or name == "Last-Translator"
    }

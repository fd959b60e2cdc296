"""Messages + a catalog on disk -> the catalog up to date by key: kept, stale, new or gone; never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from handouts.localize.catalogs import DOMAINS, Message, read_po
from handouts.localize.locales import Locale


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


def update_catalogs(folder: Path, messages: Iterable[Message], *, locale: Locale) -> Merged:
    """Bring the PO files of one locale up to date and return what changed.

    A message whose English changed keeps its old translation, marked fuzzy and with the previous English
    beside it: it is refused in print until a translator has looked at it. A message that is gone moves to the
    end of the file, and gets its words back when it returns.

    Args:
        folder: the locale's folder, such as `locales/pl`.
        messages: everything the library needs, in order.
        locale: for the file's header.

    Raises:
        LocaleError: a file is broken; nothing of it is changed.
    """
    wanted = list(messages)
    total = Merged()
    for domain in DOMAINS:
        path = folder / "LC_MESSAGES" / f"{domain}.po"
        old = read_po(path) if path.is_file() else polib.POFile()
        new, merged = _merge([m for m in wanted if m.domain == domain], old)
        new.metadata = {**_header(locale), **_kept_header(old)}
        new.wrapwidth = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".po.part")
        part.write_text(str(new).rstrip("\n") + "\n", encoding="utf-8")
        part.replace(path)  # a translator's work is never half overwritten
        total += merged
    return total


def _merge(wanted: list[Message], old: polib.POFile) -> tuple[polib.POFile, Merged]:
    known = {entry.msgctxt: entry for entry in old if not entry.obsolete}
    retired = {entry.msgctxt: entry for entry in old if entry.obsolete}
    new = polib.POFile()
    merged = Merged()
    for message in wanted:
        entry = known.pop(message.key, None) or _revived(retired.pop(message.key, None))
        if entry is None:
            new.append(_fresh(message))
            merged += Merged(new=1)
        elif entry.msgid == message.text and (entry.msgid_plural or "") == message.plural:
            entry.comment = message.comment
            new.append(entry)
            merged += Merged(kept=1)
        else:
            new.append(_stale(entry, message))
            merged += Merged(stale=1)
    for entry in (*known.values(), *retired.values()):
        entry.obsolete = True
        new.append(entry)
    return new, merged + Merged(gone=len(known))


def _revived(entry: polib.POEntry | None) -> polib.POEntry | None:
    if entry is not None:
        entry.obsolete = False
    return entry


def _fresh(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.key, msgid=message.text, comment=message.comment)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {}
    return entry


def _stale(entry: polib.POEntry, message: Message) -> polib.POEntry:
    had_words = bool(entry.msgstr or any(entry.msgstr_plural.values()))
    if "fuzzy" not in entry.flags and had_words:
        entry.flags.append("fuzzy")
        entry.previous_msgid = entry.msgid
    entry.msgid, entry.msgid_plural, entry.comment = message.text, message.plural or "", message.comment
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

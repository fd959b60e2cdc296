"""Changes -> the catalogs of a language: just those entries, marked as arrived; all files or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polib

from handouts.errors import LocaleError
from handouts.exchange.commit import commit
from handouts.exchange.compare import Change
from handouts.exchange.po import header
from handouts.localize.arrivals import NAME, arrival_digest, arrivals_text, read_arrivals
from handouts.localize.catalogs import DOMAINS, Message, domain_of, read_po
from handouts.localize.locales import Locale


def apply(
    changes: Iterable[Change], *, messages: Mapping[str, Message], locale: Locale, folder: Path
) -> tuple[Path, ...]:
    """Write changes into the catalogs of one language and return the files that changed.

    Every changed entry is marked as arrived and unreviewed, in `arrivals.toml` beside the catalogs.

    Args:
        changes: what to take.
        messages: every message by key, for notes and English.
        locale: for the header of a catalog that is new.
        folder: the locale's folder, such as `locales/pl`.

    Raises:
        LocaleError: a catalog is broken; nothing is changed.
        DeliveryError: a file could not be written; nothing is changed.
    """
    taken = list(changes)
    if not taken:
        return ()
    place = folder / "LC_MESSAGES"
    before: dict[str, bytes | None] = {}
    files: dict[str, bytes] = {}
    marks = place / NAME
    before[NAME] = _read(marks)
    arrived = {c.key: arrival_digest(c.english[0], c.texts) for c in taken}
    files[NAME] = arrivals_text(read_arrivals(marks) | arrived).encode()
    for domain in DOMAINS:
        mine = [change for change in taken if domain_of(change.key) == domain]
        if mine:
            name = f"{domain}.po"
            before[name] = _read(place / name)
            files[name] = _renewed(place / name, mine, messages, locale)
    commit(place, files, before=before)
    return tuple(place / name for name in files)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LocaleError(
            f"“{path}” cannot be read: {error.strerror}", hint="check its permissions"
        ) from error


def _renewed(path: Path, changes: Iterable[Change], messages: Mapping[str, Message], locale: Locale) -> bytes:
    if path.is_file():
        po = read_po(path)
    else:
        po = polib.POFile()
        settings = locale.settings
        po.metadata = header(locale.code, settings.name, settings.plural_forms)
    po.wrapwidth = 0
    entries = {entry.msgctxt: entry for entry in po if not entry.obsolete}
    for change in changes:
        entry = entries.get(change.key)
        if entry is None:
            entry = polib.POEntry(msgctxt=change.key)
            po.append(entry)
        _renew(entry, change, messages[change.key])
    return (str(po).rstrip("\n") + "\n").encode()


def _renew(entry: polib.POEntry, change: Change, message: Message) -> None:
    entry.msgid, entry.comment = message.text, message.comment
    if message.plural:
        entry.msgid_plural, entry.msgstr = message.plural, ""
        entry.msgstr_plural = dict(enumerate(change.texts))
    else:
        entry.msgid_plural, entry.msgstr_plural = "", {}
        entry.msgstr = change.texts[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None

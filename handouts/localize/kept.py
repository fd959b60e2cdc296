"""A catalog entry and the English of today -> whether it is missing, stale, kept by a reason, or current."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import replace

from handouts.localize.catalogs import Translation
from handouts.localize.signoff import Kept, words_digest


class State(enum.Enum):
    """What a catalog has for a message."""

    MISSING = "missing"
    STALE = "stale"
    KEPT = "kept"
    """Stale by the letter; somebody said with a reason that the meaning is the same."""
    CURRENT = "current"

    @property
    def is_usable(self) -> bool:
        """Whether it may be printed."""
        return self in (State.KEPT, State.CURRENT)


def kept_by_key(kept: Iterable[Kept]) -> dict[str, tuple[Kept, ...]]:
    """Return the records of each key, the oldest first."""
    found: dict[str, list[Kept]] = {}
    for record in kept:
        found.setdefault(record.key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


def made_from(entry: Translation) -> tuple[str, str] | None:
    """Return the English (one, other) that an entry's words were made from; nothing where that is not known.

    A fuzzy entry without its previous English waits for a translator for another reason.
    """
    if not entry.fuzzy:
        return entry.source, entry.source_plural
    return None if entry.previous is None else (entry.previous, entry.previous_plural)


def state_of(
    entry: Translation | None,
    english: str,
    plural: str = "",
    *,
    locale: str,
    kept: Mapping[str, tuple[Kept, ...]],
) -> State:
    """Return what the catalog has for a message.

    Args:
        entry: the catalog's, if it has one.
        english: the message as it is today.
        plural: its plural, when it is a counted phrase.
        locale: whose catalog it is.
        kept: edits that changed no meaning, by key.
    """
    if entry is None or not entry.words or not all(entry.words) or bool(entry.plurals) != bool(plural):
        return State.MISSING
    if not entry.fuzzy and entry.source == english and entry.source_plural in ("", plural):
        return State.CURRENT
    origin = made_from(entry)
    if origin is not None and _is_kept(entry, origin, (english, plural), locale, kept.get(entry.key, ())):
        return State.KEPT
    return State.STALE


def settled(entry: Translation, *, locale: str, kept: Mapping[str, tuple[Kept, ...]]) -> Translation:
    """Return an entry as checks should see it: one that was kept no longer waits for a translator.

    A kept entry is printed, so that it is checked like any other.
    """
    if not entry.fuzzy:
        return entry
    state = state_of(entry, entry.source, entry.source_plural, locale=locale, kept=kept)
    return replace(entry, fuzzy=False) if state is State.KEPT else entry


def _is_kept(
    entry: Translation,
    origin: tuple[str, str],
    today: tuple[str, str],
    locale: str,
    records: tuple[Kept, ...],
) -> bool:
    """Follow the records from the English that was translated to that of today."""
    words = words_digest(entry.words)
    reached = {origin}
    for record in records:
        if record.translations.get(locale) == words and (record.was, record.was_plural) in reached:
            reached.add((record.now, record.now_plural))
    return today in reached and today != origin


def earlier(
    english: str, *, key: str, locale: str, source: bool, kept: Mapping[str, tuple[Kept, ...]]
) -> tuple[str, ...]:
    """Return the English texts of the same meaning that somebody may have signed before, newest first.

    A counted phrase is its two forms with a NUL between.
    """
    found = [english]
    for record in reversed(kept.get(key, ())):
        was, now = (_joined(record.was, record.was_plural), _joined(record.now, record.now_plural))
        if now in found and was not in found and (source or locale in record.translations):
            found.append(was)
    return tuple(found[1:])


def _joined(one: str, other: str) -> str:
    return f"{one}\0{other}" if other else one

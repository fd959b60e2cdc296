"""A message of a locale -> units: what a translator gets, one for each form, under an id that stays."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cached_property

from handouts.edition import digest

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_/-]+")
"""Keys that become a name token of XML by exchanging their slashes."""


class State(enum.Enum):
    """How far a translation is."""

    NEW = "new"
    """There is none yet."""
    STALE = "stale"
    """The English has changed since it was translated."""
    TRANSLATED = "translated"
    """It belongs to today's English; whether anybody reviewed it, sign-off says."""


class Only(enum.Enum):
    """What to export."""

    ALL = "all"
    MISSING = "missing"
    STALE = "stale"
    OPEN = "open"
    """What is missing or stale."""

    def takes(self, state: State) -> bool:
        """Say whether a unit in this state is wanted."""
        return (
            state
            in {
                Only.ALL: tuple(State),
                Only.MISSING: (State.NEW,),
                Only.STALE: (State.STALE,),
                Only.OPEN: (State.NEW, State.STALE),
            }[self]
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate: a message, or one form of a counted phrase."""

    key: str
    source: str
    """The English that this form is translated from."""
    english: tuple[str, ...]
    """The message's English; for a counted phrase its singular and plural."""
    target: str = ""
    state: State = State.NEW
    slot: int | None = None
    """Which form of a counted phrase, counted from 0; nothing for a message without forms."""
    previous: str = ""
    """The English that a stale translation was made from."""
    notes: tuple[str, ...] = ()
    """For the translator: who reads it, how long it may be, what its placeholders print."""
    limit: int | None = None
    """Most characters."""
    shown: tuple[tuple[str, str], ...] = ()
    """What each placeholder prints in the language of the translation."""

    @property
    def id(self) -> str:
        """A name token of XML, made of the key alone: the same whatever the texts are.

        >>> Unit("noun/feed", "{n} feed", ("{n} feed", "{n} feeds"), slot=0).id
        'noun:feed:0'
        """
        return unit_id(self.key, self.slot)

    def source_digest(self, locale: str) -> str:
        """Return what tells whether the English of a file is the one that was sent out."""
        return source_digest(locale, self.id, self.source)


def unit_id(key: str, slot: int | None = None) -> str:
    """Return the id of a unit."""
    plain = key.replace("/", ":") if _PLAIN_KEY.fullmatch(key) and key[0].isalpha() else ""
    name = plain or f"key-{digest([key])[:24]}"
    return name if slot is None else f"{name}:{slot}"


def source_digest(locale: str, unit: str, source: str) -> str:
    """Return a digest over the language, the unit's id and its English; 32 hexadecimal digits."""
    return digest([locale, unit, source])[:32]


@dataclass(frozen=True)
class Package:
    """Everything that goes out in one file, or that one coming back may hold."""

    locale: str
    """Code of the language, as `locales/` spells it."""
    tag: str
    """Its BCP 47 tag."""
    source_tag: str
    name: str
    """The language's name in English."""
    direction: str
    plural_forms: str
    """The gettext header."""
    units: tuple[Unit, ...]
    cases: tuple[str, ...] = ()
    """Grammatical cases that the language gives its units, such as `gen`."""

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """Every unit under its id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def by_key(self) -> dict[str, tuple[Unit, ...]]:
        """The forms of every message, in order."""
        found: dict[str, tuple[Unit, ...]] = {}
        for unit in self.units:
            found[unit.key] = (*found.get(unit.key, ()), unit)
        return found

    @cached_property
    def by_area(self) -> dict[str, tuple[tuple[Unit, ...], ...]]:
        """The messages of each area in order, such as a leaflet, `interface` or `noun`."""
        found: dict[str, list[tuple[Unit, ...]]] = {}
        for key, forms in self.by_key.items():
            found.setdefault(key.partition("/")[0], []).append(forms)
        return {area: tuple(messages) for area, messages in found.items()}

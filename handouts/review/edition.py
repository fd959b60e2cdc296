"""A library and a language as they stood once -> every text and fact by name, ready to be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handouts.content.library import Library
from handouts.content.model import Jurisdiction
from handouts.findings import Finding
from handouts.localize.catalogs import Message
from handouts.localize.kept import State, state_of
from handouts.localize.localizer import Language
from handouts.review.lines import Writer


@dataclass(frozen=True, slots=True)
class Text:
    """One message as it stood."""

    english: tuple[str, ...]
    translation: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Value:
    """One fact in one country, or one telephone line, as it stood."""

    exact: str
    english: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One edition of a language."""

    texts: dict[str, Text]
    values: dict[tuple[str, str], Value]
    """By name and country."""
    titles: dict[str, str]
    faults: tuple[Finding, ...]
    """Files of the library that cannot be read today: their texts are not here."""


def side_of(messages: Iterable[Message], *, language: Language, library: Library) -> Side:
    """Return one edition of a language."""
    return Side(
        {message.key: _text(message, language) for message in messages},
        dict(_values(language, library)),
        {handout.id: str(handout.title) for handout in library},
        tuple(
            finding
            for entry in library.entries.values()
            if entry.handout is None
            for finding in entry.findings
        ),
    )


def _text(message: Message, language: Language) -> Text:
    entry = language.catalog.entries.get(message.key)
    state = state_of(
        entry, message.text, message.plural, locale=language.locale.code, kept=language.kept_by_key
    )
    english = tuple(form for form in (message.text, message.plural) if form)
    return Text(english, entry.words if entry else (), state)


def _values(language: Language, library: Library) -> Iterable[tuple[tuple[str, str], Value]]:
    for place in Jurisdiction:
        english = Writer(language, library=library, jurisdiction=place, english=True)
        target = Writer(language, library=library, jurisdiction=place)
        for name in library.facts:
            ours, theirs = english.fact(name), target.fact(name)
            if ours is not None:
                yield (
                    (name, str(place)),
                    Value(ours.exact, ours.words, theirs.words if theirs else ""),
                )
    for contact in library.contacts:
        if contact.printable:
            said = Value(f"{contact.number} dials {contact.dial}")
            yield (contact.id, str(contact.jurisdiction)), said

"""The library -> every message that a locale must have, each with a stable key and a translator's note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from handouts.content.facts import Fact
from handouts.content.interface import Interface
from handouts.content.leaflet import Leaflet
from handouts.content.library import Library
from handouts.content.model import Translated
from handouts.localize.catalogs import Message

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
"""`{fact}`, `{fact:number}` for its bare number, `{fact:gen}` for a case that the locale defines."""


def placeholders(text: str) -> list[tuple[str, str]]:
    """Return the (name, form) of every placeholder in a message, in order.

    >>> placeholders("Eat {extra_energy} more, in {meals:number} meals.")
    [('extra_energy', ''), ('meals', 'number')]
    """
    return [(match[1], match[2] or "") for match in PLACEHOLDER.finditer(text)]


def walk(value: Any, key: str) -> Iterator[tuple[str, Translated]]:
    """Yield (key, English) for every translated string below a model, in the order of its fields.

    A model with an id starts its key anew below the handout, so that moving a block keeps its translation.
    """
    if isinstance(value, Translated):
        yield key, value
    elif isinstance(value, BaseModel):
        handout = key.split("/", 1)[0]
        identity = getattr(value, "id", None)
        below = f"{handout}/{identity}" if identity and identity != handout else key
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), f"{below}/{name}")
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from walk(child, f"{key}/{index}")


def leaflet_messages(leaflet: Leaflet, facts: dict[str, Fact]) -> Iterator[Message]:
    """Yield the messages of one leaflet."""
    for key, text in walk(leaflet, leaflet.id):
        notes = [f"{{{name}}} = {facts[name].meaning}" for name, _ in placeholders(text) if name in facts]
        yield Message(key, text, comment="\n".join(notes))


def library_messages(library: Library, interface: Interface) -> tuple[Message, ...]:
    """Return every message of the library and the interface, in a fixed order."""
    found: list[Message] = []
    for name, word in interface.messages.items():
        found.append(Message(f"interface/{name}", word.text, comment=word.note))
    for name, noun in library.nouns.items():
        found.append(
            Message(f"noun/{name}", noun.one, noun.other, noun.comment or "keep {n} where the number stands")
        )
    for contact in library.contacts:
        if contact.printable:
            found += [Message(key, text) for key, text in walk(contact, f"contact/{contact.id}")]
    for leaflet in library:
        found += leaflet_messages(leaflet, library.facts)
    return tuple(found)

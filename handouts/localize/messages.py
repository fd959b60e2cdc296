"""The library -> every message that a locale must have, each with a stable key and a translator's note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from handouts.content.facts import Fact
from handouts.content.handout import Handout
from handouts.content.interface import Interface
from handouts.content.library import Library
from handouts.content.model import Translated
from handouts.localize.catalogs import Message
from handouts.planner.kitchen import Kitchen

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


def handout_messages(handout: Handout, facts: dict[str, Fact]) -> Iterator[Message]:
    """Yield the messages of one handout."""
    for key, text in walk(handout, handout.id):
        notes = [f"{{{name}}} = {facts[name].meaning}" for name, _ in placeholders(text) if name in facts]
        yield Message(key, text, comment="\n".join(notes))


def kinds(value: Any) -> Iterator[str]:
    """Yield the kind of a handout and of everything in it."""
    if isinstance(value, BaseModel):
        kind = getattr(value, "kind", None)
        if isinstance(kind, str):
            yield kind
        for name in type(value).model_fields:
            yield from kinds(getattr(value, name))
    elif isinstance(value, tuple):
        for child in value:
            yield from kinds(child)


def printed_words(handout: Handout, interface: Interface, *, source: bool) -> frozenset[str]:
    """Return the names of the interface words that a signed handout prints.

    Args:
        handout: its kind and those of its blocks decide.
        interface: each word says what prints it.
        source: whether it is in the language the library is written in.
    """
    printing = {*kinds(handout), *(() if source else ("translation",))}
    return frozenset(
        name for name, word in interface.messages.items() if not word.on or printing.intersection(word.on)
    )


def kitchen_messages(kitchen: Kitchen) -> Iterator[Message]:
    """Yield the names of every cuisine, dish, food, rule of exchange and exchange list."""
    for code, cuisine in kitchen.cuisines.items():
        yield Message(f"cuisine/{code}/name", cuisine.name)
        for dish in cuisine.dishes:
            yield Message(f"dish/{dish.id}/name", dish.name)
            if dish.caution:
                yield Message(f"dish/{dish.id}/caution", dish.caution)
            yield from (Message(f"dish/{variant.id}/name", variant.name) for variant in dish.variants)
    for code, groups in kitchen.exchanges.items():
        yield from (Message(f"exchange/{code}/{group.id}/name", group.name) for group in groups)
    for rule in kitchen.swaps:
        yield Message(f"swap/{rule.id}/text", rule.text)
    for food in kitchen.foods.values():
        yield Message(f"food/{food.id}/name", food.name_en)


def every_message(library: Library, interface: Interface, kitchen: Kitchen) -> tuple[Message, ...]:
    """Return every message that a locale must have, in a fixed order."""
    return (*library_messages(library, interface), *kitchen_messages(kitchen))


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
    for handout in library:
        found += handout_messages(handout, library.facts)
    return tuple(found)

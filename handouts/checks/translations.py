"""LocaleSubject -> the translations that its handout prints, beside the English each was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.checks.model_walk import used_facts
from handouts.checks.subjects import LocaleSubject
from handouts.findings import Where
from handouts.localize.catalogs import domain_of
from handouts.localize.messages import walk


@dataclass(frozen=True, slots=True)
class Pair:
    """One translated message; a counted phrase gives a pair for each of its forms."""

    key: str
    english: str
    text: str
    where: Where


def pairs(subject: LocaleSubject) -> Iterator[Pair]:
    """Yield every translation that the handout may print; none in the source language."""
    for key, english in _messages(subject):
        entry = subject.language.catalog.entries.get(key)
        if entry is None:
            continue
        where = Where(entry.file, entry.line, key)
        for text in (entry.text, *entry.plurals):
            if text:
                yield Pair(key, english, text, where)


def printed_keys(subject: LocaleSubject) -> tuple[str, ...]:
    """Return the key of every message that the handout may print, each once."""
    return tuple(dict.fromkeys(key for key, _ in _messages(subject)))


def _messages(subject: LocaleSubject) -> Iterator[tuple[str, str]]:
    yield from walk(subject.handout, subject.handout.id)
    for name, word in subject.interface.messages.items():
        if word.is_on_handouts:
            yield f"interface/{name}", word.text
    for name in _nouns(subject):
        noun = subject.library.nouns[name]
        yield f"noun/{name}", noun.other
    for contact in subject.library.contacts:
        if contact.printable and contact.jurisdiction is subject.jurisdiction:
            yield from walk(contact, f"contact/{contact.id}")
    for key, english, _ in subject.localized.plan_messages:
        if domain_of(key) == "kitchen":
            yield key, english


def _nouns(subject: LocaleSubject) -> tuple[str, ...]:
    facts = (subject.library.facts.get(name) for _, name, _ in used_facts(subject.handout))
    names = dict.fromkeys(fact.noun for fact in facts if fact is not None and fact.noun is not None)
    return tuple(name for name in names if name in subject.library.nouns)

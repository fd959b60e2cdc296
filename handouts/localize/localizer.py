"""Leaflet + locale + jurisdiction -> LocalizedHandout, and findings about what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from handouts.content.blocks import Contacts
from handouts.content.interface import Interface
from handouts.content.leaflet import Leaflet
from handouts.content.library import Library
from handouts.content.model import BareRef, FactRef, Jurisdiction, Statement, Translated
from handouts.findings import Finding, Severity, Where
from handouts.localize.catalogs import Catalog
from handouts.localize.dates import written_date
from handouts.localize.handout import LocalizedHandout, PrintedSource
from handouts.localize.locales import Locale
from handouts.localize.signoff import Signature, facts_digest, holding, text_digest
from handouts.localize.text import Node
from handouts.localize.translator import Translator


@dataclass(frozen=True, slots=True)
class Language:
    """Everything of one locale that localizing needs."""

    locale: Locale
    source_locale: Locale
    catalog: Catalog
    signatures: tuple[Signature, ...]


def localize(
    leaflet: Leaflet,
    *,
    language: Language,
    jurisdiction: Jurisdiction,
    library: Library,
    interface: Interface,
) -> tuple[LocalizedHandout, tuple[Finding, ...]]:
    """Return the handout in one language for one jurisdiction, with every gap as a finding.

    Source words stand in for missing ones and are marked; the gate lets them through in drafts only.
    """
    locale = language.locale
    translator = Translator(
        locale, language.source_locale, language.catalog, jurisdiction, library.facts, library.nouns
    )
    walker = _Walker(translator, library, jurisdiction, leaflet.id)
    body = walker.node(leaflet, leaflet.id)
    text_seal = text_digest(translator.used_messages)
    facts_seal = facts_digest(
        jurisdiction,
        ((fact.name, fact.exact) for fact in translator.used_facts.values()),
        walker.contacts_used,
    )
    dates = {
        "date": written_date(leaflet.review_by, locale.settings.date, locale=locale),
        "edition": written_date(leaflet.dated, locale.settings.month, locale=locale),
    }
    words = Node(
        {
            name: translator.text(f"interface/{name}", word.text, **_given(word.text, dates))
            for name, word in interface.messages.items()
        }
    )
    holds, voided = holding(
        language.signatures, handout=leaflet.id, jurisdiction=jurisdiction, text=text_seal, facts=facts_seal
    )
    findings = (*translator.findings, *(_voided(signature, locale) for signature in voided))
    handout = LocalizedHandout(
        id=leaflet.id,
        kind=leaflet.kind,
        code=leaflet.code,
        locale=locale,
        jurisdiction=jurisdiction,
        edition=leaflet.edition,
        dated=leaflet.dated,
        review_by=leaflet.review_by,
        body=body,
        words=words,
        english_title=leaflet.title,
        edition_text=dates["edition"],
        review_text=dates["date"],
        printed_sources=tuple(_source_line(source_id, library) for source_id in leaflet.sources_on_page),
        facts=tuple(translator.used_facts.values()),
        signatures=holds,
        text_digest=text_seal,
        facts_digest=facts_seal,
        max_pages=leaflet.max_pages,
        source_digest=text_digest((key, english, "") for key, english, _ in translator.used_messages),
    )
    return handout, findings


RUNTIME_WORDS = ("page", "pages", "title", "name", "code", "signed", "url")
"""Placeholders of interface words that layout fills in."""


def _given(text: str, dates: dict[str, str]) -> dict[str, str]:
    return {name: f"{{{name}}}" for name in RUNTIME_WORDS} | dates


def _source_line(source_id: str, library: Library) -> PrintedSource:
    source = library.sources.get(source_id)
    if source is None:
        return PrintedSource(source_id, "en")
    year = f", {source.year}" if source.year else ""
    return PrintedSource((source.printed or f"{source.publisher}: {source.title}") + year, source.lang)


def _voided(signature: Signature, locale: Locale) -> Finding:
    return Finding(
        "signoff-void",
        f"the {signature.role} signature of {signature.signed_on} no longer holds: text or a fact changed",
        Severity.NOTE,
        Where(f"{locale.code}/signoff.toml", path=signature.handout),
        "ask the reviewer to read it again",
    )


class _Walker:
    """Walks a model and localizes its fields, leaving out what does not apply in the jurisdiction."""

    def __init__(
        self, translator: Translator, library: Library, jurisdiction: Jurisdiction, handout: str
    ) -> None:
        self.translator = translator
        self.library = library
        self.jurisdiction = jurisdiction
        self.handout = handout
        self.contacts_used: list[tuple[str, str]] = []

    def node(self, model: BaseModel, key: str) -> Node:
        identity = getattr(model, "id", None)
        below = f"{key.split('/', 1)[0]}/{identity}" if identity and identity != self.handout else key
        values = {
            name: self.value(getattr(model, name), f"{below}/{name}") for name in type(model).model_fields
        }
        values["key"] = below
        if isinstance(model, Contacts):
            values["contacts"] = tuple(self._contacts(model))
        return Node(values)

    def value(self, value: Any, key: str) -> Any:
        if isinstance(value, Translated):
            return self.translator.text(key, value)
        if isinstance(value, BareRef):
            return self.translator.fact(value, key, form="bare")
        if isinstance(value, FactRef):
            return self.translator.fact(value, key)
        if isinstance(value, BaseModel):
            return self.node(value, key)
        if isinstance(value, tuple):
            kept = [(index, child) for index, child in enumerate(value) if self._applies(child)]
            return tuple(self.value(child, f"{key}/{index}") for index, child in kept)
        return value

    def _applies(self, value: Any) -> bool:
        return not (
            isinstance(value, Statement)
            and value.jurisdictions
            and self.jurisdiction not in value.jurisdictions
        )

    def _contacts(self, block: Contacts) -> list[Node]:
        found = []
        for contact in self.library.contacts_for(self.jurisdiction, block.purposes):
            self.contacts_used.append((contact.id, f"{contact.number} {contact.dial}"))
            found.append(self.node(contact, f"contact/{contact.id}"))
        return found

"""Handout + locale + jurisdiction (+ meal plan) -> LocalizedHandout, and findings about what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from handouts.content.blocks import Contacts
from handouts.content.handout import Handout
from handouts.content.interface import Interface
from handouts.content.library import Library
from handouts.content.model import BareRef, FactRef, Jurisdiction, Statement, Translated
from handouts.content.plan_blocks import PlanBlock
from handouts.edition import digest
from handouts.errors import PlanError
from handouts.findings import Finding, Severity, Where
from handouts.localize.catalogs import Catalog, domain_of
from handouts.localize.dates import written_date
from handouts.localize.handout import LocalizedHandout, PrintedSource
from handouts.localize.locales import Locale
from handouts.localize.messages import placeholders
from handouts.localize.plans import PlanWriter, Served
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
    handout: Handout,
    *,
    language: Language,
    jurisdiction: Jurisdiction,
    library: Library,
    interface: Interface,
    served: Served | None = None,
) -> tuple[LocalizedHandout, tuple[Finding, ...]]:
    """Return the handout in one language for one jurisdiction, with every gap as a finding.

    Source words stand in for missing ones and are marked; the gate lets them through in drafts only.

    Args:
        handout: what to localize.
        language: the locale with its catalog and signatures.
        jurisdiction: whose facts and telephone lines apply.
        library: facts, contacts and sources.
        interface: the words of templates.
        served: the plan that blocks of kinds `plan-…` show; required where the handout has any.
    """
    locale = language.locale
    translator = Translator(
        locale, language.source_locale, language.catalog, jurisdiction, library.facts, library.nouns
    )
    # Dishes differ from plan to plan: a signature covers the kitchen as a whole, not the words of one plan.
    of_plan = Translator(
        locale, language.source_locale, language.catalog, jurisdiction, library.facts, library.nouns
    )
    writer = PlanWriter(served, of_plan, interface) if served else None
    walker = _Walker(translator, library, jurisdiction, handout.id, writer)
    body = walker.node(handout, handout.id)
    text_seal = text_digest(translator.used_messages)
    facts_seal = facts_digest(
        jurisdiction,
        (
            *((fact.name, fact.exact) for fact in translator.used_facts.values()),
            *([("kitchen", served.digest), ("kitchen-words", _kitchen_words(language))] if served else ()),
        ),
        walker.contacts_used,
    )
    dates = {
        "date": written_date(handout.review_by, locale.settings.date, locale=locale),
        "edition": written_date(handout.dated, locale.settings.month, locale=locale),
    }
    words = Node(
        {
            name: translator.text(f"interface/{name}", word.text, **_given(word.text, dates, library))
            for name, word in interface.messages.items()
        }
    )
    holds, voided = holding(
        language.signatures, handout=handout.id, jurisdiction=jurisdiction, text=text_seal, facts=facts_seal
    )
    findings = (
        *translator.findings,
        *of_plan.findings,
        *(_voided(signature, locale) for signature in voided),
    )
    localized = LocalizedHandout(
        id=handout.id,
        kind=handout.kind,
        code=handout.code,
        locale=locale,
        jurisdiction=jurisdiction,
        edition=handout.edition,
        dated=handout.dated,
        review_by=handout.review_by,
        body=body,
        words=words,
        english_title=handout.title,
        edition_text=dates["edition"],
        review_text=dates["date"],
        printed_sources=tuple(_source_line(source_id, library) for source_id in handout.sources_on_page),
        facts=tuple(translator.used_facts.values()),
        signatures=holds,
        text_digest=text_seal,
        facts_digest=facts_seal,
        max_pages=handout.max_pages,
        aim_pages=handout.aim_pages,
        plan=served.plan.name if served else "",
        plan_messages=tuple(of_plan.used_messages),
        source_digest=text_digest((key, english, "") for key, english, _ in translator.used_messages),
    )
    return localized, findings


def _given(text: str, dates: dict[str, str], library: Library) -> dict[str, str]:
    """Return what fills an interface word: the edition's dates; what layout fills in later stays as it is."""
    names = (name for name, _ in placeholders(text) if name not in library.facts)
    return {name: dates.get(name, f"{{{name}}}") for name in names}


def _kitchen_words(language: Language) -> str:
    """Return the digest of every translated name of a food or dish: whoever signs a plan signs them all."""
    entries = language.catalog.entries
    return digest(
        part for key in sorted(entries) if domain_of(key) == "kitchen" for part in (key, entries[key].text)
    )


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
        self,
        translator: Translator,
        library: Library,
        jurisdiction: Jurisdiction,
        handout: str,
        writer: PlanWriter | None,
    ) -> None:
        self.translator = translator
        self.library = library
        self.jurisdiction = jurisdiction
        self.handout = handout
        self.writer = writer
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
        if isinstance(model, PlanBlock):
            if self.writer is None:
                raise PlanError(
                    f"“{self.handout}” shows a meal plan, and none was made", hint="see docs/meal-plans.md"
                )
            values |= self.writer.fields(model)
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

"""Handout + locale + jurisdiction (+ meal plan) -> LocalizedHandout, and findings about what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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
from handouts.findings import Finding
from handouts.localize.catalogs import Catalog, Translation, domain_of
from handouts.localize.dates import written_date
from handouts.localize.handout import LocalizedHandout, PrintedSource
from handouts.localize.kept import kept_by_key, settled
from handouts.localize.locales import Locale
from handouts.localize.messages import placeholders, printed_words
from handouts.localize.plans import PlanWriter, Served
from handouts.localize.seals import Seal, judge, voided
from handouts.localize.signoff import Kept, Signature, text_digest
from handouts.localize.signoff_rules import ASKS_NOBODY, Asked, lacking, missing_signatures
from handouts.localize.text import Node
from handouts.localize.translator import Translator


@dataclass(frozen=True)
class Language:
    """Everything of one locale that localizing needs."""

    locale: Locale
    source_locale: Locale
    catalog: Catalog
    signatures: tuple[Signature, ...]
    kept: tuple[Kept, ...] = ()
    """Edits of the English that changed no meaning."""
    arrived: frozenset[str] = frozenset()
    """Keys of what came in a translator's file and has stood unchanged since."""

    @cached_property
    def kept_by_key(self) -> dict[str, tuple[Kept, ...]]:
        """The same by key."""
        return kept_by_key(self.kept)

    @cached_property
    def settled(self) -> dict[str, Translation]:
        """All translations by key as checks should see them: those that were kept wait for nobody."""
        kept, code = self.kept_by_key, self.locale.code
        return {key: settled(entry, locale=code, kept=kept) for key, entry in self.catalog.entries.items()}


def localize(
    handout: Handout,
    *,
    language: Language,
    jurisdiction: Jurisdiction,
    library: Library,
    interface: Interface,
    served: Served | None = None,
    asked: Asked = ASKS_NOBODY,
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
        asked: whose signatures the organisation wants before this output.
    """
    locale = language.locale
    translator = _translator(language, jurisdiction, library)
    # Dishes differ from plan to plan: a signature covers the kitchen as a whole, not the words of one plan.
    of_plan = _translator(language, jurisdiction, library)
    writer = PlanWriter(served, of_plan, interface) if served else None
    walker = _Walker(translator, library, jurisdiction, handout.id, writer)
    body = walker.node(handout, handout.id)
    of_body = tuple(translator.used_messages)
    dates = {
        "date": written_date(handout.review_by, locale.settings.date, locale=locale),
        "edition": written_date(handout.dated, locale.settings.month, locale=locale),
    }
    words = Node(
        {
            name: translator.text(f"interface/{name}", word.text, **_given(word.text, dates, library))
            for name, word in interface.messages.items()
            if word.is_on_handouts
        }
    )
    printed = {f"interface/{name}" for name in printed_words(handout, interface, source=locale.source)}
    of_page = (message for message in translator.used_messages[len(of_body) :] if message[0] in printed)
    kitchen = (("kitchen", served.digest), ("kitchen-words", _kitchen_words(language))) if served else ()
    seal = Seal(
        handout.id,
        locale.code,
        locale.source,
        jurisdiction,
        (*of_body, *of_page),
        (*((fact.name, fact.exact) for fact in translator.used_facts.values()), *kitchen),
        tuple(walker.contacts_used),
    )
    judged = judge(language.signatures, seal, kept=language.kept_by_key)
    holds = tuple(one.signature for one in judged if one.holds)
    lacks = lacking(holds, asked, source=locale.source)
    findings = (
        *translator.findings,
        *of_plan.findings,
        *(voided(one, locale=locale.code) for one in judged if not one.holds),
        *missing_signatures(lacks, asked, handout=handout.id, locale=locale.code),
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
        text_digest=seal.text_digest,
        facts_digest=seal.facts_digest,
        max_pages=handout.max_pages,
        aim_pages=handout.aim_pages,
        plan=served.plan.name if served else "",
        plan_messages=tuple(of_plan.used_messages),
        source_digest=text_digest((key, english, "") for key, english, _ in seal.messages),
        seal=seal,
        judged=judged,
        lacks=lacks,
    )
    return localized, findings


def _translator(language: Language, jurisdiction: Jurisdiction, library: Library) -> Translator:
    return Translator(
        language.locale,
        language.source_locale,
        language.catalog,
        jurisdiction,
        library.facts,
        library.nouns,
        language.kept_by_key,
    )


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

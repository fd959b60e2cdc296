"""Builders of content, catalogs and overlays: sensible defaults, so a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from handouts.checks.gate import CheckedPdf, Policy, gate
from handouts.content.blocks import Callout, Paragraph
from handouts.content.contacts import Contact
from handouts.content.facts import Fact, FactBook, FactValue, Noun
from handouts.content.interface import Interface, load_interface
from handouts.content.leaflet import Leaflet
from handouts.content.library import Entry, Library
from handouts.content.model import Jurisdiction, Model, Statement
from handouts.content.sources import Source
from handouts.content.yaml_source import YamlSource
from handouts.findings import Finding, Report
from handouts.layout.document import LaidOutDocument
from handouts.localize.catalogs import Catalog, Message, Translation
from handouts.localize.handout import LocalizedHandout
from handouts.localize.locales import SOURCE_LOCALE, Locale, load_locale
from handouts.localize.localizer import Language, localize
from handouts.localize.messages import library_messages
from handouts.localize.signoff import Signature
from handouts.pdf.document import Geometry, PdfFile
from handouts.resources import AssetPath
from handouts.testing.documents import a_document

SOURCE = "who-guide"
"""The one source of every builder."""

FACTS = {
    "extra_energy": {"kind": "quantity", "unit": "kcal", "value": "500"},
    "water": {"kind": "quantity", "unit": "litre", "low": "2", "high": "2.5"},
    "feeds": {"kind": "count", "noun": "feed", "low": "8", "high": "12"},
}
"""The facts of `a_library`, in the short form that `a_fact` takes."""


def a_statement(
    statement_id: str = "rest-often", text: str = "Rest when the baby sleeps.", **over: Any
) -> Statement:
    """Return a statement that asks for something to be done.

    Args:
        statement_id: unique in its leaflet.
        text: the sentence.
        over: other fields.
    """
    return Statement.model_validate(_statement(statement_id, text, over))


def a_paragraph(
    block_id: str = "rest-often", text: str = "Rest when the baby sleeps.", **over: Any
) -> Paragraph:
    """Return a statement that stands alone; see `a_statement`."""
    return Paragraph.model_validate({"kind": "paragraph", **_statement(block_id, text, over)})


def an_urgent_callout(block_id: str = "urgent", *texts: str, **over: Any) -> Callout:
    """Return an emergency box with its source."""
    items = [
        _statement(f"{block_id}-{number}", text, {"says": "red-flag"})
        for number, text in enumerate(texts or ("Call for help now.",), start=1)
    ]
    fields = {"kind": "callout", "id": block_id, "tone": "urgent", "source": SOURCE, "items": items, **over}
    return Callout.model_validate({name: value for name, value in fields.items() if value is not None})


def _statement(statement_id: str, text: str, over: Mapping[str, Any]) -> dict[str, Any]:
    fixed = {"id": statement_id, "says": "action", "text": text, "why": "It helps.", "sources": [SOURCE]}
    return {**fixed, "evidence": "practice", **over}


def leaflet_fields(leaflet_id: str = "rest-well", blocks: Iterable[Any] = (), **over: Any) -> dict[str, Any]:
    """Return the fields of a small leaflet as they stand in its file; see `a_leaflet`."""
    chosen = [_plain(block) for block in blocks] or [_plain(a_paragraph())]
    fields = {
        "kind": "leaflet",
        "id": leaflet_id,
        "code": "RST",
        "title": "Rest well",
        "purpose": "For mothers who are tired.",
        "audience": "breastfeeding mothers",
        "edition": "2026-11",
        "review_by": "2028-10-31",
        "main_message": _statement("main-message", "Rest is part of feeding your baby.", {"says": "known"}),
        "sections": [
            {"id": "what-helps", "heading": "What helps", "blocks": chosen},
            {
                "id": "not-known",
                "heading": "What we do not know yet",
                "role": "not-known",
                "blocks": [_plain(a_paragraph("open-question", "How much rest is enough differs."))],
            },
            {
                "id": "get-help",
                "heading": "When to get help",
                "role": "get-help",
                "blocks": [{"kind": "contacts", "id": "contacts", "purposes": ["emergency"]}],
            },
        ],
        "sources_on_page": [SOURCE],
    }
    return fields | over


def a_leaflet(leaflet_id: str = "rest-well", blocks: Iterable[Any] = (), **over: Any) -> Leaflet:
    """Return a small, complete leaflet.

    Args:
        leaflet_id: its id, which starts every message key.
        blocks: models or plain fields for its first section; one paragraph if none are given.
        over: other fields of the leaflet.
    """
    return Leaflet.model_validate(leaflet_fields(leaflet_id, blocks, **over))


def _plain(block: Any) -> Any:
    return block.model_dump(exclude_none=True) if isinstance(block, Model) else block


def a_value(**over: Any) -> FactValue:
    """Return a fact's value with its source: `a_value(low="2", high="2.5")`."""
    return FactValue.model_validate({"sources": [SOURCE], **(over or {"value": "1"})})


def a_fact(*, kind: str = "quantity", unit: str | None = None, noun: str | None = None, **over: Any) -> Fact:
    """Return a fact.

    Args:
        kind: quantity, count or number.
        unit: of a quantity.
        noun: of a count.
        over: `value`, `low` and `high` …, for a value that holds anywhere; or `values` by jurisdiction.
    """
    values = over.pop("values", None) or {"any": over}
    sourced = {place: {"sources": [SOURCE], **value} for place, value in values.items()}
    fields = {"kind": kind, "unit": unit, "noun": noun, "meaning": "a number for tests", "values": sourced}
    return Fact.model_validate({name: value for name, value in fields.items() if value is not None})


def a_contact(contact_id: str = "gb-999", **over: Any) -> Contact:
    """Return a telephone line that may be printed until the end of April 2027."""
    number = str(over.get("number", "999"))
    fields = {
        "id": contact_id,
        "jurisdiction": contact_id[:2].upper(),
        "purpose": "emergency",
        "number": number,
        "dial": "".join(char for char in number if char.isdigit()),
        "name": "Emergency number",
        "sources": [SOURCE],
        "checked_on": "2026-11-01",
        "expires_on": "2027-04-30",
    }
    return Contact.model_validate(fields | over)


def a_library(
    *leaflets: Leaflet,
    facts: Mapping[str, Fact] | None = None,
    nouns: Mapping[str, tuple[str, str]] | None = None,
    contacts: Iterable[Contact] | None = None,
) -> Library:
    """Return a library in memory.

    Args:
        leaflets: its handouts; one small leaflet if none are given.
        facts: by name; `FACTS` if not given.
        nouns: (one, other) by name; `feed` if not given.
        contacts: emergency numbers of all four jurisdictions if not given.
    """
    counted = {"feed": ("{n} feed", "{n} feeds")} if nouns is None else nouns
    book = FactBook(
        nouns={
            name: Noun.model_validate({"one": one, "other": other}) for name, (one, other) in counted.items()
        },
        facts=dict(facts) if facts is not None else {name: a_fact(**short) for name, short in FACTS.items()},
    )
    lines = contacts
    if lines is None:
        lines = [a_contact(f"{place}-{n}", number=n) for place, n in _EMERGENCY]
    source = {
        "title": "A guide",
        "publisher": "WHO",
        "year": 2026,
        "address": "https://example.org/guide",
        "accessed_on": "2026-11-01",
        "strength": "guideline",
    }
    return Library(
        entries={leaflet.id: _entry(leaflet) for leaflet in leaflets or (a_leaflet(),)},
        facts=dict(book.facts),
        nouns=dict(book.nouns),
        contacts=tuple(lines),
        sources={SOURCE: Source.model_validate(source)},
        glossary={},
        fact_lines=YamlSource("facts.yaml", {}),
        contact_lines=YamlSource("contacts.yaml", {}),
    )


_EMERGENCY = (("gb", "999"), ("us", "911"), ("vn", "115"), ("pl", "112"))


def _entry(leaflet: Leaflet) -> Entry:
    source = YamlSource(f"{leaflet.id}.yaml", leaflet.model_dump(mode="json", exclude_none=True))
    return Entry(leaflet.id, leaflet, source, Path(source.file), ())


def an_interface() -> Interface:
    """Return the interface words that we ship."""
    return load_interface(AssetPath())


def a_locale(code: str = SOURCE_LOCALE, **over: Any) -> Locale:
    """Return a locale that we ship, with some of its settings replaced.

    Args:
        code: en, pl, vi …
        over: settings of `locale.toml`.
    """
    locale = load_locale(code, assets=AssetPath())
    return locale.model_copy(update={"settings": locale.settings.model_copy(update=over)})


def a_catalog(
    translations: Mapping[str, tuple[str, str | tuple[str, ...]]], *, locale: str = "pl", fuzzy: bool = False
) -> Catalog:
    """Return a catalog.

    Args:
        translations: for each message key the English and its translation (a tuple for counted phrases).
        locale: whose catalog it is.
        fuzzy: whether every entry waits for a translator.
    """
    entries = {}
    for line, (key, (english, words)) in enumerate(translations.items(), start=1):
        text, plurals = (words, ()) if isinstance(words, str) else ("", words)
        domain = "handouts" if key.startswith("interface/") else "content"
        entries[key] = Translation(key, english, text, plurals, fuzzy, f"{locale}/{domain}.po", line)
    return Catalog(locale, entries, a_locale(locale).settings.plural_forms)


def a_full_catalog(
    messages: Iterable[Message], *, locale: str = "pl", mark: str = "§ ", **over: str | tuple[str, ...]
) -> Catalog:
    """Return a catalog in which every message is translated, as the English behind a mark.

    Args:
        messages: what the library needs.
        locale: whose catalog it is.
        mark: what shows that a word came from the catalog.
        over: other words for some keys, `/` written as `__` and `-` as `_0`.
    """
    given = {key.replace("__", "/").replace("_0", "-"): words for key, words in over.items()}
    slots = int(a_locale(locale).settings.plural_forms.partition("nplurals=")[2].partition(";")[0])
    made: dict[str, tuple[str, str | tuple[str, ...]]] = {}
    for message in messages:
        usual: str | tuple[str, ...] = mark + message.text
        if message.plural:
            usual = tuple(f"{mark}{message.plural}" for _ in range(slots))
        made[message.key] = (message.text, given.get(message.key, usual))
    return a_catalog(made, locale=locale)


def a_language(
    code: str = SOURCE_LOCALE,
    *,
    catalog: Catalog | None = None,
    library: Library | None = None,
    signatures: Iterable[Signature] = (),
) -> Language:
    """Return a locale with a catalog (a full one for the library if none is given) and signatures."""
    locale = a_locale(code)
    if catalog is None and locale.source:
        catalog = Catalog(code, {}, "")
    elif catalog is None:
        catalog = a_full_catalog(library_messages(library or a_library(), an_interface()), locale=code)
    return Language(locale, a_locale(SOURCE_LOCALE), catalog, tuple(signatures))


def localized_with_findings(
    leaflet: Leaflet | None = None,
    *,
    language: Language | None = None,
    jurisdiction: str = "",
    library: Library | None = None,
) -> tuple[LocalizedHandout, tuple[Finding, ...]]:
    """Return a localized handout and what was found on the way; see `a_localized_handout`."""
    wanted = leaflet or a_leaflet()
    shelf = library or a_library(wanted)
    tongue = language or a_language(library=shelf)
    place = Jurisdiction(jurisdiction) if jurisdiction else tongue.locale.settings.default_jurisdiction
    return localize(wanted, language=tongue, jurisdiction=place, library=shelf, interface=an_interface())


def a_localized_handout(
    leaflet: Leaflet | None = None,
    *,
    language: Language | None = None,
    jurisdiction: str = "",
    library: Library | None = None,
) -> LocalizedHandout:
    """Return a handout ready to be laid out.

    Args:
        leaflet: a small one if not given.
        language: English if not given.
        jurisdiction: the locale's own if not given.
        library: one with just this leaflet if not given.
    """
    handout, _ = localized_with_findings(
        leaflet, language=language, jurisdiction=jurisdiction, library=library
    )
    return handout


def a_signature(handout: LocalizedHandout, **over: Any) -> Signature:
    """Return a clinical reviewer's signature that holds for exactly this handout."""
    fields = {
        "handout": handout.id,
        "jurisdiction": handout.jurisdiction,
        "role": "clinical-reviewer",
        "name": "Dr Ada Example",
        "signed_on": date(2026, 11, 20),
        "text_digest": handout.text_digest,
        "facts_digest": handout.facts_digest,
    }
    return Signature.model_validate(fields | over)


def a_pdf_file(data: bytes = b"%PDF-1.7 test", *, document: LaidOutDocument | None = None) -> PdfFile:
    """Return a painted document of one page whose bytes nobody looks into."""
    return PdfFile(data, document or a_document(), 1, (), Geometry((), (), ()))


def a_checked_pdf(data: bytes = b"%PDF-1.7 test", *, document: LaidOutDocument | None = None) -> CheckedPdf:
    """Return a document that the gate has let through."""
    return gate(a_pdf_file(data, document=document), Report(), policy=Policy())


def an_overlay(folder: Path, files: Mapping[str, str]) -> Path:
    """Write an organisation's overlay and return its folder.

    Args:
        folder: made if it is missing.
        files: the text of each file by its path in the overlay, such as `library/facts.yaml`.
    """
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    return folder

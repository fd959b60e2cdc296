"""Builders of what checks look at: small good subjects of every stage, and ways to damage them.

A test or a bad sample starts from the good one and changes one thing, so that it shows only what it is about.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
from pydantic import BaseModel

from handouts.checks.subjects import ContentSubject, LayoutSubject, LocaleSubject, PdfSubject
from handouts.content.authoring import validate
from handouts.content.contacts import ContactBook
from handouts.content.facts import FactBook
from handouts.content.glossary import GlossaryEntry
from handouts.content.interface import Interface
from handouts.content.leaflet import Leaflet
from handouts.content.library import Entry, Library
from handouts.content.model import Jurisdiction
from handouts.content.sources import SourceList
from handouts.content.yaml_source import YamlSource, parse_yaml
from handouts.layout.document import ExpectedText, LaidOutDocument, PageFormat, StyleSheet
from handouts.layout.outline import read_outline
from handouts.localize.catalogs import Catalog, Translation
from handouts.localize.locales import Locale, load_locale
from handouts.localize.localizer import Language, localize
from handouts.localize.messages import library_messages
from handouts.pdf.document import PdfFile
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.testing.documents import FONTS, a_document

TODAY = date(2026, 11, 22)
ASSETS = AssetPath()
Change = tuple[str, str]
"""Text that stands in a good sample, and what stands there instead."""

LEAFLET = """\
kind: leaflet
id: drinking-enough
code: DRK
title: Drinking enough
purpose: For mothers who ask how much to drink.
audience: breastfeeding mothers
edition: 2026-11
review_by: 2028-10-31
main_message:
  id: main-message
  says: known
  text: Drink when you are thirsty. Most mothers need about {fluids} a day.
  sources: [thirst-review]
  evidence: strong
sections:
  - id: day-to-day
    heading: Day to day
    aside:
      kind: figure
      id: glass-figure
      illustration: glass
      alt: A full glass of water stands beside a feeding mother.
    blocks:
      - kind: do-dont
        id: habits
        do:
          - id: keep-a-glass
            says: action
            text: Keep a glass where you feed.
            how_often: "{feeds} a day"
            why: A feed makes many mothers thirsty.
            sources: [thirst-review]
            evidence: practice
        dont:
          - id: no-force
            says: action
            text: Do not force yourself to drink more.
            why: More than thirst asks for does not bring more milk.
            sources: [thirst-review]
            evidence: weak
      - kind: energy-examples
        id: examples
        fact: snack_energy
        heading: "What {snack_energy} can look like"
        items:
          - {id: example-oats, text: A bowl of dry oats., portions: [{food: oats-dry, grams: "66"}]}
          - {id: example-rice, text: A bowl of rice., portions: [{food: rice-white-cooked, grams: "192"}]}
        sources: [thirst-review]
  - id: not-known
    role: not-known
    heading: What we do not know yet
    blocks:
      - kind: callout
        id: unknown
        tone: uncertain
        heading: Special teas
        items:
          - id: teas
            says: uncertain
            text: We do not know if special teas help.
            why: Studies are few and small.
            sources: [thirst-review]
            evidence: contested
      - kind: glossary-term
        id: term
        term: Let-down
        glossary: let_down
        says: known
        text: the milk begins to flow.
        sources: [thirst-review]
        evidence: strong
  - id: get-help
    role: get-help
    heading: When to get help
    blocks:
      - kind: callout
        id: urgent
        tone: urgent
        heading: Call now
        source: thirst-review
        items:
          - id: faint
            says: red-flag
            text: Call the emergency number if you faint.
            why: Fainting can be a sign of danger.
            sources: [thirst-review]
            evidence: policy
      - kind: contacts
        id: contacts
        purposes: [emergency, breastfeeding]
      - kind: clinic-place
        id: clinic
sources_on_page: [thirst-review]
"""

FACTS = """\
nouns:
  feed: {one: "{n} feed", other: "{n} feeds"}
facts:
  fluids:
    kind: quantity
    unit: litre
    meaning: all drinks in a day
    values: {any: {low: "2", high: "2.5", sources: [thirst-review]}}
  feeds:
    kind: count
    noun: feed
    meaning: feeds in a day
    values: {any: {low: "8", high: "12", sources: [thirst-review]}}
  snack_energy:
    kind: quantity
    unit: kcal
    meaning: energy of a snack
    values: {any: {value: "250", sources: [thirst-review]}}
"""

CONTACTS = """\
contacts:
  - {id: gb-999, jurisdiction: GB, purpose: emergency, number: "999", dial: "999", name: Emergency number,
     sources: [thirst-review], checked_on: 2026-11-01, expires_on: 2027-04-30}
  - {id: pl-112, jurisdiction: PL, purpose: emergency, number: "112", dial: "112", name: Emergency number,
     sources: [thirst-review], checked_on: 2026-11-01, expires_on: 2027-04-30}
"""

SOURCES = """\
sources:
  thirst-review: {title: Drinking and breastfeeding, publisher: A public body, year: 2026,
    address: "https://example.org/thirst", accessed_on: 2026-11-01, strength: review}
"""

INTERFACE = """\
messages:
  sources: {text: Where this comes from}
  page_of: {text: "Page {page} of {pages}"}
"""

POLISH: dict[str, str | tuple[str, ...]] = {
    "drinking-enough/title": "Ile pić",
    "drinking-enough/purpose": "Dla mam, które pytają, ile pić.",
    "drinking-enough/main-message/text": "Pij, gdy chce ci się pić. Zwykle wystarcza około {fluids} na dobę.",
    "drinking-enough/day-to-day/heading": "Na co dzień",
    "drinking-enough/glass-figure/alt": "Pełna szklanka wody stoi obok karmiącej mamy.",
    "drinking-enough/keep-a-glass/text": "Postaw szklankę tam, gdzie karmisz.",
    "drinking-enough/keep-a-glass/how_often": "{feeds} na dobę",
    "drinking-enough/no-force/text": "Nie zmuszaj się do picia.",
    "drinking-enough/examples/heading": "Jak może wyglądać {snack_energy}",
    "drinking-enough/example-oats/text": "Miska suchych płatków owsianych.",
    "drinking-enough/example-rice/text": "Miska ryżu.",
    "drinking-enough/not-known/heading": "Czego jeszcze nie wiemy",
    "drinking-enough/unknown/heading": "Specjalne herbatki",
    "drinking-enough/teas/text": "Nie wiemy, czy specjalne herbatki pomagają.",
    "drinking-enough/term/term": "Wypływ mleka",
    "drinking-enough/term/text": "mleko zaczyna płynąć.",
    "drinking-enough/get-help/heading": "Kiedy szukać pomocy",
    "drinking-enough/urgent/heading": "Dzwoń od razu",
    "drinking-enough/faint/text": "Zadzwoń pod numer alarmowy, jeśli zemdlejesz.",
    "contact/pl-112/name": "Numer alarmowy",
    "interface/sources": "Skąd to wiemy",
    "interface/page_of": "Strona {page} z {pages}",
    "noun/feed": ("{n} karmienie", "{n} karmienia", "{n} karmień"),
}
"""The good leaflet in Polish, by message key; a counted phrase has one form for each plural."""

M = TypeVar("M", bound=BaseModel)


def _changed(text: str, changes: tuple[Change, ...]) -> str:
    for old, new in changes:
        if old not in text:
            raise ValueError(f"“{old}” does not stand in the good sample")
        text = text.replace(old, new, 1)
    return text


def _read(text: str, name: str, model: type[M]) -> tuple[M, YamlSource]:
    value, source, findings = validate(parse_yaml(text, name), model)
    if value is None:
        raise ValueError("\n".join(str(finding) for finding in findings))
    return value, source


def a_library(
    *changes: Change, facts: tuple[Change, ...] = (), contacts: tuple[Change, ...] = ()
) -> tuple[Library, Entry]:
    """Return a library of one leaflet, and its entry, after changes to the good texts.

    Raises:
        ValueError: a change finds nothing to change, or the model refuses the result.
    """
    leaflet, source = _read(_changed(LEAFLET, changes), "drinking-enough.yaml", Leaflet)
    book, fact_lines = _read(_changed(FACTS, facts), "facts.yaml", FactBook)
    lines, contact_lines = _read(_changed(CONTACTS, contacts), "contacts.yaml", ContactBook)
    sources, _ = _read(SOURCES, "sources.yaml", SourceList)
    entry = Entry(leaflet.id, leaflet, source, Path("leaflets/drinking-enough.yaml"), ())
    names = (("en", ("let-down",)), ("pl", ("wypływ mleka",)), ("vi", ("phản xạ xuống sữa",)))
    return (
        Library(
            entries={leaflet.id: entry},
            facts=book.facts,
            nouns=book.nouns,
            contacts=lines.contacts,
            sources=sources.sources,
            glossary={"let_down": GlossaryEntry("let_down", names, "")},
            fact_lines=fact_lines,
            contact_lines=contact_lines,
        ),
        entry,
    )


def a_content_subject(
    *changes: Change,
    facts: tuple[Change, ...] = (),
    contacts: tuple[Change, ...] = (),
    today: date = TODAY,
) -> ContentSubject:
    """Return the good leaflet after changes to its YAML, or to the YAML of its facts and contacts."""
    library, entry = a_library(*changes, facts=facts, contacts=contacts)
    return ContentSubject(library, entry, ASSETS, today)


def a_locale_subject(
    *changes: Change,
    facts: tuple[Change, ...] = (),
    locale: str = "pl",
    translations: dict[str, str | tuple[str, ...]] | None = None,
    plural_forms: str = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);",
    jurisdiction: Jurisdiction = Jurisdiction.PL,
    printed_for: Jurisdiction | None = None,
    adapted: Callable[[Locale], Locale] = lambda locale: locale,
    today: date = TODAY,
) -> LocaleSubject:
    """Return the good leaflet in a translation.

    Args:
        changes: to the leaflet's YAML.
        facts: changes to the facts' YAML.
        locale: a locale that we ship; its conventions are used.
        translations: instead of those of `POLISH` with the same keys.
        plural_forms: the catalog's header.
        jurisdiction: the country asked for.
        printed_for: the country that the handout was really made for, if another.
        adapted: what becomes of the locale after it was loaded.
        today: the day on which contacts must still hold.
    """
    library, entry = a_library(*changes, facts=facts)
    interface, _ = _read(INTERFACE, "interface.yaml", Interface)
    ours = adapted(load_locale(locale, assets=ASSETS))
    catalog = replace(_catalog(library, interface, ours, translations or {}), plural_forms=plural_forms)
    language = Language(ours, load_locale("en", assets=ASSETS), catalog, ())
    assert entry.handout is not None  # `a_library` raises otherwise
    localized, _ = localize(
        entry.handout,
        language=language,
        jurisdiction=printed_for or jurisdiction,
        library=library,
        interface=interface,
    )
    return LocaleSubject(library, interface, entry.handout, localized, language, ASSETS, today, jurisdiction)


def _catalog(
    library: Library, interface: Interface, locale: Locale, translations: dict[str, str | tuple[str, ...]]
) -> Catalog:
    entries: dict[str, Translation] = {}
    given = POLISH | translations
    for line, message in enumerate(library_messages(library, interface), start=1):
        if message.key in given:
            said = given[message.key]
            text, plurals = (said, ()) if isinstance(said, str) else ("", said)
            file = f"{locale.code}/{message.domain}.po"
            entries[message.key] = Translation(message.key, message.text, text, plurals, False, file, line)
    return Catalog(locale.code, entries, "")


A5_LARGE = PageFormat("a5", 148, 210, 15, 12, 15, 12, 12, 9, 2, "a page that fills quickly, for tests")

STYLES = """\
@page { size: 148mm 210mm; margin: 15mm 12mm }
@page { @bottom-left { content: "Page " counter(page); font: 9pt 'Noto Sans' } }
html { font: 12pt/1.5 'Noto Sans'; color: #111 }
body, h1, h2, h3, p, ul, table { margin: 0 0 2mm }
h1 { font-size: 18pt } h2 { font-size: 15pt }
.slot { border: 0.3mm solid #555; width: 60mm; height: 24mm; font-size: 9pt }
.small { font-size: 9pt }
table { border-collapse: collapse } th, td { border: 0.2mm solid #555; padding: 1mm; text-align: left }
img { display: block; width: 40mm }
"""
DRAWING = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 30'%3E"
    "%3Crect width='60' height='30' fill='%23d8e6f0'/%3E%3C/svg%3E"
)
BODY = f"""\
<h1 data-block="t/title" data-kind="heading">Drinking enough</h1>
<div class="slot" data-block="t/masthead-clinic" data-kind="clinic-slot"><p>Clinic stamp</p></div>
<section data-block="t/day" data-kind="section">
<h2 data-block="t/day/heading" data-kind="heading">Day to day</h2>
<p data-block="t/thirst" data-kind="paragraph">Drink when you are thirsty. Most mothers drink
about as much as they need when they keep a glass of water where they feed,
and take a drink with every meal of the day.</p>
<ul data-block="t/list" data-kind="list"><li>Keep a glass where you feed.</li><li>Drink at meals.</li></ul>
<div data-block="t/figure" data-kind="figure">
<img src="{DRAWING}" alt="A full glass of water on a table."></div></section>
<table data-block="t/table" data-kind="table">
<thead><tr><th scope="col">When</th><th scope="col">What</th></tr></thead>
<tbody><tr><th scope="row">Morning</th><td>Tea</td></tr></tbody></table>
<div class="slot" data-block="t/help-clinic" data-kind="clinic-slot"><p>Your clinic</p></div>
<div class="small" data-block="t/end" data-kind="endmatter"><p lang="pl">Tytuł polski: Ile pić</p></div>
"""
EXPECTED = (
    ExpectedText("t/title", "Drinking enough", "en"),
    ExpectedText("t/day/heading", "Day to day", "en"),
    ExpectedText(
        "t/thirst/text",
        "Drink when you are thirsty. Most mothers drink about as much as they need when they keep a glass "
        "of water where they feed, and take a drink with every meal of the day.",
        "en",
    ),
    ExpectedText("t/list/0", "Keep a glass where you feed.", "en"),
    ExpectedText("t/list/1", "Drink at meals.", "en"),
    ExpectedText("t/table/when", "When", "en"),
    ExpectedText("t/table/what", "What", "en"),
    ExpectedText("t/table/header", "Morning", "en"),
    ExpectedText("t/table/cell", "Tea", "en"),
    ExpectedText("interface/clinic_stamp", "Clinic stamp", "en"),
    ExpectedText("interface/clinic_stamp_help", "Your clinic", "en"),
    ExpectedText("interface/page", "Page", "en"),
    ExpectedText("t/end/title", "Tytuł polski: Ile pić", "pl"),
)


def a_checked_document(
    *changes: Change, css: str = "", expected: tuple[ExpectedText, ...] = EXPECTED, tokens: str = ""
) -> LaidOutDocument:
    """Return a good laid-out document of one page, after changes to its HTML.

    Args:
        changes: to `BODY`, or to the HTML around it.
        css: rules after `STYLES`.
        expected: what must be found on the pages.
        tokens: a style sheet called `tokens.css`.
    """
    document = a_document(BODY, lang="en", title="Drinking enough", fonts=FONTS)
    html = _changed(document.html, changes)
    outline, tags, _ = read_outline(html)
    styles = [StyleSheet("page.css", STYLES), StyleSheet("test.css", css)]
    if tokens:
        styles.append(StyleSheet("tokens.css", tokens))
    return replace(
        document,
        html=html,
        styles=tuple(styles),
        page_format=A5_LARGE,
        expected=expected,
        outline=outline,
        tags=tags,
        max_pages=2,
    )


def a_layout_subject(*changes: Change, **others: Any) -> LayoutSubject:
    """Return the good document for the checks of layout; see `a_checked_document`."""
    return LayoutSubject(a_checked_document(*changes, **others), ASSETS)


@cache
def _engine() -> WeasyPrintEngine:
    return WeasyPrintEngine()


def painted(document: LaidOutDocument) -> PdfFile:
    """Return a document painted by our engine."""
    return _engine().render(document, assets=ASSETS)


@cache
def a_good_pdf() -> PdfFile:
    """Return the good document, painted once."""
    return painted(a_checked_document())


def a_pdf_subject(*changes: Change, **others: Any) -> PdfSubject:
    """Return the good document painted, after changes to its HTML; see `a_checked_document`."""
    pdf = painted(a_checked_document(*changes, **others)) if changes or others else a_good_pdf()
    return PdfSubject(pdf, ASSETS)


def a_damaged_pdf(change: Callable[[pikepdf.Pdf], None]) -> PdfSubject:
    """Return the good PDF after something was done to its objects."""
    pdf = a_good_pdf()
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        change(opened)
        saved = io.BytesIO()
        opened.save(saved)
    return PdfSubject(replace(pdf, data=saved.getvalue()), ASSETS)


def a_pdf_expecting(**changes: Any) -> PdfSubject:
    """Return the good PDF beside a document that says something else, field by field."""
    pdf = a_good_pdf()
    return PdfSubject(replace(pdf, document=replace(pdf.document, **changes)), ASSETS)

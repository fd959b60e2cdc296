"""What checks of content and of translations look at: a small good leaflet, and ways to damage it.

A test or a bad sample starts from the good one and changes one thing, so that it shows only what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from handouts.checks.subjects import ContentSubject, LocaleSubject
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
from handouts.localize.catalogs import Catalog, Translation
from handouts.localize.locales import Locale, load_locale
from handouts.localize.localizer import Language, localize
from handouts.localize.messages import library_messages
from handouts.resources import AssetPath
from handouts.testing.changes import Change, changed
from handouts.testing.good_texts import CONTACTS, FACTS, INTERFACE, LEAFLET, POLISH, SOURCES

POLISH_PLURALS = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
TODAY = date(2026, 11, 22)
ASSETS = AssetPath()

M = TypeVar("M", bound=BaseModel)


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
    leaflet, source = _read(changed(LEAFLET, changes), "drinking-enough.yaml", Leaflet)
    book, fact_lines = _read(changed(FACTS, facts), "facts.yaml", FactBook)
    lines, contact_lines = _read(changed(CONTACTS, contacts), "contacts.yaml", ContactBook)
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
    plural_forms: str = POLISH_PLURALS,
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

"""The catalog checks on what one handout prints: the same functions that `handouts locales check` runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.checks.catalog.entry import Entry, from_translation
from handouts.checks.catalog.plurals import header_findings
from handouts.checks.catalog.registry import catalog_codes, check_entries
from handouts.checks.catalog.rules import rules_for
from handouts.checks.catalog.waivers import load_waivers
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.checks.translations import printed_keys
from handouts.findings import Finding, Where


@check(
    codes=tuple(sorted(catalog_codes())),
    stage=Stage.LOCALE,
    why="a translation says what the source says, in letters and words that are its own",
)
def translations_hold(subject: LocaleSubject) -> Iterator[Finding]:
    """Run every check of catalogs on the messages that the handout prints; waived warnings are left out."""
    locale, catalog = subject.language.locale, subject.language.catalog
    if locale.source:
        return
    if catalog.entries:
        where = Where(f"{locale.code}/content.po", path="Plural-Forms")
        yield from header_findings(catalog.plural_forms, formatting=locale.settings.formatting, where=where)
    rules = rules_for(
        locale,
        assets=subject.assets,
        glossary=subject.library.glossary.values(),
        plural_forms=catalog.plural_forms,
    )
    entries = {entry.key: entry for entry in _printed(subject)}
    waivers = load_waivers(locale.code, assets=subject.assets)
    for finding in check_entries(entries.values(), rules):
        if not waivers.cover(finding, entries[finding.where.path]):
            yield finding


def _printed(subject: LocaleSubject) -> Iterator[Entry]:
    for key in printed_keys(subject):
        translation = subject.language.settled.get(key)
        if translation is None or translation.fuzzy:
            continue  # the translator of messages has told it
        entry = from_translation(translation)
        noun = subject.library.nouns.get(key.removeprefix("noun/")) if key.startswith("noun/") else None
        yield replace(entry, plural=str(noun.other)) if noun and not entry.plural else entry

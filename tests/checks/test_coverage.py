"""How far a handout is in a language: counted by key, printable only when nothing refuses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handouts.checks.coverage import Coverage, broken, cover
from handouts.checks.gate import Policy
from handouts.findings import Finding, Report, Severity
from handouts.localize.catalogs import Catalog
from handouts.localize.localizer import Language, localize
from handouts.localize.signoff_rules import Asked
from handouts.testing.builders import a_language, a_leaflet, a_library, a_paragraph, a_signature, an_interface

LIBRARY = a_library(
    a_leaflet(blocks=[a_paragraph("one", "Rest a little."), a_paragraph("two", "Eat {feeds}.")])
)
ONE, NOUN = "rest-well/one/text", "noun/feed"


def covered(language: Language, *findings: Finding, policy: Policy | None = None, **over) -> Coverage:
    handout, found = localize(
        next(iter(LIBRARY)),
        language=language,
        jurisdiction=language.locale.settings.default_jurisdiction,
        library=LIBRARY,
        interface=an_interface(),
        **over,
    )
    return cover(handout, Report((*found, *findings)), language=language, policy=policy or Policy())


def polish(**changed) -> Language:
    language = a_language("pl", library=LIBRARY)
    catalog = language.catalog
    entries = dict(catalog.entries)
    for key, values in changed.items():
        entries[key] = replace(entries[key], **values)
    return replace(language, catalog=Catalog(catalog.locale, entries, catalog.plural_forms))


def test_a_full_catalog_is_done():
    row = covered(polish())

    assert (row.translated, row.stale, row.missing, row.words_left) == (row.messages, 0, 0, 0)
    assert row.is_printable


def test_the_source_is_its_own_translation():
    row = covered(a_language("en"))

    assert row.translated == row.messages > 10


def test_what_is_missing_and_stale_is_counted_once_with_its_words():
    since = date(2026, 11, 1)
    language = polish(
        **{
            ONE: {"text": ""},
            "rest-well/purpose": {"fuzzy": True, "stale_since": since},
            NOUN: {"plurals": ("", "", "")},
        }
    )
    row = covered(language)

    assert (row.stale, row.missing) == (1, 2)
    assert row.translated == row.messages - 3
    assert row.words_left == 3 + 5 + 2  # “Rest a little.”, “For mothers who are tired.”, “{n} feeds”
    assert row.oldest_stale == since
    assert row.failing == ()
    assert dict(row.why_not) == {"locale-stale": 1, "locale-untranslated": 2}


def test_a_check_that_fails_is_no_gap():
    row = covered(polish(), Finding("locale-mojibake", "broken"), Finding("a-note", "x", Severity.NOTE))

    assert row.failing == (("locale-mojibake", 1),)
    assert not row.is_printable


def test_a_warning_counts_where_the_organisation_refuses_warnings():
    warning = Finding("locale-reading-level", "hard", Severity.WARNING)

    assert covered(polish(), warning).is_printable
    assert covered(polish(), warning, policy=Policy(refuse_warnings=True)).why_not == ((warning.code, 1),)


def test_signatures_are_listed_with_what_voids_them():
    language = polish()
    handout, _ = localize(
        next(iter(LIBRARY)),
        language=language,
        jurisdiction=language.locale.settings.default_jurisdiction,
        library=LIBRARY,
        interface=an_interface(),
    )
    signed = replace(language, signatures=(a_signature(handout), a_signature(handout, text_digest="0" * 64)))
    row = covered(signed, asked=Asked(("translator",), refuse=True))

    assert [one.holds for one in row.signatures] == [True, False]
    assert row.lacks == ("translator",)
    assert dict(row.why_not) == {"signoff-missing": 1}
    assert row.failing == ()
    assert row.as_dict()["signatures"][1]["changes"] == ["the text changed"]


def test_a_handout_with_faults_is_a_row_that_cannot_be_printed():
    row = broken("pl", "bad", "PL", Report((Finding("yaml-syntax", "x"),)), policy=Policy())

    assert (row.is_printable, row.failing) == (False, (("yaml-syntax", 1),))

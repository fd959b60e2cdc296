"""Foreign catalogs raise no alarm by what belongs to them, and waivers hold for just one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.registry import check_entries
from handouts.checks.catalog.review import check_po
from handouts.checks.catalog.rules import rules_for_any
from handouts.checks.catalog.waivers import Waiver, Waivers, load_waivers, seal_of, with_waiver
from handouts.errors import LocaleError
from handouts.findings import Finding, Severity, Where
from handouts.resources import AssetPath
from handouts.testing.builders import an_overlay

ASSETS = AssetPath()


def told(source: str, *targets: str, lang: str = "pl", plural: str = "", flags: str = "") -> set[str]:
    entry = Entry(source, targets, plural=plural, flags=frozenset(flags.split()), file="a.po", line=1)
    rules = rules_for_any(lang, assets=ASSETS)
    return {finding.code for finding in check_entries([entry], rules)}


@pytest.mark.parametrize(
    ("source", "target", "flags"),
    [
        ("_Save", "Zapi_sz", ""),
        ("&Save", "&Zapisz", ""),
        ("%s has %d files", "%2$d plików: %1$s", "c-format"),
        ("%s has %-5d files", "%s: plików %8d", "c-format"),
        ("%(name)s and %(other)s", "%(other)s i %(name)s", "python-format"),
        ("{0} of {1}", "{1}: {0}", "python-brace-format"),
        ("<b>Drink</b> water", "Pij <b>wodę</b>", ""),
        ("copy <file>", "kopiuj <plik>", ""),
        ("See http://example.org/", "Zobacz http://example.org/pl/", ""),
        ("100% of it", "100% tego", "no-c-format"),
        ("by Björn", "autor: Björn", ""),
        ("--help for more", "--help, by wiedzieć więcej", ""),
        ("%b %d, %H:%M", "%d %b, %H:%M", ""),
    ],
)
def test_what_belongs_to_other_catalogs_is_no_alarm(source: str, target: str, flags: str) -> None:
    assert told(source, target, flags=flags) == set()


@pytest.mark.parametrize(
    ("source", "target", "flags", "code"),
    [
        ("%s has %d files", "%d plików w %s", "c-format", "locale-placeholders"),
        ("%d files", "pliki", "c-format", "locale-placeholders"),
        ("%(name)s", "%(imię)s", "python-format", "locale-placeholders"),
        ("{user}", "{user.secret}", "python-brace-format", "locale-placeholders"),
        ("{user}", "{user", "python-brace-format", "locale-placeholders"),
        ("{meals} a day", "{posilki} na dobę", "", "locale-placeholders"),
        ("<b>Drink</b> <i>it</i>", "<b>Wypij <i>to</b></i>", "", "locale-markup"),
        ("<b>Drink</b>", "Pij", "", "locale-markup"),
        ("Drink & eat", "Pij &amp; jedz", "", "locale-markup"),
        ("kcal", "k\u0441al", "", "translation-foreign-letter"),
        ("water", "wod\u200ba", "", "locale-forbidden-character"),
        ("main", "g³ówny", "", "locale-mojibake"),
    ],
)
def test_faults_of_other_catalogs_are_found(source: str, target: str, flags: str, code: str) -> None:
    assert code in told(source, target, flags=flags)


def test_one_file_may_be_said_without_its_number() -> None:
    forms = ("jeden plik", "%d pliki", "%d plików")
    assert told("one file", *forms, plural="%d files", flags="c-format") == set()
    assert "locale-placeholders" in told(
        "%d file", "plik %s", *forms[1:], plural="%d files", flags="c-format"
    )


def test_a_language_that_we_do_not_have_is_checked_by_what_cldr_knows() -> None:
    assert told("Drink", "Bois ça", lang="fr") == set()
    assert "translation-foreign-letter" in told("Drink", "Boiс", lang="fr")
    assert "locale-plural-forms" in told("{n} day", "a", "b", lang="uk", plural="{n} days")


def test_the_names_of_translators_are_no_translation() -> None:
    assert told("translator-credits", "Anna Example <anna@example.org>, 2003", lang="vi") == set()


def test_any_file_is_checked_with_its_header(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n'
        'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d dzień"\nmsgstr[1] "%d dni"\n',
        encoding="utf-8",
    )
    found = {finding.code: finding for finding in check_po(path, code="pl", assets=ASSETS)}

    assert found["po-header"].severity is Severity.WARNING
    assert found["locale-plural-forms"].found == "2"


# --- waivers ------------------------------------------------------------------------------------------------

ENTRY = Entry("Drink.", ("Pij",), "a/b", file="pl/content.po", line=7)
WARNING = Finding("translation-end-mark", "…", Severity.WARNING, ENTRY.where)
WAIVER = Waiver(
    key="a/b", code="translation-end-mark", digest=seal_of(ENTRY), reason="example", who="A. Example"
)


def test_a_waiver_covers_its_warning_and_nothing_else() -> None:
    waivers = Waivers("pl/waivers.toml", (WAIVER,))

    assert waivers.cover(WARNING, ENTRY)
    assert not waivers.cover(Finding("translation-spaces", "…", Severity.WARNING, ENTRY.where), ENTRY)
    assert not waivers.cover(Finding("translation-end-mark", "…", Severity.ERROR, ENTRY.where), ENTRY)
    assert list(waivers.left_over([ENTRY], [WARNING])) == []


@pytest.mark.parametrize(
    "changed",
    [
        Entry("Drink!", ("Pij",), "a/b"),
        Entry("Drink.", ("Pij!",), "a/b"),
        Entry("Drink.", ("Pij",), "a/b", plural="x"),
    ],
)
def test_any_change_voids_a_waiver(changed: Entry) -> None:
    waivers = Waivers("pl/waivers.toml", (WAIVER,))

    assert not waivers.cover(WARNING, changed)
    assert [f.code for f in waivers.left_over([changed], [WARNING])] == ["translation-waiver"]


def test_waivers_are_written_and_read_back(tmp_path: Path) -> None:
    other = WAIVER.model_copy(update={"key": "c/d", "reason": 'a "quoted" reason, żółw'})
    text = with_waiver(with_waiver("", WAIVER), other)
    again = with_waiver(text, other.model_copy(update={"who": "B. Example"}))
    assets = AssetPath((an_overlay(tmp_path, {"locales/pl/waivers.toml": again}),))

    assert [(w.key, w.who, w.reason) for w in load_waivers("pl", assets=assets).given] == [
        ("a/b", "A. Example", "example"),
        ("c/d", "B. Example", 'a "quoted" reason, żółw'),
    ]


@pytest.mark.parametrize(
    "text", ["schema_version = 2", "[[waiver]]\nkey = 1", "schema_version = 1\nwaiver = 3", "[["]
)
def test_a_broken_file_of_waivers_is_refused(tmp_path: Path, text: str) -> None:
    assets = AssetPath((an_overlay(tmp_path, {"locales/pl/waivers.toml": text}),))

    with pytest.raises(LocaleError, match="waivers"):
        load_waivers("pl", assets=assets)


def test_where_it_stands_is_said() -> None:
    assert ENTRY.where == Where("pl/content.po", 7, "a/b")

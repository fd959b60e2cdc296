from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest

from handouts.errors import LocaleError
from handouts.localize.catalogs import Message, load_catalog, read_po
from handouts.localize.locales import load_locale, locale_codes
from handouts.localize.merge import Merged, update_catalogs
from handouts.localize.messages import library_messages
from handouts.localize.signoff import load_signoff
from handouts.resources import AssetPath
from handouts.testing.builders import a_leaflet, a_library, a_locale, a_paragraph, an_interface, an_overlay

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ONE = Message("drink/title", "Drink enough")
TWO = Message("drink/purpose", "For mothers.", comment="a note")
NOUN = Message("noun/feed", "{n} feed", "{n} feeds")
TOML = (AssetPath().roots("locales")[-1] / "pl" / "locale.toml").read_text(encoding="utf-8")


def entry(key: str, english: str, words: str) -> str:
    return f'msgctxt "{key}"\nmsgid "{english}"\nmsgstr "{words}"\n\n'


def assets_with(folder: Path, text: str, name: str = "locales/pl/LC_MESSAGES/content.po") -> AssetPath:
    return AssetPath((an_overlay(folder, {name: text}),))


def loaded(folder: Path, text: str):
    return load_catalog(a_locale("pl"), assets=assets_with(folder, text))


def catalog_of(folder: Path, domain: str = "content") -> polib.POFile:
    return polib.pofile((folder / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8"))


def updated(folder: Path, *messages: Message) -> Merged:
    return update_catalogs(folder, messages, locale=a_locale("pl"))


def translate(folder: Path, words: str = "Pij dość") -> None:
    po = catalog_of(folder)
    po[0].msgstr = words
    (folder / "LC_MESSAGES" / "content.po").write_text(str(po), encoding="utf-8")


# --- reading ------------------------------------------------------------------------------------------------


def test_an_overlays_words_stand_over_ours_entry_by_entry(tmp_path):
    catalog = loaded(tmp_path, HEADER + entry("interface/do", "Do", "Teraz!"))

    assert catalog.entries["interface/do"].text == "Teraz!"
    assert "interface/do" in catalog.entries
    assert catalog.entries["interface/do"].file == "pl/content.po"
    assert catalog.entries["interface/do"].line


def test_words_that_an_overlay_has_yet_to_translate_leave_ours_in_place(tmp_path):
    """`handouts locales update pl --to mine` writes a catalog full of empty messages."""
    ours = load_catalog(a_locale("pl"), assets=AssetPath()).entries["interface/do"]
    catalog = loaded(tmp_path, HEADER + entry("interface/do", "Do", "") + entry("mine/title", "Mine", ""))

    assert catalog.entries["interface/do"] == ours
    assert catalog.entries["mine/title"].text == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + entry("a/b", "x", "y") + entry("a/b", "x", "z"), id="a key twice"),
        pytest.param(
            HEADER + entry("a/b", "x", "y") + entry("a/b", "other", "z"), id="a key twice, other English"
        ),
        pytest.param(HEADER + 'msgid "x"\nmsgstr "y"\n', id="no msgctxt"),
        pytest.param(HEADER + 'msgctxt "a/b"\nmsgid "x', id="truncated in a string"),
        pytest.param(HEADER + 'msgctxt "a/b"\nmsgid "x"\nmsgst', id="truncated in a keyword"),
        pytest.param("not a catalog at all", id="no catalog"),
        pytest.param("\0\0\0", id="binary"),
    ],
)
def test_a_broken_catalog_is_never_half_read(tmp_path, text):
    with pytest.raises(LocaleError) as raised:
        loaded(tmp_path, text)

    assert raised.value.exit_code == 4
    assert "pl/content.po" in raised.value.message or "LC_MESSAGES/content.po" in raised.value.message
    assert raised.value.hint


def test_another_encoding_is_said(tmp_path):
    assets = assets_with(tmp_path, "")
    (tmp_path / "locales/pl/LC_MESSAGES/content.po").write_bytes(HEADER.encode() + "źle".encode("cp1250"))

    with pytest.raises(LocaleError, match="cannot be read"):
        load_catalog(a_locale("pl"), assets=assets)


def test_words_that_wait_for_a_translator_are_marked(tmp_path):
    catalog = loaded(tmp_path, HEADER + "#, fuzzy\n" + entry("a/b", "x", "y") + entry("a/c", "x", "y"))

    assert catalog.entries["a/b"].fuzzy
    assert not catalog.entries["a/c"].fuzzy


def test_retired_words_are_not_read(tmp_path):
    assert "a/b" not in loaded(tmp_path, HEADER + '#~ msgctxt "a/b"\n#~ msgid "x"\n#~ msgstr "y"\n').entries


# --- bringing up to date ------------------------------------------------------------------------------------


def test_a_new_catalog_holds_every_message_empty(tmp_path):
    assert updated(tmp_path, ONE, TWO, NOUN) == Merged(new=3)

    first, second, noun = catalog_of(tmp_path)
    assert (first.msgctxt, first.msgid, first.msgstr) == ("drink/title", "Drink enough", "")
    assert second.comment == "a note"
    assert (noun.msgid, noun.msgid_plural) == ("{n} feed", "{n} feeds")


def test_a_second_run_changes_no_byte(tmp_path):
    updated(tmp_path, ONE, TWO, NOUN)
    translate(tmp_path)
    updated(tmp_path, ONE, TWO, NOUN)
    before = (tmp_path / "LC_MESSAGES/content.po").read_bytes()

    assert updated(tmp_path, ONE, TWO, NOUN) == Merged(kept=3)
    assert (tmp_path / "LC_MESSAGES/content.po").read_bytes() == before


def test_a_changed_message_keeps_its_old_words_and_shows_the_previous_english(tmp_path):
    updated(tmp_path, ONE)
    translate(tmp_path)

    assert updated(tmp_path, replace(ONE, text="Drink more")) == Merged(stale=1)
    (changed,) = catalog_of(tmp_path)
    assert (changed.msgid, changed.msgstr, changed.fuzzy) == ("Drink more", "Pij dość", True)
    assert changed.previous_msgid == "Drink enough"


def test_a_changed_message_that_nobody_translated_is_just_new_english(tmp_path):
    updated(tmp_path, ONE)
    updated(tmp_path, replace(ONE, text="Drink more"))
    (changed,) = catalog_of(tmp_path)

    assert (changed.msgid, changed.fuzzy, changed.previous_msgid) == ("Drink more", False, None)


def test_a_second_change_still_shows_the_english_that_was_translated(tmp_path):
    updated(tmp_path, ONE)
    translate(tmp_path)
    updated(tmp_path, replace(ONE, text="Drink more"))
    updated(tmp_path, replace(ONE, text="Drink much more"))

    assert catalog_of(tmp_path)[0].previous_msgid == "Drink enough"


def test_a_message_that_is_gone_is_kept_at_the_end(tmp_path):
    updated(tmp_path, ONE, TWO)
    translate(tmp_path)

    assert updated(tmp_path, TWO) == Merged(kept=1, gone=1)
    last = catalog_of(tmp_path)[-1]
    assert (last.msgctxt, last.msgstr, last.obsolete) == ("drink/title", "Pij dość", True)


def test_a_message_that_comes_back_gets_its_words_back(tmp_path):
    updated(tmp_path, ONE, TWO)
    translate(tmp_path)
    updated(tmp_path, TWO)
    updated(tmp_path, ONE, TWO)
    found = {e.msgctxt: e for e in catalog_of(tmp_path) if not e.obsolete}

    assert found["drink/title"].msgstr == "Pij dość"
    assert [e.msgctxt for e in catalog_of(tmp_path) if e.obsolete] == []


def test_interface_words_go_into_a_file_of_their_own(tmp_path):
    updated(tmp_path, ONE, Message("interface/do", "Do"))

    assert [e.msgctxt for e in catalog_of(tmp_path, "handouts")] == ["interface/do"]


def test_the_header_keeps_what_translators_wrote(tmp_path):
    updated(tmp_path, ONE)
    po = catalog_of(tmp_path)
    po.metadata |= {"Last-Translator": "Ala", "X-Note": "mine", "Plural-Forms": "nplurals=1; plural=0;"}
    (tmp_path / "LC_MESSAGES/content.po").write_text(str(po), encoding="utf-8")
    updated(tmp_path, ONE)
    kept = catalog_of(tmp_path).metadata

    assert (kept["Last-Translator"], kept["X-Note"], kept["Language"]) == ("Ala", "mine", "pl")
    assert kept["Plural-Forms"].startswith("nplurals=3")


def test_translators_comments_are_kept(tmp_path):
    updated(tmp_path, ONE)
    po = catalog_of(tmp_path)
    po[0].tcomment = "I asked the midwife"
    (tmp_path / "LC_MESSAGES/content.po").write_text(str(po), encoding="utf-8")
    updated(tmp_path, ONE)

    assert catalog_of(tmp_path)[0].tcomment == "I asked the midwife"


def test_a_broken_catalog_is_not_overwritten(tmp_path):
    updated(tmp_path, ONE)
    path = tmp_path / "LC_MESSAGES/content.po"
    path.write_text(HEADER + 'msgctxt "a/b"\nmsgid "x', encoding="utf-8")

    with pytest.raises(LocaleError):
        updated(tmp_path, ONE)
    assert path.read_text(encoding="utf-8").endswith('msgid "x')


# --- messages -----------------------------------------------------------------------------------------------


def test_every_message_has_a_key_of_its_own():
    from handouts.content.library import load_library

    keys = [message.key for message in library_messages(load_library(AssetPath()), an_interface())]

    assert len(keys) == len(set(keys))
    assert len(keys) > 200


def test_moving_a_block_keeps_its_keys():
    rest, eat = a_paragraph("rest", "Rest."), a_paragraph("eat", "Eat.")

    def keys(*blocks: object) -> set[str]:
        return {m.key for m in library_messages(a_library(a_leaflet(blocks=blocks)), an_interface())}

    assert keys(rest, eat) == keys(eat, rest)
    assert "rest-well/eat/text" in keys(eat, rest)


def test_a_note_says_what_a_placeholder_prints():
    library = a_library(a_leaflet(blocks=[a_paragraph("drink", "Drink {water}.")]))
    notes = {m.key: m.comment for m in library_messages(library, an_interface())}

    assert notes["rest-well/drink/text"] == "{water} = a number for tests"


# --- locales and signatures ---------------------------------------------------------------------------------


def test_an_unknown_locale_suggests_the_nearest():
    with pytest.raises(LocaleError) as raised:
        load_locale("plx", assets=AssetPath())

    assert raised.value.hint == "did you mean pl?"


def test_a_folder_without_locale_toml_is_no_locale(tmp_path):
    assets = AssetPath((an_overlay(tmp_path, {"locales/xx/readme.txt": ""}),))

    assert "xx" not in locale_codes(assets)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('formatting = "pl"', 'formatting = "xx_YY"', "formatting"),
        ('tag = "pl"', 'tag = "Polish language"', "tag"),
        ('default_jurisdiction = "PL"', 'default_jurisdiction = "POL"', "default_jurisdiction"),
        ('kcal = {other = "{n} kcal"}', 'kcal = {other = "kcal"}', "units.kcal"),
        ('range = "{low}–{high}"', 'range = "{low}–"', "numbers.range"),
        ('name = "Polish"', 'name = "Polish"\ncolour = "red"', "colour"),
        ('range = "{low}–{high}"', 'range = "{low}{high}"', "numbers.range"),
        ('range = "{low}–{high}"', 'range = "{low} {high}"', "numbers.range"),
        ('range = "{low}–{high}"', 'range = "{high}–{low}"', "numbers.range"),
        ('at_most = "do {n}"', 'at_most = "{n}"', "numbers.at_most"),
        ('at_most = "do {n}"', 'at_most = "do {n} {feeds}"', "numbers.at_most"),
        ('kcal = {other = "{n} kcal"}', 'kcal = {other = "1{n} kcal"}', "units.kcal"),
        ('kcal = {other = "{n} kcal"}', 'kcal = {other = "{n}"}', "units.kcal"),
        ('kcal = {other = "{n} kcal"}', 'kcal = {other = "\\u202e{n} kcal"}', "units.kcal"),
        ('kcal = {other = "{n} kcal"}', 'kcal = {other = "{n} kcal}"}', "units.kcal"),
        ("date = \"d MMMM y 'r.'\"", 'date = ""', "date"),
        ("date = \"d MMMM y 'r.'\"", 'date = "d MMMM"', "date"),
        ("date = \"d MMMM y 'r.'\"", 'date = "d MMMM y HH:mm"', "date"),
        ("date = \"d MMMM y 'r.'\"", 'date = "d QQQQQQQQ MMMM y"', "date"),
        ("date = \"d MMMM y 'r.'\"", "date = \"d MMMM '2031' y\"", "date"),
        ("date = \"d MMMM y 'r.'\"", 'date = "d MMMM yy"', "date"),
        ("date = \"d MMMM y 'r.'\"", 'date = "ddddd MMMM y"', "date"),
        ('month = "LLLL y"', 'month = "d LLLL y"', "month"),
        ("quotes", "deep = " + "[" * 5000 + "]" * 5000 + "\nquotes", ""),
        ("quotes", "long = " + "9" * 5000 + "\nquotes", ""),
    ],
)
def test_a_fault_in_a_locale_is_named_with_its_place(tmp_path, old, new, path):
    assert old in TOML
    assets = assets_with(tmp_path, TOML.replace(old, new), "locales/pl/locale.toml")
    with pytest.raises(LocaleError) as raised:
        load_locale("pl", assets=assets)

    assert any(f.where.path.startswith(path) for f in raised.value.findings)
    assert all(f.where.file == "pl/locale.toml" for f in raised.value.findings)


def test_faults_of_both_files_of_a_locale_are_named_together(tmp_path):
    files = {
        "locales/pl/locale.toml": "name = ",
        "locales/pl/measures.toml": "[measures.glass]\nforms = {}\nx = 1\n",
    }
    with pytest.raises(LocaleError) as raised:
        load_locale("pl", assets=AssetPath((an_overlay(tmp_path, files),)))

    assert {f.where.file for f in raised.value.findings} == {"pl/locale.toml", "pl/measures.toml"}


@pytest.mark.parametrize(
    "text",
    [
        "deep = " + "[" * 5000,
        "long = " + "9" * 5000,
        "schema_version = 2\n",
        "not toml",
        "schema_version = 1\n[[signature]]\nhandout = 'x'\n",
        "schema_version = 1\nsignatures = []\n",
        "",
    ],
)
def test_approval_is_never_guessed_from_a_broken_file(tmp_path, text):
    with pytest.raises(LocaleError, match=r"signoff\.toml"):
        load_signoff("pl", assets=assets_with(tmp_path, text, "locales/pl/signoff.toml"))


def test_a_locale_without_a_file_of_signatures_has_none(tmp_path):
    assert load_signoff("xx", assets=AssetPath((an_overlay(tmp_path, {}),))) == ()


def test_a_catalog_that_is_the_path_of_a_file_does_not_open_it(tmp_path):
    elsewhere = tmp_path / "elsewhere.po"
    elsewhere.write_text('msgctxt "interface/draft"\nmsgid "Draft"\nmsgstr "secret"\n', encoding="utf-8")
    catalog = tmp_path / "pl" / "LC_MESSAGES" / "content.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(str(elsewhere), encoding="utf-8")

    with pytest.raises(LocaleError, match="cannot be read"):
        read_po(catalog)

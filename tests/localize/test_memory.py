"""Translation memory: round trips, suggestions that never mislead, files of others that cannot hurt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import LocaleError
from handouts.localize.catalogs import Message, load_catalog, read_po
from handouts.localize.locales import load_locale, locale_codes
from handouts.localize.masks import differences, masked
from handouts.localize.memory import Memory, Unit, units_of
from handouts.localize.suggested import write_comments
from handouts.localize.tmx import read_tmx, to_tmx
from handouts.resources import AssetPath
from handouts.testing.builders import a_catalog

DRINK = Unit("a/drink", "Drink about 500 ml of water.", "Wypij około 500 ml wody.")


def tmx(folder: Path, text: str) -> Path:
    path = folder / "memory.tmx"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, target: str = "pl") -> tuple[Unit, ...]:
    return read_tmx(path, source_tag="en", target_tag=target)


# --- round trips --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [code for code in locale_codes(AssetPath()) if code != "en"])
def test_our_catalogs_come_back_as_they_went(tmp_path, code):
    locale = load_locale(code, assets=AssetPath())
    units = tuple(units_of(load_catalog(locale, assets=AssetPath())))
    path = tmx(tmp_path, to_tmx(units, source_tag="en", target_tag=locale.settings.tag))

    assert len(units) > 100
    assert read(path, locale.settings.tag) == units


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("<>&\"'\n\r\t{}"),
    min_size=1,
    max_size=30,
)
UNITS = st.builds(
    Unit,
    key=XML_TEXT,
    source=XML_TEXT,
    target=XML_TEXT,
    plural=st.just(""),
    form=st.just(0),
    forms=st.just(0),
) | st.builds(
    Unit,
    key=XML_TEXT,
    source=XML_TEXT,
    target=XML_TEXT,
    plural=XML_TEXT,
    form=st.integers(0, 5),
    forms=st.just(6),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(UNITS, max_size=5))
def test_any_units_come_back_as_they_went(tmp_path_factory, units):
    path = tmx(tmp_path_factory.mktemp("tmx"), to_tmx(units, source_tag="en", target_tag="pl"))

    assert read(path) == tuple(units)


def test_it_is_a_tmx_that_others_read(tmp_path):
    from defusedxml.ElementTree import parse

    root = parse(tmx(tmp_path, to_tmx([DRINK], source_tag="en", target_tag="pl"))).getroot()
    header = root.find("header")

    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    required = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
    assert all(header.get(name) for name in required)
    assert [tuv.find("seg").text for tuv in root.iter("tuv")] == [DRINK.source, DRINK.target]


def test_what_waits_for_a_translator_is_no_memory():
    done = a_catalog({"a/b": ("Eat", "Jedz"), "noun/x": ("{n} cup", ("{n} kubek", "", ""))})
    waits = a_catalog({"a/b": ("Eat", "Jedz")}, fuzzy=True)

    assert list(units_of(done)) == [Unit("a/b", "Eat", "Jedz")]
    assert list(units_of(waits)) == []


def test_a_character_that_xml_cannot_hold_is_said():
    with pytest.raises(LocaleError, match="a/drink"):
        to_tmx([replace(DRINK, target="\x0b")], source_tag="en", target_tag="pl")


# --- files of others ----------------------------------------------------------------------------------------

BODY = '<tmx version="1.4"><header/><body>{}</body></tmx>'
PAIR = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'


def test_other_regions_and_other_languages(tmp_path):
    units = "".join(
        PAIR.format(*four)
        for four in (
            ("en-GB", "Eat", "pl-PL", "Jedz"),
            ("EN", "Drink", "PL", "Pij"),
            ("en", "Rest", "de", "Ruhe"),
        )
    )
    found = read(tmx(tmp_path, BODY.format(units)))

    assert [(one.source, one.target) for one in found] == [("Eat", "Jedz"), ("Drink", "Pij")]


def test_codes_inside_a_segment_are_read_as_text(tmp_path):
    pair = PAIR.format("en", 'Eat <ph x="1">{meals}</ph> <hi>now</hi>', "pl", "Jedz <ph>{meals}</ph> teraz")
    (one,) = read(tmx(tmp_path, BODY.format(pair)))

    assert (one.source, one.target) == ("Eat {meals} now", "Jedz {meals} teraz")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + BODY.format(""), id="a document type"),
        pytest.param('<!DOCTYPE tmx [<!ENTITY a "aa">]>' + BODY.format("&a;"), id="an entity"),
        pytest.param(
            '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + BODY.format("&a;"),
            id="an entity from outside",
        ),
        pytest.param(BODY.format("")[:-4], id="cut off"),
        pytest.param("<html/>", id="something else"),
        pytest.param("", id="nothing"),
        pytest.param("Eat\tJedz\n", id="no XML"),
        pytest.param('<?xml version="1.0" encoding="klingon"?>' + BODY.format(""), id="an unknown encoding"),
        pytest.param(BODY.format("<a>" * 60 + "</a>" * 60), id="too deep"),
        pytest.param(BODY.format(PAIR.format("en", "a" * 20_001, "pl", "b")), id="a segment too long"),
    ],
)
def test_a_bad_file_is_refused(tmp_path, text):
    with pytest.raises(LocaleError, match=r"memory\.tmx"):
        read(tmx(tmp_path, text))


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(LocaleError, match="cannot be read"):
        read(tmp_path / "none.tmx")
    monkeypatch.setattr("handouts.localize.tmx.MOST_BYTES", 10)
    with pytest.raises(LocaleError, match="larger"):
        read(tmx(tmp_path, BODY.format("")))


def test_more_units_than_a_memory_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("handouts.localize.tmx.MOST_UNITS", 2)
    with pytest.raises(LocaleError, match="more than 2"):
        read(tmx(tmp_path, BODY.format(PAIR.format("en", "a", "pl", "b") * 3)))


# --- suggestions --------------------------------------------------------------------------------------------


def test_numbers_and_placeholders_do_not_hide_what_is_alike():
    assert masked("Drink {water}, 2–2.5 l") == "Drink {}, 0–0 l"


def test_another_number_is_found_and_never_to_be_filled_in():
    (one,) = Memory([DRINK]).suggest(Message("a/new", "Drink about 300 ml of water."))

    assert (one.score, one.may_fill_in) == (100, False)
    assert one.why_not == ("300 instead of 500",)


@pytest.mark.parametrize(
    ("english", "why"),
    [
        ("Drink about {water} of water.", ("{water} instead of nothing", "nothing instead of 500")),
        ("Drink about <500 ml of water.", ("< instead of nothing",)),
        ("Drink about −500 ml of water.", ("− instead of nothing",)),
    ],
)
def test_another_placeholder_or_sign_is_never_to_be_filled_in(english, why):
    (one,) = Memory([DRINK]).suggest(Message("a/new", english))

    assert one.why_not == why


def test_what_the_comparisons_find_is_never_to_be_filled_in():
    units = [Unit("a/b", "Do not stop your tablets.", "Nie odstawiaj tabletek.")]
    (one,) = Memory(units).suggest(
        Message("a/new", "Do stop your tablets."),
        same_language=lambda new, old: ("“not” on one side",),
        across=lambda english, words: ("“nie” on one side",),
    )

    assert one.why_not == ("“not” on one side", "“nie” on one side")


def test_the_real_comparison_knows_units_and_negation():
    from handouts.checks.amounts import comparing, comparing_within

    assets = AssetPath()
    english, polish = (load_locale(code, assets=assets) for code in ("en", "pl"))
    memory = Memory(
        [
            Unit("a/b", "Do not stop your tablets.", "Nie odstawiaj tabletek."),
            Unit("a/c", "Add 5 g of salt a day.", "Dodaj 5 g soli dziennie."),
        ]
    )
    same = comparing_within(english, assets=assets)
    across = comparing(english, polish, assets=assets)

    def first(text: str):
        return memory.suggest(Message("a/new", text), same_language=same, across=across)[0]

    assert not first("Do stop your tablets.").may_fill_in
    assert not first("Add 5 kg of salt a day.").may_fill_in
    assert not first("Add 5 g of salt a week.").may_fill_in
    assert first("Add 5 g of salt a day").may_fill_in


def test_those_that_may_be_filled_in_come_first():
    safe = Unit("a/b", "Drink about 300 ml of cold water.", "Wypij około 300 ml zimnej wody.")
    found = Memory([DRINK, safe]).suggest(Message("a/new", "Drink about 300 ml of water."))

    assert [(one.unit.key, one.may_fill_in) for one in found] == [("a/b", True), ("a/drink", False)]


def test_nothing_alike_gives_nothing():
    assert Memory([DRINK]).suggest(Message("a/new", "Ask your midwife.")) == ()


def test_a_counted_phrase_gets_only_the_forms_of_one():
    unit = Unit("noun/cup", "{n} cup", "{n} kubki", "{n} cups", 1, 3)
    (phrase,) = Memory([unit]).suggest(Message("noun/cups", "{n} cup", "{n} cups"))
    (sentence,) = Memory([unit]).suggest(Message("a/new", "{n} cups"))

    assert phrase.may_fill_in
    assert sentence.why_not == ("one is a counted phrase, the other is not",)


def test_comments_are_replaced_and_words_never_touched(tmp_path):
    path = tmp_path / "LC_MESSAGES/content.po"
    path.parent.mkdir()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(
        header + '# mine\nmsgctxt "a/new"\nmsgid "Drink about 500 ml of water!"\nmsgstr ""\n',
        encoding="utf-8",
    )
    safe = Memory([DRINK]).suggest(Message("a/new", "Drink about 500 ml of water!"))
    unsafe = Memory([DRINK]).suggest(Message("a/new", "Drink about 5 ml of water!"))

    assert (write_comments(tmp_path, safe), write_comments(tmp_path, safe)) == (1, 1)
    (entry,) = read_po(path)
    assert entry.tcomment == f"mine\nmemory {safe[0].score} %: {DRINK.target}"
    assert (entry.msgstr, entry.flags) == ("", [])
    assert write_comments(tmp_path, unsafe) == 0
    assert read_po(path)[0].tcomment == "mine"


@given(st.text(max_size=30))
def test_a_text_differs_from_itself_in_nothing(text):
    assert differences(text, text) == ()

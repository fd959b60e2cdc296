"""Merge by key: nothing is lost, nothing is guessed, a second run changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import DeliveryError, LocaleError
from handouts.localize.catalogs import Message, load_catalog, stale_since
from handouts.localize.merge import Merged, merge, update_catalogs
from handouts.resources import AssetPath
from handouts.testing.builders import a_locale, an_overlay

DAY = date(2026, 11, 22)
LATER = date(2027, 1, 5)


def po_of(*entries: polib.POEntry) -> polib.POFile:
    po = polib.POFile()
    po.extend(entries)
    return po


def entry(key: str, english: str, words: str = "", **over: object) -> polib.POEntry:
    return polib.POEntry(msgctxt=key, msgid=english, msgstr=words, **over)


def updated(folder: Path, *messages: Message, today: date | None = DAY) -> Merged:
    return update_catalogs(folder, messages, locale=a_locale("pl"), today=today)


def filled(folder: Path, **words: str) -> None:
    path = folder / "LC_MESSAGES/content.po"
    po = polib.pofile(str(path))
    for one in po:
        one.msgstr = words.get(one.msgctxt.rpartition("/")[2], one.msgstr)
    path.write_text(str(po), encoding="utf-8")


def read(folder: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(folder / "LC_MESSAGES/content.po")))


# --- one change at a time -----------------------------------------------------------------------------------


def test_what_becomes_stale_says_since_when_and_keeps_that_day(tmp_path):
    updated(tmp_path, Message("a/b", "Drink"))
    filled(tmp_path, b="Pij")
    updated(tmp_path, Message("a/b", "Drink water", comment="a note"))
    updated(tmp_path, Message("a/b", "Drink much water", comment="a note"), today=LATER)
    (changed,) = read(tmp_path)

    assert changed.comment == "a note\nstale since 2026-11-22"
    assert stale_since(changed.comment) == DAY


def test_the_day_goes_when_a_translator_has_looked(tmp_path):
    updated(tmp_path, Message("a/b", "Drink"))
    filled(tmp_path, b="Pij")
    updated(tmp_path, Message("a/b", "Drink water"))
    path = tmp_path / "LC_MESSAGES/content.po"
    path.write_text(path.read_text().replace("#, fuzzy\n", ""), encoding="utf-8")
    updated(tmp_path, Message("a/b", "Drink water"))

    assert read(tmp_path)[0].comment == ""


def test_words_that_waited_for_another_reason_show_the_previous_english_too():
    old = po_of(entry("a/b", "Drink", "Pij", flags=["fuzzy"]))
    new, merged = merge([Message("a/b", "Drink more")], old)

    assert merged == Merged(stale=1)
    assert (new[0].previous_msgid, new[0].msgstr) == ("Drink", "Pij")


def test_the_plural_alone_can_become_stale():
    old = po_of(
        entry("noun/feed", "{n} feed", msgid_plural="{n} feeds", msgstr_plural={0: "{n} cữ"}),
    )
    new, merged = merge([Message("noun/feed", "{n} feed", "{n} feedings")], old)

    assert merged == Merged(stale=1)
    assert (new[0].previous_msgid_plural, new[0].msgstr_plural) == ("{n} feeds", {0: "{n} cữ"})


def test_a_sentence_that_becomes_a_counted_phrase_keeps_its_words_in_the_first_form():
    new, _ = merge([Message("a/b", "{n} cup", "{n} cups")], po_of(entry("a/b", "cups", "ly")))

    assert (new[0].msgstr, new[0].msgstr_plural, new[0].fuzzy) == ("", {0: "ly"}, True)


def test_no_words_come_from_another_key_however_alike():
    old = po_of(entry("a/b", "Do not stop your tablets.", "Đừng ngừng uống thuốc."))
    new, merged = merge([Message("a/c", "Stop your tablets.")], old)

    assert merged == Merged(new=1, gone=1)
    assert (new[0].msgctxt, new[0].msgstr, new[0].flags) == ("a/c", "", [])


def test_a_stale_message_that_went_and_came_back_is_still_stale(tmp_path):
    updated(tmp_path, Message("a/b", "Drink"))
    filled(tmp_path, b="Pij")
    updated(tmp_path, Message("a/b", "Do not drink"))
    updated(tmp_path, Message("a/c", "Eat"))
    updated(tmp_path, Message("a/b", "Do not drink"), Message("a/c", "Eat"))
    back = next(one for one in read(tmp_path) if one.msgctxt == "a/b")

    assert (back.fuzzy, back.previous_msgid, back.obsolete) == (True, "Drink", False)


def test_a_new_counted_phrase_has_a_place_for_each_form(tmp_path):
    updated(tmp_path, Message("noun/feed", "{n} feed", "{n} feeds"))

    assert read(tmp_path)[0].msgstr_plural == {0: "", 1: "", 2: ""}
    assert updated(tmp_path, Message("noun/feed", "{n} feed", "{n} feeds")) == Merged(kept=1)


def test_words_are_saved_composed(tmp_path):
    updated(tmp_path, Message("a/b", "Drink"))
    filled(tmp_path, b="uo\u0302\u0301ng")
    updated(tmp_path, Message("a/b", "Drink"))

    assert read(tmp_path)[0].msgstr == "uống"


# --- all files, or none -------------------------------------------------------------------------------------


def test_a_broken_file_leaves_all_three_as_they_were(tmp_path):
    updated(tmp_path, Message("a/b", "Drink"), Message("dish/pho/name", "Pho"))
    kitchen = tmp_path / "LC_MESSAGES/kitchen.po"
    kitchen.write_text(kitchen.read_text() + 'msgctxt "x\n', encoding="utf-8")
    before = {path: path.read_bytes() for path in kitchen.parent.iterdir()}

    with pytest.raises(LocaleError):
        updated(tmp_path, Message("a/b", "Drink more"))
    assert {path: path.read_bytes() for path in kitchen.parent.iterdir()} == before


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param('msgctxt "a/c"\nmsgid "Eat', id="cut off"),
        pytest.param('msgctxt "a/c"\nmsgid "Eat "much""\nmsgstr ""\n', id="a quotation mark inside"),
        pytest.param('msgctxt "a/b"\nmsgid "Drink"\nmsgstr "Pij"\n', id="a key twice"),
        pytest.param('msgctxt "a/c"\nmsgid "Eat"\n', id="an entry without msgstr"),
    ],
)
def test_what_a_lenient_reader_swallows_is_an_error(tmp_path, broken):
    updated(tmp_path, Message("a/b", "Drink"))
    path = tmp_path / "LC_MESSAGES/content.po"
    path.write_text(f"{path.read_text()}\n{broken}", encoding="utf-8")
    before = path.read_bytes()

    with pytest.raises(LocaleError):
        updated(tmp_path, Message("a/b", "Drink"))
    assert path.read_bytes() == before


def test_a_write_that_fails_leaves_everything_and_no_rest(tmp_path, monkeypatch):
    updated(tmp_path, Message("a/b", "Drink"), Message("interface/do", "Do"))
    before = {path: path.read_bytes() for path in (tmp_path / "LC_MESSAGES").iterdir()}
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("handouts.localize.whole.os.fsync", full)
    with pytest.raises(DeliveryError, match="No space"):
        updated(tmp_path, Message("a/b", "Drink!"), Message("interface/do", "Do!"))
    assert {path: path.read_bytes() for path in (tmp_path / "LC_MESSAGES").iterdir()} == before


# --- any catalog --------------------------------------------------------------------------------------------

KEYS = st.sampled_from([f"a/{letter}" for letter in "abcdefgh"])
TEXTS = st.sampled_from(["Drink", "Drink more", "Do not drink", "Eat {n} meals", 'a "quote"', "two\nlines"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@st.composite
def histories(draw: st.DrawFn) -> Sequence[dict[str, str]]:
    """Give a few editions of a library: English by key."""
    return draw(st.lists(st.dictionaries(KEYS, TEXTS, min_size=1), min_size=2, max_size=4))


@settings(max_examples=60, deadline=None)
@given(histories(), st.dictionaries(KEYS, WORDS))
def test_over_any_history_nothing_is_lost_and_nothing_is_guessed(editions, words):
    first, *rest = editions
    po, _ = merge([Message(key, text) for key, text in first.items()], polib.POFile())
    made_from: dict[str, str] = {}
    for one in po:
        one.msgstr = words.get(one.msgctxt, "")
        if one.msgstr:
            made_from[one.msgctxt] = one.msgid
    kept = {one.msgctxt: polib.unescape(one.msgstr) for one in po if one.msgstr}
    for edition in rest:
        wanted = [Message(key, text) for key, text in edition.items()]
        po, merged = merge(wanted, polib.pofile(str(po) + "\n# " + "-" * 300))
        live = {one.msgctxt: one for one in po if not one.obsolete}

        assert [one.msgctxt for one in po if not one.obsolete] == list(edition)
        assert merged.kept + merged.stale + merged.new == len(edition)
        for key, one in live.items():
            assert one.msgid == edition[key]
            if key in made_from and one.msgid != made_from[key]:
                assert one.fuzzy, "the English changed, and nobody would know"
                assert one.previous_msgid == made_from[key]
        again, second = merge(wanted, polib.pofile(str(po) + "\n# " + "-" * 300))
        assert str(again) == str(po)
        assert second == Merged(kept=len(edition))
    import unicodedata

    composed = {key: unicodedata.normalize("NFC", text) for key, text in kept.items()}
    assert {one.msgctxt: one.msgstr for one in po if one.msgstr} == composed


def test_ten_thousand_changed_strings_are_looked_up_once_each(monkeypatch):
    looked_up = 0

    class Counted(dict):
        def pop(self, *key):
            nonlocal looked_up
            looked_up += 1
            return super().pop(*key)

    count = 10_000
    old = po_of(*(entry(f"a/{n}", f"Drink {n} cups of water", f"Pij {n}") for n in range(count)))
    monkeypatch.setattr(
        "handouts.localize.merge._by_key", lambda entries: Counted({e.msgctxt: e for e in entries})
    )
    new, merged = merge([Message(f"a/{n}", f"Drink {n} glasses of water") for n in range(count)], old)

    assert merged == Merged(stale=count)
    assert [one.msgstr for one in new] == [f"Pij {n}" for n in range(count)]
    assert looked_up <= 2 * count


def test_our_own_catalogs_are_up_to_date_byte_for_byte(tmp_path):
    from handouts.content.library import load_library
    from handouts.localize.messages import every_message
    from handouts.planner.kitchen import load_kitchen
    from handouts.testing.builders import an_interface

    assets = AssetPath()
    messages = every_message(load_library(assets), an_interface(), load_kitchen(assets))
    for code in ("pl", "vi"):
        ours = assets.roots("locales")[-1] / code / "LC_MESSAGES"
        mine = tmp_path / code / "LC_MESSAGES"
        mine.mkdir(parents=True)
        for path in ours.glob("*.po"):
            (mine / path.name).write_bytes(path.read_bytes())
        merged = update_catalogs(mine.parent, messages, locale=a_locale(code), today=DAY)

        assert (merged.new, merged.gone) == (0, 0)
        if not merged.stale:
            assert {p.name: p.read_bytes() for p in mine.iterdir()} == {
                p.name: p.read_bytes() for p in ours.glob("*.po")
            }


def test_the_catalog_knows_what_a_stale_entry_was_made_from(tmp_path):
    updated(tmp_path / "locales/pl", Message("a/b", "Drink"))
    filled(tmp_path / "locales/pl", b="Pij")
    updated(tmp_path / "locales/pl", Message("a/b", "Drink water"))
    catalog = load_catalog(a_locale("pl"), assets=AssetPath((an_overlay(tmp_path, {}),)))
    found = catalog.entries["a/b"]

    assert (found.previous, found.stale_since, found.words) == ("Drink", DAY, ("Pij",))

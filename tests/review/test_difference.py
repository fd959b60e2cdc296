"""What changed between two editions: by key, with facts, against a plain folder."""

from __future__ import annotations

import json
import shutil

import pytest

from handouts.checks.words import squeezed
from handouts.resources import AssetPath
from tests.review.sheets import LEAFLET, command, spoken

GONE = "enough-milk"


@pytest.fixture
def old(tmp_path):
    """Return an earlier edition: other English, another fact, another translation, a leaflet less."""
    folder = tmp_path / "old"
    for kind in ("library", "locales"):
        shutil.copytree(AssetPath().roots(kind)[-1], folder / kind)
    edit(folder / f"library/leaflets/{LEAFLET}.yaml", "Ask for help. You are", "Ask <b>now</b>. You are")
    edit(
        folder / "library/facts.yaml",
        'any: {value: "24", sources: [nct-mastitis]',
        'any: {value: "48", sources: [nct-mastitis]',
    )
    edit(
        folder / "locales/vi/LC_MESSAGES/content.po", "Khi nào mẹ và bé cần đi khám", "Khi nào mẹ cần đi khám"
    )
    (folder / f"library/leaflets/{GONE}.yaml").unlink()
    return folder


def edit(path, was, now):
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")


def rows(capsys):
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {row.get("key") or row["fact"]: row for row in found}


def test_texts_facts_and_states_are_told_by_key(old, capsys):
    assert command("difference", "vi", "--old", str(old), "--json") == 0
    found = rows(capsys)
    fact = next(row for name, row in found.items() if name.startswith("mastitis_review_hours"))
    assert (fact["before"], fact["now"]) == ("value=48 hour", "value=24 hour")
    assert "(VN, PL, GB, US)" in fact["fact"]
    title, main = found[f"{LEAFLET}/title"], found[f"{LEAFLET}/ask-for-help/text"]
    assert title["what"] == ["translation changed"]
    assert title["before"]["translation"] == ["Khi nào mẹ cần đi khám"]
    assert "English changed" in main["what"]
    assert "was stale, is current" in main["what"]
    assert found[f"{GONE}/title"]["what"] == ["new"]
    assert found[f"{GONE}/title"]["before"] is None


def test_the_other_way_round_what_is_new_is_gone(old, tmp_path, capsys):
    ours = tmp_path / "ours"
    for kind in ("library", "locales"):
        shutil.copytree(AssetPath().roots(kind)[-1], ours / kind)
    assert command("difference", "vi", "--old", str(ours), "--new", str(old), "--json") == 0
    assert rows(capsys)[f"{GONE}/title"]["what"] == ["gone"]


def test_the_sheet_shows_all_of_it_with_hostile_words_as_words(old, tmp_path):
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for path in (one, other):
        assert command("difference", "vi", "--old", str(old), "--to", str(path)) == 0
    assert one.read_bytes() == other.read_bytes()
    said = spoken(one)
    for words in ("Ask <b>now</b>. You are not", "value=48 hour", "48 giờ", "Khi nào mẹ cần đi khám",
                  "TRANSLATION CHANGED", f"NEW{GONE}/title"):  # fmt: skip
        assert squeezed(words) in said


def test_editions_that_are_the_same_say_so(tmp_path, capsys):
    for kind in ("library", "locales"):
        shutil.copytree(AssetPath().roots(kind)[-1], tmp_path / "same" / kind)
    path = tmp_path / "changes.pdf"
    assert command("difference", "pl", "--old", str(tmp_path / "same"), "--to", str(path), "--json") == 0
    assert rows(capsys) == {}
    assert "Nothingchanged." in spoken(path)


def test_an_edition_that_cannot_be_read_any_more_is_named(old, tmp_path):
    edit(old / f"library/leaflets/{LEAFLET}.yaml", "kind: leaflet", "kind: leaflet\nshelf: top")
    path = tmp_path / "changes.pdf"
    assert command("difference", "vi", "--old", str(old), "--to", str(path)) == 0
    assert squeezed("Not readable today") in spoken(path)


def test_a_folder_without_a_library_is_refused(tmp_path):
    (tmp_path / "locales").mkdir()
    assert command("difference", "vi", "--old", str(tmp_path), "--json") == 10
    assert command("difference", "vi", "--old", str(tmp_path)) == 2

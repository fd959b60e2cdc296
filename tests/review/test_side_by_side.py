"""The side-by-side sheet: every message a signature covers, its state in words, lines to sign."""

from __future__ import annotations

import polib
import pypdfium2
import pytest

from handouts.checks.words import squeezed
from tests.review.sheets import LEAFLET, command, look, overlay_of, seal_of, spoken

PURPOSE, MAIN = f"{LEAFLET}/purpose", f"{LEAFLET}/ask-for-help/text"
HOSTILE = '<script>alert("1")</script> & {{ 7*7 }} </td></table>'


@pytest.mark.parametrize("code", ["vi", "pl"])
def test_every_message_is_there_once_with_its_key(code, tmp_path):
    path = tmp_path / "review.pdf"
    assert command("review", code, "--handout", LEAFLET, "--to", str(path)) == 0
    said = spoken(path)
    keys = dict.fromkeys(key for key, _, _ in seal_of(LEAFLET, code).messages)
    assert len(keys) > 50
    for key, english, words in seal_of(LEAFLET, code).messages:
        assert squeezed(key) in said
        for text in (*english.split("\0"), *words.split("\0")):
            pieces = [piece for piece in text.split("{") if piece] if key.startswith(LEAFLET) else [text]
            for piece in pieces:
                tail = piece.partition("}")[2] if "}" in piece and key.startswith(LEAFLET) else piece
                assert squeezed(tail) in said, key


def test_arabic_is_marked_as_arabic_and_complete(tmp_path):
    path = tmp_path / "review.pdf"
    assert command("review", "ar", "--handout", LEAFLET, "--to", str(path)) == 0
    foreign = squeezed(look(path).spoken_by_language("en-GB")["ar"])
    plain = [
        w
        for k, _, w in seal_of(LEAFLET, "ar").messages
        if k.startswith(LEAFLET) and "{" not in w and "(" not in w
    ]
    assert len(plain) > 30
    assert [text for text in plain if squeezed(text) not in foreign] == []


def test_missing_and_stale_stand_in_words_with_the_earlier_english(tmp_path):
    stale = polib.POEntry(msgctxt=PURPOSE, msgstr="Khi nào cần giúp.", flags=["fuzzy"])
    stale.previous_msgid = "Which signs need help."
    overlay = overlay_of(tmp_path / "own", "vi", stale)
    path = tmp_path / "review.pdf"
    words = ("review", "vi", "--handout", LEAFLET, "--to", str(path), "--overlay", str(overlay))
    assert command(*words) == 0
    said = spoken(path)
    assert squeezed("STALE the English has changed since it was translated") in said
    assert squeezed("Translated from this earlier English: Which signs need help.") in said
    assert squeezed("Not ready to sign. Of these texts 1 stale") in said
    assert command("review", "ar", "--handout", "enough-milk", "--to", str(tmp_path / "ar.pdf")) == 0
    assert squeezed("no translation MISSING enough-milk/title") in spoken(tmp_path / "ar.pdf")
    ours = spoken_of_ours(tmp_path)
    assert "MISSING" not in ours
    assert "STALE" not in ours


def spoken_of_ours(folder):
    path = folder / "ours.pdf"
    assert command("review", "vi", "--handout", LEAFLET, "--to", str(path)) == 0
    return spoken(path).replace(squeezed("Rows marked MISSING, STALE or ERROR"), "")


def test_facts_show_their_placeholder_and_both_values_and_findings_their_code(tmp_path):
    entry = polib.POEntry(msgctxt=MAIN, msgstr="Nếu lo lắng, mẹ cứ nhờ giúp đỡ 12 lần.")
    overlay = overlay_of(tmp_path / "own", "vi", entry)
    path = tmp_path / "review.pdf"
    words = ("review", "vi", "--handout", LEAFLET, "--to", str(path), "--overlay", str(overlay))
    assert command(*words) == 0
    said = spoken(path)
    assert squeezed("{mastitis_review_hours} = 24 hours · 24 giờ") in said
    assert "Errortranslation-number" in said
    assert squeezed(f"ERROR {MAIN}") in said


def test_lines_to_sign_carry_the_digests_that_a_signature_has(tmp_path):
    path = tmp_path / "review.pdf"
    assert command("review", "pl", "--handout", LEAFLET, "--handout", "drinks-diary", "--to", str(path)) == 0
    said = spoken(path)
    for handout in (LEAFLET, "drinks-diary"):
        seal = seal_of(handout, "pl")
        assert f"Digestoftexts:{seal.text_digest}" in said
        assert f"Digestoffacts:{seal.facts_digest}" in said
    for role in ("translator", "independent-checker", "clinical-reviewer"):
        assert said.count(squeezed(role)) >= 2


def test_every_page_of_a_table_repeats_its_head(tmp_path):
    path = tmp_path / "review.pdf"
    assert command("review", "vi", "--handout", LEAFLET, "--to", str(path)) == 0
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    assert len(pages) > 4
    assert all("No." in page and "English" in page for page in pages[1:5])


def test_the_same_texts_give_the_same_bytes_and_a_file_is_not_lost(tmp_path, capsys):
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for path in (one, other):
        assert command("review", "pl", "--handout", "drinks-diary", "--to", str(path)) == 0
    assert one.read_bytes() == other.read_bytes()
    assert command("review", "pl", "--handout", "drinks-diary", "--to", str(one)) == 9
    assert one.read_bytes() == other.read_bytes()
    assert command("review", "pl", "--to", str(tmp_path / "sheet.txt")) == 2
    assert command("review", "en", "--to", str(tmp_path / "en.pdf")) == 4


def test_hostile_words_stay_words(tmp_path):
    overlay = overlay_of(tmp_path / "own", "vi", polib.POEntry(msgctxt=MAIN, msgstr=HOSTILE))
    path = tmp_path / "review.pdf"
    words = ("review", "vi", "--handout", LEAFLET, "--to", str(path), "--overlay", str(overlay))
    assert command(*words) == 0
    assert squeezed(HOSTILE) in spoken(path)


def test_a_meal_plan_shows_every_name_of_the_kitchen(tmp_path):
    from handouts.api import messages
    from tests.built import workshop

    path = tmp_path / "review.pdf"
    assert command("review", "vi", "--handout", "meal-plan-day", "--to", str(path)) == 0
    said = spoken(path)
    foods = [message.key for message in messages(workshop()) if message.domain == "kitchen"]
    assert len(foods) > 300
    assert [key for key in foods if squeezed(key) not in said] == []

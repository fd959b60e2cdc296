"""Syllables and scores, on words that our leaflets use."""

from __future__ import annotations

import pytest

from handouts.checks.readability import (
    flesch_kincaid,
    fog_pl,
    sentences,
    syllables_en,
    syllables_pl,
    syllables_vi,
    words,
)

ENGLISH = (
    "milk:1 baby:2 breastfeeding:3 every:2 nappies:2 weight:1 latch:1 midwife:2 doctor:2 medicine:3 often:2 "
    "table:2 needed:2 helped:1 wanted:2 babies:2 changes:2 makes:1 oranges:3 bottle:2 people:2 supply:2 "
    "hospital:3 nutrition:3 vitamin:3 temperature:4 energy:3 calories:3 usual:3 special:2 region:2 social:2 "
    "area:3 sugary:3 alcohol:3 worried:2 played:1 tired:1 breathing:2 breathe:1 together:3 fluids:2 "
    "continue:3 because:2 whole:1 little:2 bottles:2 "
    "uncertain:3 emergency:4 specialist:3 hormones:2 oxytocin:4 "
    "something:2 feeding:2 safely:2 completely:3 hours:1 glasses:2 rice:1 thirsty:2 unsettled:3 expressed:2 "
    "questions:2 serious:3 anxious:2 loosely:2 don't:1 let-down:2 B12:1 8–12:1"
)


@pytest.mark.parametrize("case", ENGLISH.split())
def test_english_syllables(case: str) -> None:
    word, count = case.rsplit(":", 1)
    assert syllables_en(word) == int(count)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("mleko", 2),
        ("dziecko", 2),
        ("karmienie", 3),
        ("kilokalorii", 6),
        ("położna", 3),
        ("auto", 2),
        ("w", 1),
    ],
)
def test_polish_syllables(word: str, count: int) -> None:
    assert syllables_pl(word) == count


def test_only_full_sentences_count() -> None:
    assert sentences("Drink enough. A label") == ("Drink enough.",)
    assert sentences("He said: “Drink!” Then he left.") == ("He said: “Drink!”", "Then he left.")
    assert words("Feed 8–12 times.") == ("Feed", "8–12", "times")


def test_the_grade_follows_the_formula() -> None:
    # 2 sentences, 10 words, 12 syllables
    score = flesch_kincaid(["Feed your baby often. Drink a glass of cold water."])
    assert (score.sentences, score.words) == (2, 10)
    assert score.value == pytest.approx(0.39 * 5 + 11.8 * 13 / 10 - 15.59)


def test_hard_polish_words_have_four_syllables() -> None:
    # 6 words, 1 of them hard
    assert fog_pl(["Pij wodę z każdym regularnym posiłkiem."]).value == pytest.approx(0.4 * (6 + 100 / 6))


def test_vietnamese_is_counted_in_written_syllables() -> None:
    score, longest = syllables_vi(["Mẹ uống khi khát. Mẹ nghỉ ngơi cùng bé nhé."])
    assert (score.value, longest) == (5.0, 6)


def test_no_sentences_no_score() -> None:
    assert flesch_kincaid(["A label"]).sentences == 0
    assert fog_pl([]).value == 0
    assert syllables_vi([])[1] == 0

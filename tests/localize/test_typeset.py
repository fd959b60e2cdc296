from __future__ import annotations

import pytest

from handouts.localize.typeset import keep_together
from handouts.testing.builders import (
    a_language,
    a_leaflet,
    a_library,
    a_locale,
    a_localized_handout,
    a_paragraph,
)


def shown(text: str, code: str = "pl") -> str:
    return keep_together(text, locale=a_locale(code)).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mleko i woda", "mleko i_woda"),
        ("i w domu", "i_w_domu"),
        ("a i u w domu", "a_i_u_w_domu"),
        ("W domu", "W_domu"),
        ("Zjedz. I w nocy", "Zjedz. I_w_nocy"),
        ("(z mlekiem)", "(z_mlekiem)"),
        ("„w nocy”", "„w_nocy”"),
        ("mleko, o ile", "mleko, o_ile"),
        ("woda i  sok", "woda i_sok"),
        ("i\u00a0w domu", "i_w_domu"),
        ("karmienie z ", "karmienie z_"),
        ("oko", "oko"),
        ("mama w", "mama w"),
        ("witamina A", "witamina A"),
        ("do domu", "do domu"),
        ("nie z", "nie z"),
        ("Zofia i Ola", "Zofia i_Ola"),
        ("", ""),
    ],
)
def test_polish_one_letter_words_stay_with_the_next_word(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize("text", ["cho con bú a ha", "ở nhà và ở viện", "Ô i u a o"])
def test_vietnamese_is_left_alone(text):
    assert shown(text, "vi") == text


def test_english_is_left_alone():
    assert shown("a cup of tea", "en") == "a cup of tea"


def test_a_one_letter_word_stays_with_the_fact_behind_it():
    leaflet = a_leaflet(blocks=[a_paragraph("drink", "Drink {water} and {extra_energy} a day.")])
    library = a_library(leaflet)
    language = a_language("pl", library=library)
    entry = language.catalog.entries["rest-well/drink/text"]
    words = "Pij w {water} i z {extra_energy} dziennie."
    language.catalog.entries[entry.key] = type(entry)(
        entry.key, entry.source, words, (), False, entry.file, entry.line
    )

    handout = a_localized_handout(leaflet, language=language, library=library)
    text = handout.body.sections[0].blocks[0].text.plain

    assert text.replace("\u00a0", "_") == "Pij w_2–2,5_l i_z_500_kcal dziennie."

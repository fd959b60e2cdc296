"""What is read from a text, number by number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from handouts.checks.quantities.items import Sure
from handouts.checks.quantities.phrases import lexicon
from handouts.checks.quantities.reading import read
from handouts.localize.cues import load_cues
from handouts.resources import AssetPath


def values(code: str, text: str) -> list[str]:
    content = read(text, lexicon(load_cues(code, assets=AssetPath())))
    return [str(q.value) for q in content.quantities if q.sure > Sure.HINT]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "two hundred and fifty grams", ["250"]),
        ("en", "twenty-five minutes", ["25"]),
        ("en", "five million babies", ["5000000"]),
        ("en", "2 ½ litres and 1 1/2 cups", ["5/2", "3/2"]),
        ("en", "an hour and a half", ["3/2"]),
        ("en", "half an hour", ["1/2"]),
        ("en", "-5 °C to 5 °C", ["-5", "5"]),
        ("en", "3-4 days", ["3", "4"]),
        ("en", "in May you may walk", []),
        ("vi", "mười hai phút", ["12"]),
        ("vi", "hai mươi phút", ["20"]),
        ("vi", "hai mươi mốt phút", ["21"]),
        ("vi", "hai mươi lăm phút", ["25"]),
        ("vi", "một trăm linh năm gam", ["105"]),
        ("vi", "hai nghìn năm trăm kcal", ["2500"]),
        ("vi", "hai nghìn rưỡi đồng", ["2500"]),
        ("vi", "một trăm rưỡi gam", ["150"]),
        ("vi", "năm năm", ["5"]),
        ("vi", "hai năm", ["2"]),
        ("vi", "mỗi năm", []),
        ("vi", "chín kỹ", []),
        ("vi", "2 lít rưỡi", ["5/2"]),
        ("vi", "ba phần tư cốc", ["3/4"]),
        ("vi", "10 triệu", ["10000000"]),
        ("vi", "ngày 9 tháng 6 năm 2026", ["9", "2026"]),
        ("pl", "dwadzieścia pięć minut", ["25"]),
        ("pl", "dwieście pięćdziesiąt gramów", ["250"]),
        ("pl", "z dwiema tabletkami", ["2"]),
        ("pl", "po pięciu dniach", ["5"]),
        ("pl", "półtorej godziny", ["3/2"]),
        ("pl", "dwie i pół godziny", ["5/2"]),
        ("pl", "pół litra", ["1/2"]),
        ("pl", "trzy czwarte szklanki", ["3/4"]),
        ("pl", "2 tys. kroków", ["2000"]),
        ("pl", "o godz. 8.30", ["8", "30"]),
        ("pl", "10 000 kroków", ["10000"]),
        ("pl", "W 2026 roku 3 000 osób", ["2026", "3000"]),
    ],
)
def test_numbers_are_read(code: str, text: str, expected: list[str]) -> None:
    assert values(code, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Take {n} of %(name)s at %d%%",
        "see https://example.org/2026/7?page=3 or mail a1@example.org",
        "vitamin B12, omega-3, COVID-19, UTF-8, Python 1.2.3 and v2.0",
        "call +48 22 123 45 67",
        '<a href="page3.html">here</a> &#8211;',
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert values("en", text) == []


def test_a_unit_a_limit_and_a_period_belong_to_their_number() -> None:
    content = read(
        "Feed at least 8 times a day, every 2 hours.", lexicon(load_cues("en", assets=AssetPath()))
    )
    eight, two = (q for q in content.quantities if q.sure > Sure.HINT)

    assert (eight.value, eight.units, eight.limit) == (Fraction(8), frozenset({"times"}), "min")
    assert (two.value, two.units, two.every) == (Fraction(2), frozenset({"hour"}), True)
    assert [name for name, _ in content.periods] == ["day"]

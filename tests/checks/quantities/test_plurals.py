"""Plural forms: a form may follow the singular or the plural, and leave its number to a word."""

from __future__ import annotations

import pytest

from handouts.checks.quantities import compare_plural
from handouts.localize.cues import load_cues
from handouts.resources import AssetPath


def codes(code: str, one: str, other: str, *forms: str) -> list[set[str]]:
    assets = AssetPath()
    found = compare_plural(
        one,
        other,
        forms,
        source_cues=load_cues("en", assets=assets),
        target_cues=load_cues(code, assets=assets),
    )
    return [{fault.code for fault in faults} for faults in found]


@pytest.mark.parametrize(
    ("code", "one", "other", "forms"),
    [
        ("pl", "{n} meal", "{n} meals", ("{n} posiłek", "{n} posiłki", "{n} posiłków")),
        ("pl", "{n} meal", "{n} meals", ("jeden posiłek", "{n} posiłki", "{n} posiłków")),
        ("pl", "1 file", "%d files", ("1 plik", "%d pliki", "%d plików")),
        ("pl", "One week ago", "%d weeks ago", ("Tydzień temu", "%d tygodnie temu", "%d tygodni temu")),
        ("vi", "One file", "%d files", ("%d tệp",)),
        ("vi", "{n} meal a day", "{n} meals a day", ("{n} bữa mỗi ngày",)),
        ("ar", "{n} day", "{n} days", ("{n} يوم", "1", "2", "{n} أيام", "{n} يوما", "{n} يوم")),
    ],
)
def test_good_forms_pass(code: str, one: str, other: str, forms: tuple[str, ...]) -> None:
    assert codes(code, one, other, *forms) == [set() for _ in forms]


def test_a_wrong_number_in_one_form_is_found_there() -> None:
    found = codes("pl", "{n} meal of 500 kcal", "{n} meals of 500 kcal", "{n} po 500 kcal", "{n} po 50 kcal")

    assert found == [set(), {"translation-number"}]


def test_a_limit_that_one_form_turns_round_is_found_there() -> None:
    found = codes(
        "pl", "at least {n} meal", "at least {n} meals", "co najmniej {n} posiłek", "najwyżej {n} posiłki"
    )

    assert found == [set(), {"translation-limit"}]

"""Amounts in household measures: halves, quarters below one, and only where they say the truth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handouts.localize.locales import load_locale, locale_codes
from handouts.planner.kitchen import load_kitchen
from handouts.planner.measures import (
    BY_THE_PIECE,
    NEAR,
    NEAR_BY_NATURE,
    SPOONS,
    FoodMeasure,
    Measured,
    measured,
)
from handouts.resources import AssetPath

RICE = {
    "rice": (
        FoodMeasure("bowl", Decimal(160), "editorial"),
        FoodMeasure("tablespoon", Decimal(20), "editorial"),
    )
}


@pytest.mark.parametrize(
    ("grams", "count", "measure"),
    [
        ("160", "1", "bowl"),
        ("175", "1", "bowl"),
        ("230", "1.5", "bowl"),
        ("40", "2", "tablespoon"),
        ("120", "0.75", "bowl"),
        ("10", "0.5", "tablespoon"),
        ("7", "1", "teaspoon"),
        ("20", "1", "tablespoon"),
        ("60", "3", "tablespoon"),
    ],
)
def test_the_measure_that_is_easiest_to_count_is_taken(grams: str, count: str, measure: str) -> None:
    assert measured(RICE, "rice", Decimal(grams)) == Measured(Decimal(count), measure)


def test_where_none_comes_near_grams_stand_alone() -> None:
    only = {"rice": RICE["rice"][:1]}
    assert measured(only, "rice", Decimal(195)) is None
    assert measured(only, "rice", Decimal(5)) is None
    assert measured(only, "rice", Decimal(1600)) is None
    assert measured(only, "bread", Decimal(100)) is None


def test_every_measure_of_a_dish_is_near_its_grams() -> None:
    kitchen = load_kitchen(AssetPath())
    for dish in kitchen.dishes.values():
        for part in dish.serving:
            if found := measured(kitchen.measures, part.food, part.grams):
                grams = {one.measure: one.grams for one in kitchen.measures[part.food]}
                one = grams.get(found.measure) or grams["tablespoon"] / 3
                near = NEAR_BY_NATURE if found.measure in BY_THE_PIECE else NEAR
                assert abs(found.count * one - part.grams) <= part.grams * near
                whole = found.count >= 1 or found.measure in BY_THE_PIECE or found.measure in SPOONS
                assert found.count % (Decimal("0.5") if whole else Decimal("0.25")) == 0


def test_every_locale_can_name_every_measure() -> None:
    used = {"teaspoon"} | {
        one.measure for some in load_kitchen(AssetPath()).measures.values() for one in some
    }
    for code in locale_codes(AssetPath()):
        assert used <= set(load_locale(code, assets=AssetPath()).measures)


def test_small_meals_and_lists_are_mostly_in_household_measures() -> None:
    kitchen = load_kitchen(AssetPath())
    meals = [part for some in kitchen.extras.values() for meal in some for part in meal.foods]
    lists = [item for some in kitchen.exchanges.values() for group in some for item in group.items]
    for parts in (meals, lists):
        told = sum(measured(kitchen.measures, part.food, part.grams) is not None for part in parts)
        assert told >= len(parts) * 0.85

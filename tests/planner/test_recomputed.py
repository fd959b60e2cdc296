"""Thirty dishes, computed again straight from the lines of USDA SR28, come to what the program says."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from handouts.planner.dishes import Dish
from handouts.planner.kitchen import load_kitchen
from handouts.planner.nutrients import Nutrient
from handouts.resources import AssetPath

ROWS = Path(__file__).parent / "data" / "sr28_rows.txt"
"""Made by `scripts/foods_from_sr28.py FOLDER --rows`: lines of NUT_DATA.txt as USDA published them."""
NUMBERS = {
    Nutrient.ENERGY: "208",
    Nutrient.PROTEIN: "203",
    Nutrient.CALCIUM: "301",
    Nutrient.IRON: "303",
}
KITCHEN = load_kitchen(AssetPath())
FROM_SR28 = "USDA SR28"


def raw_rows() -> dict[tuple[str, str], float]:
    """Return the amount in 100 g by SR28's numbers of food and nutrient."""
    found = {}
    for line in ROWS.read_text(encoding="ascii").splitlines():
        food, nutrient, amount = line.split("^")[:3]
        found[food.strip("~"), nutrient.strip("~")] = float(amount)
    return found


def table_rows() -> dict[str, dict[str, str]]:
    """Return the rows of our table of foods, for the few that are not of SR28."""
    path = AssetPath().find("planner-data/foods.csv")
    assert path
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


RAW, TABLE = raw_rows(), table_rows()


def thirty() -> list[Dish]:
    """Return ten dishes of each cuisine, spread over its sorted ids, those of SR28 alone first."""
    found = []
    for cuisine in sorted(KITCHEN.cuisines):
        own = sorted(
            (dish for dish in KITCHEN.dishes.values() if dish.cuisine == cuisine), key=lambda d: d.id
        )
        pure = [d for d in own if all(KITCHEN.foods[part.food].source == FROM_SR28 for part in d.serving)]
        some = pure if len(pure) >= 10 else own
        found += [some[number * len(some) // 10] for number in range(10)]
    return found


@pytest.mark.parametrize("dish", thirty(), ids=lambda dish: dish.id)
@pytest.mark.parametrize("nutrient", NUMBERS)
def test_a_dish_comes_to_the_same_by_hand(dish: Dish, nutrient: Nutrient) -> None:
    amount, lacking = 0.0, 0.0
    for part in dish.serving:
        row = TABLE[part.food]
        if row["source_dataset"] == FROM_SR28:
            one = RAW.get((row["source_food_id"], NUMBERS[nutrient]))
        else:
            one = float(row[nutrient]) if row[nutrient] else None
        if one is None:
            lacking += float(part.grams)
        else:
            amount += one * float(part.grams) / 100
    computed = dish.amount(nutrient)
    assert float(computed.value) == pytest.approx(amount, abs=1e-6)
    assert float(computed.lacking_g) == pytest.approx(lacking)


def test_the_table_holds_what_the_release_holds() -> None:
    for food, row in TABLE.items():
        if row["source_dataset"] == FROM_SR28:
            for nutrient, number in NUMBERS.items():
                raw = RAW.get((row["source_food_id"], number))
                ours = KITCHEN.foods[food].per_100(nutrient)
                assert (None if raw is None else Decimal(str(raw))) == ours

"""The table of flags is read whole or refused, and does not contradict itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import PlanError
from handouts.planner.eating import Allergen, Diet
from handouts.planner.flags import load_flags
from handouts.planner.foods import load_foods
from handouts.resources import AssetPath
from tests.planner.kitchens import overlay

FLAGS = load_flags(AssetPath())


def test_every_food_has_flags() -> None:
    assert set(FLAGS) == set(load_foods(AssetPath()))


@pytest.mark.parametrize("food", FLAGS)
def test_diets_and_allergens_agree(food: str) -> None:
    flags = FLAGS[food]
    animal = {Allergen.FISH, Allergen.CRUSTACEANS, Allergen.MOLLUSCS}
    if Diet.VEGAN in flags.diets:
        assert Diet.VEGETARIAN in flags.diets
        assert not flags.allergens & (animal | {Allergen.EGG, Allergen.MILK})
    if flags.allergens & animal:
        assert Diet.VEGETARIAN not in flags.diets
    if flags.is_oily_fish:
        assert Allergen.FISH in flags.allergens


def test_kinds_of_food_carry_the_allergens_of_their_kind() -> None:
    for food in load_foods(AssetPath()).values():
        flags = FLAGS[food.id]
        if food.kind in ("protein/milk", "protein/cheese", "fat/dairyfat", "fat/cheese", "sweet/milk"):
            assert Allergen.MILK in flags.allergens
        if food.kind == "protein/egg":
            assert Allergen.EGG in flags.allergens
        if food.kind == "protein/fish":
            assert Allergen.FISH in flags.allergens
        if food.kind.split("/")[-1] in ("meat", "poultry", "offal"):
            assert Diet.VEGETARIAN not in flags.diets
        if "pork" in food.id or food.id in ("lard", "ham-lean", "kielbasa-smoked"):
            assert Diet.HALAL not in flags.diets


def test_slips_are_named_with_their_lines(tmp_path: Path) -> None:
    head = Path(str(AssetPath().find("planner-data/food_flags.csv"))).read_text(encoding="utf-8").splitlines()
    row = head[1]
    text = "\n".join([head[0], row, row, row.replace("rice-white-cooked,0", "rice,yes")])
    with pytest.raises(PlanError) as refusal:
        load_flags(overlay(tmp_path, {"food_flags.csv": text + "\n"}))
    assert [(f.where.line, f.code) for f in refusal.value.findings] == [(3, "food-id"), (4, "food-flag")]

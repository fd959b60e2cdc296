"""The table of flags is read whole or refused, and does not contradict itself."""

from __future__ import annotations

import re
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


WORDS = {
    Allergen.GLUTEN: "wheat wholewheat rye barley oat oats bread bagel baguette semolina granola beer",
    Allergen.CRUSTACEANS: "shrimp shrimps prawn prawns crab",
    Allergen.EGG: "egg eggs omelette mayonnaise",
    Allergen.FISH: "fish cod salmon herring mackerel tuna trout carp sardines haddock eel",
    Allergen.PEANUT: "peanut peanuts",
    Allergen.SOY: "soy soya soybean tofu tempeh edamame tamari",
    Allergen.MILK: "milk butter buttermilk cheese yogurt kefir cream quark feta cheddar gouda parmesan",
    Allergen.NUTS: "nut nuts almond almonds walnuts hazelnuts cashews",
    Allergen.CELERY: "celery celeriac",
    Allergen.MUSTARD: "mustard",
    Allergen.SESAME: "sesame tahini hummus",
    Allergen.SULPHITES: "wine",
    Allergen.LUPIN: "lupin",
    Allergen.MOLLUSCS: "squid mussels clams oyster",
}
"""Words for an allergen, in the id or the name of a food."""
MEAN_SOMETHING_ELSE = {
    Allergen.GLUTEN: {"bread-gluten-free", "tamari"},
    Allergen.EGG: {"bread-gluten-free"},
    Allergen.MILK: {
        "bread-gluten-free", "coconut-milk", "peanut-butter", "soy-milk-fortified", "soy-milk-unfortified",
        "soy-yogurt",
    },
}  # fmt: skip
"""Foods that have the word in their names and not the allergen in them."""


@pytest.mark.parametrize("allergen", list(Allergen))
def test_a_food_called_after_an_allergen_carries_it(allergen: Allergen) -> None:
    words = set(WORDS[allergen].split())
    for food in load_foods(AssetPath()).values():
        called = set(re.findall(r"[a-z]+", f"{food.id} {food.name_en}".lower())) & words
        if called and food.id not in MEAN_SOMETHING_ELSE.get(allergen, set()):
            assert allergen in FLAGS[food.id].allergens, f"{food.id}: {called}"


def test_slips_are_named_with_their_lines(tmp_path: Path) -> None:
    head = Path(str(AssetPath().find("planner-data/food_flags.csv"))).read_text(encoding="utf-8").splitlines()
    row = head[1]
    text = "\n".join([head[0], row, row, row.replace("rice-white-cooked,0", "rice,yes")])
    with pytest.raises(PlanError) as refusal:
        load_flags(overlay(tmp_path, {"food_flags.csv": text + "\n"}))
    assert [(f.where.line, f.code) for f in refusal.value.findings] == [(3, "food-id"), (4, "food-flag")]


def test_an_uneven_row_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    text = Path(str(AssetPath().find("planner-data/food_flags.csv"))).read_text(encoding="utf-8")
    for row in ("tofu-x", "tofu-x" + ",0" * 90):
        with pytest.raises(PlanError) as refusal:
            load_flags(overlay(tmp_path, {"food_flags.csv": f"{text.strip()}\n{row}\n"}))
        assert [finding.code for finding in refusal.value.findings] == ["table-row"]
        assert refusal.value.message == "“food_flags.csv” has a fault"
        assert refusal.value.hint


def test_a_flag_that_stands_twice_is_refused(tmp_path: Path) -> None:
    rows = Path(str(AssetPath().find("planner-data/food_flags.csv"))).read_text(encoding="utf-8").splitlines()
    text = "\n".join([rows[0] + ",allergen_milk", *(f"{row},0" for row in rows[1:])])
    with pytest.raises(PlanError, match="the column “allergen_milk” twice"):
        load_flags(overlay(tmp_path, {"food_flags.csv": text + "\n"}))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    text = Path(str(AssetPath().find("planner-data/food_flags.csv"))).read_text(encoding="utf-8")
    with pytest.raises(PlanError, match="cannot be read: line "):
        load_flags(overlay(tmp_path, {"food_flags.csv": text + '"never closed'}))

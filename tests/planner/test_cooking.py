"""What a menu serves: nothing that somebody does not eat, and dishes computed anew after every exchange."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from handouts.errors import PlanError
from handouts.planner.cooking import menu, why_not
from handouts.planner.eating import Allergen, Diet, Group, Slot
from handouts.planner.exchanges import exchange_lists
from handouts.planner.extras import TOLERANCE, extra_meals
from handouts.planner.kitchen import load_kitchen
from handouts.planner.nutrients import Amount, Nutrient
from handouts.planner.pictures import fitting_picture
from handouts.resources import AssetPath
from tests.planner.kitchens import SOUP, TEN_DIETS, VARIANT, cooked, dishes

KITCHEN = load_kitchen(AssetPath())
CUISINES = tuple(KITCHEN.cuisines)


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("name", TEN_DIETS)
def test_nothing_is_served_that_she_does_not_eat(cuisine: str, name: str) -> None:
    diet, without = TEN_DIETS[name]
    for dish in menu(KITCHEN, cuisine=cuisine, diet=diet, without=without, folk=True):
        assert diet in dish.diets
        assert not dish.allergens & set(without)
        for part in dish.serving:
            flags = KITCHEN.flags[part.food]
            assert diet in flags.diets
            assert not flags.allergens & set(without)
            assert not flags.avoid


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("allergen", list(Allergen))
@pytest.mark.parametrize("diet", [Diet.ANY, Diet.VEGAN])
def test_no_allergen_ever_comes_back_by_an_exchange(cuisine: str, allergen: Allergen, diet: Diet) -> None:
    for dish in menu(KITCHEN, cuisine=cuisine, diet=diet, without=(allergen,)):
        assert allergen not in {a for part in dish.serving for a in KITCHEN.flags[part.food].allergens}


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("name", TEN_DIETS)
def test_every_diet_has_enough_of_every_meal(cuisine: str, name: str) -> None:
    diet, without = TEN_DIETS[name]
    served = menu(KITCHEN, cuisine=cuisine, diet=diet, without=without)
    of = {slot: sum(slot in dish.slots for dish in served) for slot in Slot}
    assert min(of[slot] for slot in Slot) >= 4
    assert sum(Slot.LUNCH in dish.slots or Slot.DINNER in dish.slots for dish in served) >= 7


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("allergen", [a for a in Allergen if a is not Allergen.SOY])
@pytest.mark.parametrize("diet", list(Diet))
def test_without_one_allergen_there_are_enough_main_dishes(
    cuisine: str, allergen: Allergen, diet: Diet
) -> None:
    served = menu(KITCHEN, cuisine=cuisine, diet=diet, without=(allergen,))
    assert sum(Slot.LUNCH in dish.slots or Slot.DINNER in dish.slots for dish in served) >= 14


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("allergen", list(Allergen))
@pytest.mark.parametrize("diet", [Diet.ANY, Diet.VEGAN])
def test_no_drawing_shows_what_a_dish_does_not_hold(cuisine: str, allergen: Allergen, diet: Diet) -> None:
    for dish in menu(KITCHEN, cuisine=cuisine, diet=diet, without=(allergen,), folk=True):
        foods = [KITCHEN.foods[part.food] for part in dish.serving]
        assert fitting_picture(dish.picture, foods) == dish.picture, dish.id


@pytest.mark.parametrize("cuisine", CUISINES)
def test_whoever_eats_everything_gets_every_dish_as_it_is(cuisine: str) -> None:
    served = menu(KITCHEN, cuisine=cuisine)
    entries = KITCHEN.cuisines[cuisine].dishes
    assert [dish.id for dish in served] == [e.id for e in entries if not e.folk and not e.optional]
    assert not any(dish.swaps for dish in served)


def test_folk_dishes_only_if_asked_for_and_offered_ones_never() -> None:
    asked = menu(KITCHEN, cuisine="vi", folk=True)
    assert any(dish.is_folk for dish in asked)
    assert not any(dish.is_optional for dish in asked)
    assert not any(dish.is_folk for dish in menu(KITCHEN, cuisine="vi"))


RULES = """swaps:
  - {id: to-spread, take: butter-unsalted, give: vegetable-spread, text: with vegetable spread}
  - {id: to-oil, take: butter-unsalted, give: rapeseed-oil, factor: "0.8", text: with oil}
  - {id: no-bread, take: bread-rye, give: null, text: without bread}
"""


def test_a_food_is_exchanged_by_the_first_rule_that_fits(tmp_path: Path) -> None:
    kitchen = cooked(tmp_path, dishes(SOUP) | {"swaps.yaml": RULES})
    (dish,) = menu(kitchen, cuisine="xx", diet=Diet.VEGAN)
    assert dish.swaps == ("to-spread",)
    (dish,) = menu(kitchen, cuisine="xx", diet=Diet.VEGAN, dislikes=("vegetable-spread",))
    assert dish.swaps == ("to-oil",)
    assert {part.food: part.grams for part in dish.serving}["rapeseed-oil"] == Decimal("8.0")
    plain = kitchen.dishes["xx-soup"]
    assert dish.energy_kcal == plain.energy_kcal - Decimal("71.7") + Decimal("70.72")
    assert (dish.id, dish.base, dish.allergens) == ("xx-soup", "xx-soup", {Allergen.GLUTEN})


def test_a_food_that_the_name_mentions_is_never_exchanged(tmp_path: Path) -> None:
    kitchen = cooked(tmp_path, dishes(SOUP) | {"swaps.yaml": RULES})
    assert menu(kitchen, cuisine="xx", without=(Allergen.GLUTEN,)) == ()
    assert why_not(kitchen, "xx-soup", without=(Allergen.GLUTEN,)) == ("bread-rye",)
    assert why_not(kitchen, "xx-soup", without=(Allergen.MILK,)) == ()


def test_a_variant_stands_in_and_takes_rules_too(tmp_path: Path) -> None:
    kitchen = cooked(tmp_path, dishes(SOUP + VARIANT) | {"swaps.yaml": RULES})
    (plain,) = menu(kitchen, cuisine="xx", diet=Diet.VEGAN)
    assert plain.id == "xx-soup"
    (variant,) = menu(kitchen, cuisine="xx", diet=Diet.VEGAN, without=(Allergen.GLUTEN,))
    assert (variant.id, variant.base, variant.swaps) == ("xx-soup-gf", "xx-soup", ("to-spread",))
    assert why_not(kitchen, "xx-soup", without=(Allergen.GLUTEN,)) == ()


def test_what_a_dish_may_hold_counts_as_held(tmp_path: Path) -> None:
    soup = SOUP.replace("[gluten, milk]\n", "[gluten, milk]\n    may_hold: [crustaceans]\n")
    kitchen = cooked(tmp_path, dishes(soup))
    assert kitchen.dishes["xx-soup"].allergens == {Allergen.GLUTEN, Allergen.MILK, Allergen.CRUSTACEANS}
    assert kitchen.dishes["xx-soup"].diets == {Diet.ANY, Diet.HALAL}
    assert len(menu(kitchen, cuisine="xx")) == 1
    assert menu(kitchen, cuisine="xx", diet=Diet.VEGETARIAN) == ()
    assert menu(kitchen, cuisine="xx", without=(Allergen.CRUSTACEANS,)) == ()
    assert why_not(kitchen, "xx-soup", without=(Allergen.CRUSTACEANS,)) == ("crustaceans",)
    assert len(menu(cooked(tmp_path, dishes(soup + VARIANT)), cuisine="xx", diet=Diet.VEGETARIAN)) == 0
    without = VARIANT + "        may_hold: []\n"
    (dish,) = menu(cooked(tmp_path, dishes(soup + without)), cuisine="xx", diet=Diet.VEGETARIAN)
    assert (dish.id, Allergen.CRUSTACEANS in dish.allergens) == ("xx-soup-gf", False)


def test_a_drawing_goes_with_the_food_that_it_shows(tmp_path: Path) -> None:
    soup = SOUP.replace("butter-unsalted", "almonds").replace("picture: soup", "picture: nuts-fruit")
    soup = soup.replace("[gluten, milk]", "[gluten, nuts]").replace("469", "456")
    rule = "swaps:\n  - {id: out, take: almonds, give: pumpkin-seeds, text: with pumpkin seeds}\n"
    kitchen = cooked(tmp_path, dishes(soup) | {"swaps.yaml": rule})
    assert [dish.picture for dish in menu(kitchen, cuisine="xx")] == ["nuts-fruit"]
    assert [dish.picture for dish in menu(kitchen, cuisine="xx", without=(Allergen.NUTS,))] == ["fruit"]


def test_a_group_goes_with_its_last_food(tmp_path: Path) -> None:
    rule = "swaps:\n  - {id: out, take: butter-unsalted, give: null, text: without butter}\n"
    (dish,) = menu(
        cooked(tmp_path, dishes(SOUP) | {"swaps.yaml": rule}), cuisine="xx", without=(Allergen.MILK,)
    )
    assert dish.groups == {Group.STARCHY, Group.PROTEIN}
    assert len(dish.serving) == 2


def test_a_food_that_comes_to_itself_stands_once(tmp_path: Path) -> None:
    soup = SOUP.replace("butter-unsalted, g", "butter-unsalted, g").replace(
        "    named:", '      - {food: rapeseed-oil, g: "4"}\n    named:'
    )
    soup = soup.replace("energy_kcal: 469", "energy_kcal: 505")
    kitchen = cooked(tmp_path, dishes(soup) | {"swaps.yaml": RULES})
    (dish,) = menu(kitchen, cuisine="xx", without=(Allergen.MILK,), dislikes=("vegetable-spread",))
    assert [part.grams for part in dish.serving if part.food == "rapeseed-oil"] == [Decimal("12.0")]


def test_dislikes_are_foods_or_dishes(tmp_path: Path) -> None:
    kitchen = cooked(tmp_path, dishes(SOUP + VARIANT) | {"swaps.yaml": RULES})
    assert menu(kitchen, cuisine="xx", dislikes=("xx-soup",)) == ()
    assert [d.id for d in menu(kitchen, cuisine="xx", dislikes=("bread-rye",))] == ["xx-soup-gf"]
    with pytest.raises(PlanError, match="bread-ryee") as refusal:
        menu(kitchen, cuisine="xx", dislikes=("bread-ryee",))
    assert refusal.value.hint == "did you mean bread-rye?"
    with pytest.raises(PlanError, match="no dishes for “xy”"):
        menu(kitchen, cuisine="xy")


def test_a_missing_figure_is_lacking_and_not_zero(tmp_path: Path) -> None:
    soup = SOUP.replace("    named:", '      - {food: gotu-kola-water, g: "150"}\n    named:')
    amount = cooked(tmp_path, dishes(soup)).dishes["xx-soup"].amount(Nutrient.IRON)
    assert amount == Amount(amount.value, Decimal(150))
    assert amount.is_at_least


def test_less_than_a_little_oily_fish_does_not_count(tmp_path: Path) -> None:
    fish = SOUP.replace('{food: lentils-cooked, g: "200"}', '{food: sardines-in-oil, g: "39"}')
    fish = fish.replace("lentils-cooked, bread", "bread").replace("[gluten, milk]", "[fish, gluten, milk]")
    fish = fish.replace("469", "318")
    assert cooked(tmp_path, dishes(fish)).dishes["xx-soup"].oily_fish_g == 0
    more = fish.replace('"39"', '"40"').replace("318", "321")
    assert cooked(tmp_path, dishes(more)).dishes["xx-soup"].oily_fish_g == 40


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("kcal", TOLERANCE)
@pytest.mark.parametrize("name", TEN_DIETS)
def test_every_diet_has_three_small_meals(cuisine: str, kcal: int, name: str) -> None:
    diet, without = TEN_DIETS[name]
    found = extra_meals(KITCHEN, cuisine=cuisine, kcal=kcal, diet=diet, without=without)
    assert len(found) >= 3
    for meal in found:
        assert abs(meal.energy_kcal - kcal) <= kcal * TOLERANCE[kcal]
        assert all(diet in KITCHEN.flags[part.food].diets for part in meal.foods)
        assert not any(KITCHEN.flags[part.food].allergens & set(without) for part in meal.foods)


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("kcal", TOLERANCE)
@pytest.mark.parametrize("diet", list(Diet))
def test_nobody_who_avoids_an_allergen_is_left_without_small_meals(
    cuisine: str, kcal: int, diet: Diet
) -> None:
    for allergen in Allergen:
        found = extra_meals(KITCHEN, cuisine=cuisine, kcal=kcal, diet=diet, without=(allergen,))
        assert len(found) >= 3, allergen
    for pair in combinations(Allergen, 2):
        assert extra_meals(KITCHEN, cuisine=cuisine, kcal=kcal, diet=diet, without=pair), pair


def test_the_size_of_small_meals_is_the_nearest() -> None:
    assert {meal.kcal for meal in extra_meals(KITCHEN, cuisine="pl", kcal=330)} == {370}
    assert {meal.kcal for meal in extra_meals(KITCHEN, cuisine="pl", kcal=505)} == {500}
    assert extra_meals(KITCHEN, cuisine="pl", kcal=500, dislikes=("bread-rye",))


@pytest.mark.parametrize("cuisine", CUISINES)
@pytest.mark.parametrize("name", TEN_DIETS)
def test_exchange_lists_hold_only_what_she_eats(cuisine: str, name: str) -> None:
    diet, without = TEN_DIETS[name]
    lists = exchange_lists(KITCHEN, cuisine=cuisine, diet=diet, without=without)
    assert len(lists) >= 4
    for group in lists:
        assert len(group.items) >= 2
        assert all(diet in KITCHEN.flags[item.food].diets for item in group.items)
        assert not any(KITCHEN.flags[item.food].allergens & set(without) for item in group.items)

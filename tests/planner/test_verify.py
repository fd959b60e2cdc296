"""`verify` finds each rule that a plan breaks: a sound plan is changed in one way, and that way is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from handouts.content.facts import Fact, FactValue
from handouts.findings import Finding
from handouts.planner.dishes import Dish, Portion
from handouts.planner.eating import Allergen, Diet, Group, Slot
from handouts.planner.nutrients import Nutrient
from handouts.planner.plan import MealPlan, PlannedMeal
from handouts.planner.verify import verify
from tests.planner.planned import facts, kitchen, plan, request

Where = tuple[int, int]
PLACES = some.tuples(some.integers(0, 6), some.integers(0, 5))


def sound() -> MealPlan:
    return plan(request())


def codes(broken: MealPlan, *, with_facts: dict[str, Fact] | None = None) -> set[str]:
    return {finding.code for finding in findings(broken, with_facts=with_facts)}


def findings(broken: MealPlan, *, with_facts: dict[str, Fact] | None = None) -> tuple[Finding, ...]:
    return verify(broken, kitchen=kitchen(), facts=with_facts or facts())


def day_changed(made: MealPlan, day: int, **values: object) -> MealPlan:
    days = list(made.days)
    days[day] = replace(days[day], **values)
    return replace(made, days=tuple(days))


def meal_changed(made: MealPlan, place: Where, change: Callable[[PlannedMeal], PlannedMeal]) -> MealPlan:
    day, position = place
    meals = list(made.days[day].meals)
    meals[position] = change(meals[position])
    return day_changed(made, day, meals=tuple(meals))


def dish_changed(made: MealPlan, place: Where, **values: object) -> MealPlan:
    return meal_changed(made, place, lambda meal: replace(meal, dish=replace(meal.dish, **values)))


def served(made: MealPlan, place: Where, dish: Dish) -> MealPlan:
    return meal_changed(made, place, lambda meal: replace(meal, dish=dish))


def asked(made: MealPlan, **values: object) -> MealPlan:
    return replace(made, request=made.request.model_copy(update=values))


def first(holds: Callable[[Dish], bool], slot: Slot = Slot.LUNCH) -> Dish:
    dishes = (dish for dish in kitchen().dishes.values() if dish.cuisine == "vi" and slot in dish.slots)
    return next(dish for dish in dishes if holds(dish))


def with_fact(name: str, **value: object) -> dict[str, Fact]:
    fact = facts()[name]
    changed = FactValue.model_validate({"sources": ("x",), **value})
    return facts() | {name: fact.model_copy(update={"values": {"any": changed}})}


def test_a_sound_plan_has_no_findings() -> None:
    assert findings(sound()) == ()


# --- what each day keeps ----------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(PLACES)
def test_energy_is_summed_anew(place: Where) -> None:
    broken = meal_changed(sound(), place, lambda meal: replace(meal, portion=meal.portion * 2))
    assert codes(broken) >= {"plan-energy", "plan-portion"}


@settings(max_examples=10, deadline=None)
@given(PLACES, some.sampled_from(["0.5", "1.1", "2", "0"]))
def test_only_sizes_that_we_plan_are_served(place: Where, portion: str) -> None:
    broken = meal_changed(sound(), place, lambda meal: replace(meal, portion=Decimal(portion)))
    assert "plan-portion" in codes(broken)


@settings(max_examples=10, deadline=None)
@given(PLACES, some.integers(-3, 9))
def test_glasses_are_counted_with_the_drinks(place: Where, more: int) -> None:
    broken = meal_changed(sound(), place, lambda meal: replace(meal, glasses=meal.glasses + more))
    day = broken.days[place[0]]
    in_range = 2000 <= day.fluid_ml <= 2500
    meal = day.meals[place[1]]
    is_well_placed = meal.glasses >= (1 if meal.slot.is_main else 0)
    is_well_placed &= meal.slot is not Slot.EVENING or meal.glasses <= 1
    assert ("plan-fluid" in codes(broken)) is not in_range
    assert ("plan-glasses" in codes(broken)) is not is_well_placed


def test_a_glass_has_the_size_of_the_country() -> None:
    assert "plan-glasses" in codes(day_changed(sound(), 2, glass_ml=200))


def test_protein_has_a_least_and_a_most() -> None:
    meat = first(lambda dish: dish.amount(Nutrient.PROTEIN).value * 4 > dish.energy_kcal * Decimal("0.23"))
    broken = sound()
    for position in range(6):
        broken = served(broken, (0, position), meat)
    assert "plan-protein" in codes(broken)

    fruit = first(lambda dish: dish.amount(Nutrient.PROTEIN).value < 6, Slot.MORNING)
    broken = sound()
    for position in range(6):
        broken = served(broken, (0, position), fruit)
    assert "plan-protein" in codes(broken)


def test_each_food_group_stands_at_two_meals() -> None:
    fruit = first(lambda dish: Group.PROTEIN not in dish.groups, Slot.MORNING)
    broken = sound()
    for position in range(6):
        broken = served(broken, (0, position), fruit)
    assert "plan-group" in codes(broken)


def test_main_meals_hold_vegetables_or_fruit() -> None:
    bare = first(lambda dish: Group.PLANTS not in dish.groups, Slot.AFTERNOON)
    assert "plan-plants" in codes(served(sound(), (1, 2), bare))


def test_caffeine_stays_under_the_limit() -> None:
    holds = any(
        day.amount(Nutrient.CAFFEINE).value > Decimal("0.5")
        for seed in range(1, 5)
        for day in plan(request(seed=seed, cuisine="en")).days
    )
    assert holds, "a plan that holds some caffeine is needed here"
    made = next(
        made
        for made in (plan(request(seed=seed, cuisine="en")) for seed in range(1, 5))
        if any(day.amount(Nutrient.CAFFEINE).value > Decimal("0.5") for day in made.days)
    )
    assert "plan-caffeine" in codes(made, with_facts=with_fact("caffeine_limit", value="0.5"))


# --- what the week keeps ----------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(some.integers(0, 5), some.integers(0, 5))
def test_no_dish_on_two_days_in_a_row(day: int, position: int) -> None:
    made = sound()
    again = made.days[day].meals[position].dish
    assert "plan-repeat" in codes(served(made, (day + 1, position), again))


def test_no_dish_three_times_a_week_nor_twice_a_day() -> None:
    made = sound()
    dish = made.days[0].meals[2].dish
    assert "plan-repeat" in codes(served(served(made, (3, 2), dish), (6, 2), dish))
    assert "plan-repeat" in codes(served(made, (0, 4), dish))


def test_oily_fish_stands_once_or_twice_a_week() -> None:
    made = sound()
    fish = [
        (day, position)
        for day, planned in enumerate(made.days)
        for position, meal in enumerate(planned.meals)
        if meal.dish.oily_fish_g
    ]
    assert fish
    none = made
    for place in fish:
        none = served(none, place, first(lambda dish: not dish.oily_fish_g))
    assert "plan-oily-fish" in codes(none)

    oily = first(lambda dish: dish.oily_fish_g > 0)
    many = served(served(served(made, (0, 2), oily), (3, 2), oily), (6, 2), oily)
    assert "plan-oily-fish" in codes(many)


def test_fish_with_more_mercury_and_traditional_dishes_are_few() -> None:
    limited = next(dish for dish in kitchen().dishes.values() if dish.has_limited_mercury)
    assert "plan-mercury" in codes(served(served(sound(), (0, 2), limited), (3, 4), limited))

    folk = next(dish for dish in kitchen().dishes.values() if dish.cuisine == "vi" and dish.is_folk)
    assert "plan-folk" in codes(served(sound(), (0, 2), folk))
    made = asked(sound(), folk=True)
    for day in (0, 2, 4, 6):
        made = served(made, (day, 2), folk)
    assert "plan-folk" in codes(made)


# --- what the request says --------------------------------------------------------------------------------


def test_diet_allergens_and_dislikes_are_looked_up_in_the_foods() -> None:
    made = sound()
    assert "plan-diet" in codes(asked(made, diet=Diet.VEGAN))
    assert "plan-allergen" in codes(asked(made, without=(Allergen.SOY,)))
    assert "plan-dislike" in codes(asked(made, dislikes=(made.days[0].meals[0].dish.serving[0].food,)))
    assert "plan-dislike" in codes(asked(made, dislikes=(made.days[0].meals[0].dish.base,)))


@settings(max_examples=10, deadline=None)
@given(PLACES)
def test_a_dish_that_hides_an_allergen_or_a_food_is_found(place: Where) -> None:
    dish = sound().days[place[0]].meals[place[1]].dish
    assert "plan-dish" in codes(dish_changed(sound(), place, allergens=dish.allergens ^ {Allergen.LUPIN}))
    more = (*dish.serving, Portion("peanut-butter", Decimal(20)))
    assert "plan-dish" in codes(dish_changed(sound(), place, serving=more))
    assert "plan-dish" in codes(dish_changed(sound(), place, groups=frozenset()))
    assert "plan-dish" in codes(dish_changed(sound(), place, fluid_ml=dish.fluid_ml + 100))
    assert "plan-dish" in codes(dish_changed(sound(), place, swaps=("no-such-rule",)))
    assert "plan-dish" in codes(dish_changed(sound(), place, id="no-such-dish"))


def test_a_rule_never_exchanges_what_the_name_mentions() -> None:
    dishes = kitchen().dishes.values()
    rule, named = next((rule, dish) for rule in kitchen().swaps for dish in dishes if rule.take in dish.named)
    broken = replace(named, swaps=(rule.id,))
    made = asked(sound(), cuisine=named.cuisine)
    messages = [finding.message for finding in findings(served(made, (0, 0), broken))]
    assert any("which its name mentions" in message for message in messages)


def test_swapped_dishes_are_sound() -> None:
    made = plan(request(without=("fish",)))
    assert any(meal.dish.swaps for day in made.days for meal in day.meals)
    assert findings(made) == ()


def test_meals_days_energy_and_waivers_are_those_of_the_request() -> None:
    made = sound()
    assert "plan-days" in codes(replace(made, days=made.days[:-1], alternatives=made.alternatives[:-1]))
    assert "plan-meals" in codes(day_changed(made, 0, meals=made.days[0].meals[::-1]))
    assert "plan-slot" in codes(
        meal_changed(made, (0, 0), lambda meal: replace(meal, dish=made.days[3].meals[5].dish))
    )
    assert "plan-target" in codes(replace(made, extra_kcal=0))
    assert "plan-target" in codes(asked(made, energy_kcal=1000))
    assert "plan-waived" in codes(replace(made, waived=("oily-fish",)))
    assert "plan-waived" in codes(replace(made, waived=("energy",)))
    vegan = plan(request(diet="vegan"))
    assert codes(replace(vegan, waived=())) >= {"plan-waived"}


# --- alternatives -----------------------------------------------------------------------------------------


def test_alternatives_are_put_in_and_looked_at() -> None:
    made = sound()
    row = made.alternatives[0]

    def instead(other: PlannedMeal) -> MealPlan:
        return replace(made, alternatives=((other, *row[1:]), *made.alternatives[1:]))

    meal = made.days[0].meals[0]
    assert row[0] is not None
    assert "plan-alternative" in codes(instead(meal))
    assert "plan-alternative" in codes(instead(replace(row[0], portion=Decimal("0.5"))))
    assert "plan-alternative" in codes(instead(replace(row[0], glasses=row[0].glasses + 1)))
    assert "plan-alternative" in codes(replace(made, alternatives=()))
    assert codes(replace(made, alternatives=((None, *row[1:]), *made.alternatives[1:]))) == set()


@pytest.mark.parametrize("name", ["extra_energy", "fluids", "glass_size", "caffeine_limit"])
def test_a_fact_that_is_missing_is_a_finding(name: str) -> None:
    without = {key: fact for key, fact in facts().items() if key != name}
    assert codes(sound(), with_facts=without) == {"plan-target"}

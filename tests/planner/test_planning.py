"""A request gives a plan that keeps every rule, always the same one, or an error that says what to relax."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from handouts.errors import PlanError
from handouts.planner.eating import Allergen, Diet
from handouts.planner.extras import extra_meals
from handouts.planner.nutrients import Nutrient
from handouts.planner.planning import make_plan
from handouts.planner.solver import BranchAndBound, DayModel, Solution
from handouts.planner.verify import verify
from tests.planner.planned import COUNTRY, facts, kitchen, plan, prepared, request

TARGETS = tuple(range(2300, 2901, 100))


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("meals", [5, 6])
@pytest.mark.parametrize("cuisine", COUNTRY)
def test_every_unrestricted_week_is_planned_with_no_rule_broken(
    cuisine: str, meals: int, target: int
) -> None:
    for seed in (1, 2, 3):
        made = plan(request(cuisine=cuisine, meals=meals, energy_kcal=target - 500, seed=seed))

        assert verify(made, kitchen=kitchen(), facts=facts()) == ()
        assert made.target_kcal == target
        assert len(made.days) == 7
        assert made.waived == ()


@pytest.mark.parametrize("cuisine", COUNTRY)
@pytest.mark.parametrize("diet", ["vegetarian", "vegan", "halal"])
def test_diets_are_planned_and_name_the_rule_they_rule_out(cuisine: str, diet: str) -> None:
    made = plan(request(cuisine=cuisine, diet=diet))

    assert all(diet in meal.dish.diets for day in made.days for meal in day.meals)
    assert ("oily-fish" in made.waived) is (diet != "halal")


def test_one_day_keeps_the_rules_of_a_day() -> None:
    made = plan(request(days=1))

    assert len(made.days) == 1
    assert len({meal.dish.base for meal in made.days[0].meals}) == 6
    assert 2425 <= made.days[0].amount(Nutrient.ENERGY).value <= 2575


def test_another_seed_gives_another_week() -> None:
    weeks = {
        tuple(meal.dish.id for day in plan(request(seed=seed)).days for meal in day.meals)
        for seed in (1, 2, 3)
    }
    assert len(weeks) == 3


def test_traditional_dishes_come_only_when_asked_for() -> None:
    assert not any(meal.dish.is_folk for day in plan(request()).days for meal in day.meals)
    served = {
        meal.dish.id
        for seed in range(6)
        for day in plan(request(folk=True, seed=seed)).days
        for meal in day.meals
        if meal.dish.is_folk
    }
    assert served
    assert all(kitchen().dishes[dish].caution_en for dish in served)


def test_most_meals_have_an_alternative() -> None:
    alternatives = [meal for day in plan(request()).alternatives for meal in day]

    assert sum(meal is not None for meal in alternatives) > len(alternatives) * 0.8


@pytest.mark.slow
def test_the_same_request_gives_the_same_plan_in_any_process() -> None:
    words = ["-m", "handouts", "plan", "--cuisine", "pl", "--diet", "vegetarian", "--seed", "7", "--json"]
    said = [
        subprocess.run(
            [sys.executable, *words],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    ]
    assert said[0]
    assert said[0] == said[1] == said[2]


class BreaksTheFirstDay:
    """A solver that is wrong: it takes the first option of every choice."""

    def solve(self, model: DayModel) -> Solution:
        return Solution(tuple(0 for _ in model.choices), 0)


def test_a_plan_that_breaks_a_rule_is_never_handed_out() -> None:
    with pytest.raises(PlanError, match="breaks rules") as caught:
        make_plan(
            request(),
            kitchen=kitchen(),
            facts=facts(),
            jurisdiction=COUNTRY["vi"],
            solver=BreaksTheFirstDay(),
        )
    assert {finding.code for finding in caught.value.findings} >= {"plan-energy"}


def test_an_unknown_cuisine_and_an_unknown_dislike_name_the_nearest() -> None:
    with pytest.raises(PlanError) as caught:
        make_plan(request(cuisine="vv"), kitchen=kitchen(), facts=facts(), jurisdiction=COUNTRY["vi"])
    assert "did you mean vi?" in caught.value.hint

    with pytest.raises(PlanError) as caught:
        plan(request(dislikes=("banan",)))
    assert "did you mean banana?" in caught.value.hint


def test_all_dishes_excluded_is_refused_by_counting() -> None:
    every = tuple(entry.id for entry in kitchen().cuisines["vi"].dishes)
    with pytest.raises(PlanError) as caught:
        plan(request(dislikes=every))
    assert "no breakfast" in caught.value.message


def test_a_solver_that_gives_up_refuses_and_never_hangs() -> None:
    with pytest.raises(PlanError, match="keeps every rule"):
        plan(request(), BranchAndBound(node_limit=1))


def test_the_kitchen_can_fill_a_week_for_nobody_in_particular() -> None:
    for cuisine in COUNTRY:
        _, choices = prepared(request(cuisine=cuisine))
        assert all(len({serving.dish.base for serving in options}) >= 7 for options in choices.values())


@pytest.mark.parametrize("cuisine", COUNTRY)
@pytest.mark.parametrize("diet", Diet)
def test_a_small_meal_holds_nothing_that_she_does_not_eat(cuisine: str, diet: Diet) -> None:
    flags = kitchen().flags
    for leaves_out in ((), *((one,) for one in Allergen), tuple(Allergen)):
        for kcal in (370, 500):
            asked: dict[str, Any] = {"cuisine": cuisine, "kcal": kcal, "diet": diet, "without": leaves_out}
            found = extra_meals(kitchen(), **asked)
            foods = {part.food for meal in found for part in meal.foods}
            for food in foods:
                assert diet in flags[food].diets
                assert not flags[food].allergens & set(leaves_out)
                assert not flags[food].avoid
            disliked = sorted(foods)[:2]
            for meal in extra_meals(kitchen(), **asked, dislikes=disliked):
                assert not {part.food for part in meal.foods} & set(disliked)


def test_the_order_of_what_is_left_out_changes_no_plan() -> None:
    one = plan(request(without=("soy", "egg"), dislikes=("broccoli-boiled", "banana"), cuisine="pl", days=1))
    other = plan(
        request(without=("egg", "soy", "egg"), dislikes=("banana", "broccoli-boiled"), cuisine="pl", days=1)
    )
    assert one == other
    assert one.name == other.name

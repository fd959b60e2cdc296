"""When nothing fits, the error says what collides, and what alone would give a plan."""

from __future__ import annotations

import pytest

from handouts.errors import PlanError
from handouts.planner.explain import _relaxed, explain
from handouts.planner.requests import PlanRequest
from handouts.planner.solver import NODES_OF_A_MODEL, Budget, DayModel, GaveUp
from handouts.planner.week import Choices
from tests.planner.planned import kitchen, plan, prepared, request


def error_for(asked: PlanRequest, *, helps: str = "", choices: Choices | None = None) -> PlanError:
    rules, have = prepared(asked)
    tried: list[PlanRequest] = []

    def can_plan(other: PlanRequest) -> bool:
        tried.append(other)
        return bool(helps) and helps in repr(set(other) - set(asked))

    error = explain(
        asked, kitchen=kitchen(), rules=rules, choices=have if choices is None else choices, can_plan=can_plan
    )
    assert len(tried) == len(set(tried))
    return error


def test_an_empty_meal_is_named_with_what_empties_it() -> None:
    asked = request(cuisine="pl", without=("milk", "gluten"))
    _, have = prepared(asked)
    error = error_for(asked, choices={slot: () if slot == "breakfast" else o for slot, o in have.items()})

    assert error.message == "no breakfast without gluten and milk in the Polish dishes"


def test_too_few_dishes_are_counted() -> None:
    asked = request(cuisine="pl", diet="vegan", without=("soy",))
    _, have = prepared(asked)
    one = {
        slot: tuple(s for s in options if s.dish.base == options[0].dish.base)
        for slot, options in have.items()
    }
    error = error_for(asked, choices=have | {"lunch": one["lunch"]})

    assert error.message.startswith(
        "only one dish for lunches for a vegan diet without soya, where a week takes 4"
    )


def test_everything_that_alone_gives_a_plan_is_named() -> None:
    asked = request(cuisine="pl", without=("milk", "gluten"), dislikes=("banana",))

    assert error_for(asked).hint.startswith("no single change that was tried gives a plan")
    assert error_for(asked, helps="GLUTEN").hint
    many = error_for(asked, helps="without").hint
    assert many == (
        "relaxing either gives a plan: only if this is no allergy: gluten allowed, "
        "or only if this is no allergy: milk allowed"
    )
    assert error_for(asked, helps="dislikes").hint == "this alone gives a plan: “banana” allowed"


def test_energy_is_relaxed_to_the_nearest_first() -> None:
    asked = request(energy_kcal=3000, meals=5)
    hint = error_for(asked, helps="energy_kcal").hint

    assert hint == "this alone gives a plan: an own need of 2,900 kcal"


def test_what_costs_least_is_said_first_and_allergens_last() -> None:
    asked = request(cuisine="pl", diet="vegan", without=("soy",), dislikes=("banana",))
    ways = [way for group in _relaxed(asked, prepared(asked)[0], is_short=False) for way, _ in group[:1]]
    assert ways == [
        "a plan for one day",
        "5 meals a day",
        "an own need of 1,900 kcal",
        "“banana” allowed",
        "traditional dishes allowed",
        "only if this is no allergy: any diet instead of vegan",
        "only if this is no allergy: soya allowed",
    ]


def test_three_ways_out_are_enough() -> None:
    asked = request(cuisine="pl", without=("milk", "gluten"))
    tried: list[PlanRequest] = []

    def can_plan(other: PlanRequest) -> bool:
        tried.append(other)
        return True

    rules, choices = prepared(asked)
    error = explain(asked, kitchen=kitchen(), rules=rules, choices=choices, can_plan=can_plan)
    assert error.hint == (
        "any one of these gives a plan: a plan for one day, or 5 meals a day, or an own need of 1,900 kcal"
    )
    assert len(tried) == 3


class Spends:
    """A solver that finds nothing and counts how much that takes."""

    spent = 0

    def solve(self, _: DayModel) -> GaveUp:
        self.spent += 9_000 + NODES_OF_A_MODEL
        return GaveUp(9_000)


def test_a_refusal_has_one_budget_of_nodes_for_everything() -> None:
    solver = Spends()
    dislikes = tuple(kitchen().foods)[:200:20]
    with pytest.raises(PlanError) as caught:
        plan(request(without=("celery",), dislikes=dislikes, diet="vegetarian"), solver)
    assert caught.value.hint
    assert solver.spent <= 150_000 + 20 * (9_000 + NODES_OF_A_MODEL)


def test_a_spent_budget_solves_nothing_more() -> None:
    solver = Spends()
    budget = Budget(solver, 10_000)
    model = DayModel((), ())
    found = [budget.solve(model) for _ in range(4)]
    assert found == [GaveUp(9_000), GaveUp(9_000), GaveUp(), GaveUp()]
    assert solver.spent == 2 * (9_000 + NODES_OF_A_MODEL)


@pytest.mark.slow
def test_a_real_collision_is_explained() -> None:
    breakfasts = tuple(e.id for e in kitchen().cuisines["en"].dishes if "breakfast" in e.slots)
    with pytest.raises(PlanError) as caught:
        plan(request(cuisine="en", dislikes=breakfasts[:-2]))
    assert "breakfasts" in caught.value.message
    assert caught.value.hint

"""When nothing fits, the error says what collides, and what alone would give a plan."""

from __future__ import annotations

import pytest

from handouts.errors import PlanError
from handouts.planner.explain import explain
from handouts.planner.requests import PlanRequest
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

    assert error.message == "no breakfast without milk and gluten in the Polish dishes"


def test_too_few_dishes_are_counted() -> None:
    asked = request(cuisine="pl", diet="vegan", without=("soy",))
    _, have = prepared(asked)
    one = {
        slot: tuple(s for s in options if s.dish.base == options[0].dish.base)
        for slot, options in have.items()
    }
    error = error_for(asked, choices=have | {"lunch": one["lunch"]})

    assert error.message.startswith(
        "only one dish for lunches for a vegan diet without soy, where a week takes 4"
    )


def test_everything_that_alone_gives_a_plan_is_named() -> None:
    asked = request(cuisine="pl", without=("milk", "gluten"), dislikes=("banana",))

    assert error_for(asked).hint.startswith("relaxing one thing alone is not enough")
    assert error_for(asked, helps="GLUTEN").hint
    many = error_for(asked, helps="without").hint
    assert many == "relaxing either gives a plan: milk allowed, or gluten allowed"
    assert error_for(asked, helps="dislikes").hint == "this alone gives a plan: “banana” allowed"


def test_energy_is_relaxed_to_the_nearest_first() -> None:
    asked = request(energy_kcal=3000, meals=5)
    hint = error_for(asked, helps="energy_kcal").hint

    assert hint.startswith("relaxing either gives a plan: an own need of 2,900 kcal, or an own need of 2,800")


@pytest.mark.slow
def test_a_real_collision_is_explained() -> None:
    breakfasts = tuple(e.id for e in kitchen().cuisines["en"].dishes if "breakfast" in e.slots)
    with pytest.raises(PlanError) as caught:
        plan(request(cuisine="en", dislikes=breakfasts[:-2]))
    assert "breakfasts" in caught.value.message
    assert caught.value.hint

"""Rules are numbers: from the facts of the country, from published limits, or our own and said to be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handouts.content.model import Jurisdiction
from handouts.errors import PlanError
from handouts.planner.eating import Slot
from handouts.planner.rules import Rules, rules_for
from tests.planner.planned import facts, request


def rules(country: str = "VN", *, has_oily_fish: bool = True, **values: object) -> Rules:
    return rules_for(
        request(**values), facts=facts(), jurisdiction=Jurisdiction(country), has_oily_fish=has_oily_fish
    )


def test_a_week_has_the_numbers_of_its_country() -> None:
    week = rules("GB")

    assert week.target_kcal == 2500
    assert week.energy_kcal == (Decimal(2425), Decimal(2575))
    assert (week.least_fluid_ml, week.most_fluid_ml, week.glass_ml) == (2000, 2500, 250)
    assert week.most_caffeine_mg == 300
    assert rules("VN").most_caffeine_mg == 200
    assert rules("US").target_kcal == 2370
    assert week.oily_fish == (1, 2)
    assert (week.most_limited_mercury, week.most_folk, week.most_of_a_dish) == (1, 3, 2)


def test_five_meals_have_two_snacks() -> None:
    assert Slot.EVENING not in rules(meals=5).slots
    assert len(rules(meals=6).slots) == 6


def test_the_rules_of_a_week_become_rules_of_a_day() -> None:
    day = rules(days=1)
    assert (day.oily_fish, day.most_folk, day.most_of_a_dish) == ((0, 1), 1, 1)


@pytest.mark.parametrize("values", [{"diet": "vegan"}, {"diet": "vegetarian"}, {"without": ("fish",)}])
def test_who_eats_no_fish_is_not_asked_for_oily_fish(values: dict[str, object]) -> None:
    assert rules(**values).waived == ("oily-fish",)
    assert rules(**values).oily_fish[0] == 0


def test_dislikes_that_leave_no_oily_fish_are_told() -> None:
    assert rules(has_oily_fish=False).waived == ("oily-fish",)
    assert rules().waived == ()


def test_a_country_without_a_fact_is_refused() -> None:
    bare = {name: fact for name, fact in facts().items() if name != "fluids"}
    with pytest.raises(PlanError, match="no fluids for VN"):
        rules_for(request(), facts=bare, jurisdiction=Jurisdiction.VN)

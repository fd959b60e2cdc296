"""Days follow one another so that no later day starves; drinks spread over the day."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from handouts.planner.eating import SLOTS_OF, Slot
from handouts.planner.glasses import glasses_for
from handouts.planner.solver import BranchAndBound
from handouts.planner.week import Choices, find_days, shortage
from tests.planner.planned import plan, prepared, request


def only(choices: Choices, counts: dict[Slot, int]) -> Choices:
    """Return the choices with only the first few dishes at some meals."""
    kept: Choices = {}
    for slot, options in choices.items():
        bases = list(dict.fromkeys(serving.dish.base for serving in options))[: counts.get(slot, 99)]
        kept[slot] = tuple(serving for serving in options if serving.dish.base in bases)
    return kept


def test_a_week_of_four_breakfasts_is_found() -> None:
    rules, choices = prepared(request())
    scarce = only(choices, {Slot.BREAKFAST: 4, Slot.MORNING: 4, Slot.EVENING: 4})
    assert shortage(scarce, rules) is None
    days = find_days(scarce, rules, seed=1, solver=BranchAndBound())
    assert days is not None
    uses = Counter(serving.dish.base for day in days for serving in day)
    assert max(uses.values()) <= 2


def test_three_breakfasts_are_too_few_and_counted() -> None:
    rules, choices = prepared(request())
    short = shortage(only(choices, {Slot.BREAKFAST: 3}), rules)
    assert short is not None
    assert (short.slots, short.dishes, short.needed) == ((Slot.BREAKFAST,), 3, 4)
    assert find_days(only(choices, {Slot.BREAKFAST: 3}), rules, seed=1, solver=BranchAndBound()) is None


def test_meals_that_share_their_dishes_are_counted_together() -> None:
    rules, choices = prepared(request())
    both = {serving.dish.base for serving in choices[Slot.LUNCH]} & {
        serving.dish.base for serving in choices[Slot.DINNER]
    }
    six = sorted(both)[:6]
    shared = choices | {
        slot: tuple(serving for serving in choices[slot] if serving.dish.base in six)
        for slot in (Slot.LUNCH, Slot.DINNER)
    }
    short = shortage(shared, rules)
    assert short is not None
    assert short.slots == (Slot.LUNCH, Slot.DINNER)


@given(some.lists(some.integers(0, 400), min_size=6, max_size=6))
def test_glasses_fill_the_day_up_to_the_middle_of_the_guide(drinks: list[int]) -> None:
    rules, _ = RULES
    by_slot = {slot: Decimal(ml) for slot, ml in zip(SLOTS_OF[6], drinks, strict=True)}
    if sum(drinks) > 1750:
        return
    glasses = glasses_for(by_slot, rules)
    assert 2000 <= sum(drinks) + 250 * sum(glasses.values()) <= 2500
    assert all(glasses[slot] >= 1 for slot in glasses if slot.is_main)
    assert glasses[Slot.EVENING] <= 1


RULES = prepared(request())


def test_a_glass_stands_with_each_main_meal() -> None:
    for day in plan(request()).days:
        assert all(meal.glasses >= 1 for meal in day.meals if meal.slot.is_main)

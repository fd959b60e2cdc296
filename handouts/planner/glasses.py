"""Drinks in the dishes of a day -> glasses of water for each meal, few of them late at night."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from handouts.planner.eating import Slot
from handouts.planner.rules import LEAST_GLASSES, Rules

MOST_IN_THE_EVENING = 1
"""Glasses with the evening snack: more would wake the mother. Our own choice."""


def glasses_for(drinks: dict[Slot, Decimal], rules: Rules) -> dict[Slot, int]:
    """Return the glasses of water for each meal.

    All drinks together come as near to the middle of the guide as whole glasses can. Each main meal has a
    glass; the others go, one by one, to the meal with the least to drink so far.

    Args:
        drinks: millilitres of drink and broth in the dish of each meal.
        rules: rules of the plan.
    """
    middle = Decimal(rules.least_fluid_ml + rules.most_fluid_ml) / 2
    wanted = (middle - sum(drinks.values())) / rules.glass_ml
    count = max(LEAST_GLASSES, int(wanted.to_integral_value(ROUND_HALF_UP)))
    given = {slot: int(slot.is_main) for slot in drinks}
    for _ in range(count - sum(given.values())):
        open_to = [slot for slot in drinks if slot is not Slot.EVENING or given[slot] < MOST_IN_THE_EVENING]
        order = {slot: position for position, slot in enumerate(drinks)}
        least = min(open_to, key=lambda slot: (drinks[slot] + given[slot] * rules.glass_ml, order[slot]))
        given[least] += 1
    return given

"""A finished plan -> for each meal another dish that could stand there, every rule still kept; or none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from handouts.planner.dishes import Dish
from handouts.planner.options import Serving, chance, day_rows
from handouts.planner.plan import PlannedDay, PlannedMeal
from handouts.planner.rules import Rules
from handouts.planner.solver import Row
from handouts.planner.week import Choices


def alternatives_for(
    days: tuple[PlannedDay, ...], *, choices: Choices, rules: Rules, seed: int
) -> tuple[tuple[PlannedMeal | None, ...], ...]:
    """Return for each day and meal another dish, or nothing where none keeps every rule.

    A dish that the week does not hold yet, and that was not offered before, comes first; then the usual
    portion.
    """
    search = _Search(days, choices, rules, seed)
    return tuple(tuple(search.instead_of(day, meal) for meal in day.meals) for day in days)


@dataclass(slots=True)
class _Search:
    days: tuple[PlannedDay, ...]
    choices: Choices
    rules: Rules
    seed: int
    uses: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    rows: tuple[Row, ...] = ()
    amounts: dict[tuple[str, Decimal, str], tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.uses.update(meal.dish.base for day in self.days for meal in day.meals)
        self.rows = day_rows(self.rules)
        self.amounts = {
            (s.dish.id, s.portion, s.slot): s.amounts for options in self.choices.values() for s in options
        }

    def instead_of(self, day: PlannedDay, meal: PlannedMeal) -> PlannedMeal | None:
        near = {m.dish.base for d in self.days if abs(d.number - day.number) <= 1 for m in d.meals}
        fitting = [
            serving
            for serving in self.choices[meal.slot]
            if serving.dish.base not in near
            and self.uses[serving.dish.base] < self.rules.most_of_a_dish
            and self._keeps_the_day(day, meal, serving)
            and self._keeps_the_week(meal.dish, serving.dish)
        ]
        if not fitting:
            return None
        best = min(fitting, key=lambda serving: self._order(day, serving))
        self.offered[best.dish.base] += 1
        return PlannedMeal(meal.slot, best.dish, best.portion, meal.glasses)

    def _order(self, day: PlannedDay, serving: Serving) -> tuple[int, Decimal, int, str]:
        base = serving.dish.base
        known = self.offered[base] * 2 + self.uses[base]
        return known, abs(serving.portion - 1), chance(self.seed, "or", day.number, base), serving.dish.id

    def _keeps_the_day(self, day: PlannedDay, meal: PlannedMeal, serving: Serving) -> bool:
        others = [m for m in day.meals if m is not meal]
        drinks = sum((m.fluid_ml for m in others), serving.dish.fluid_ml * serving.portion)
        all_drinks = drinks + day.glasses * day.glass_ml
        if not self.rules.least_fluid_ml <= all_drinks <= self.rules.most_fluid_ml:
            return False
        columns = zip(serving.amounts, *(self._amounts(m) for m in others), strict=True)
        return all(row.low <= sum(column) <= row.high for row, column in zip(self.rows, columns, strict=True))

    def _amounts(self, meal: PlannedMeal) -> tuple[int, ...]:
        return self.amounts[meal.dish.id, meal.portion, meal.slot]

    def _keeps_the_week(self, gone: Dish, comes: Dish) -> bool:
        dishes = [meal.dish for day in self.days for meal in day.meals]
        fish = sum(d.oily_fish_g > 0 for d in dishes) - (gone.oily_fish_g > 0) + (comes.oily_fish_g > 0)
        mercury = (
            sum(d.has_limited_mercury for d in dishes) - gone.has_limited_mercury + comes.has_limited_mercury
        )
        folk = sum(d.is_folk for d in dishes) - gone.is_folk + comes.is_folk
        least, most = self.rules.oily_fish
        return (
            least <= fish <= most
            and mercury <= self.rules.most_limited_mercury
            and folk <= self.rules.most_folk
        )

"""A plan: days of meals, each a dish and a portion, and glasses of water; frozen, to be verified."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handouts.content.model import Jurisdiction
from handouts.planner.dishes import Dish, Portion
from handouts.planner.eating import Diet, Slot
from handouts.planner.nutrients import Amount, Nutrient, total
from handouts.planner.requests import PlanRequest

PORTIONS = (Decimal("0.75"), Decimal(1), Decimal("1.25"), Decimal("1.5"))
"""Sizes of a serving that a plan may choose."""


@dataclass(frozen=True, slots=True)
class PlannedMeal:
    """One meal of a day."""

    slot: Slot
    dish: Dish
    portion: Decimal
    """Servings: one of `PORTIONS`."""
    glasses: int
    """Glasses of water that go with this meal or with the feeds until the next one."""

    @property
    def foods(self) -> tuple[Portion, ...]:
        """What is on the plate, in grams."""
        return tuple(Portion(part.food, part.grams * self.portion) for part in self.dish.serving)

    @property
    def fluid_ml(self) -> Decimal:
        """Millilitres of drink and broth in the dish; water not counted."""
        return self.dish.fluid_ml * self.portion

    def amount(self, nutrient: Nutrient) -> Amount:
        """Return how much of a nutrient the meal holds."""
        one = self.dish.amount(nutrient)
        return Amount(one.value * self.portion, one.lacking_g * self.portion)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day; days count from 1, the first day of the week where the plan is read."""

    number: int
    meals: tuple[PlannedMeal, ...]
    glass_ml: int
    """Millilitres of one glass of water."""

    @property
    def glasses(self) -> int:
        """Glasses of water over the whole day."""
        return sum(meal.glasses for meal in self.meals)

    @property
    def fluid_ml(self) -> Decimal:
        """Millilitres of all drinks and broth together."""
        return sum((meal.fluid_ml for meal in self.meals), Decimal(self.glasses * self.glass_ml))

    def amount(self, nutrient: Nutrient) -> Amount:
        """Return how much of a nutrient the day holds."""
        return total(meal.amount(nutrient) for meal in self.meals)


@dataclass(frozen=True, slots=True)
class MealPlan:
    """A plan that keeps every rule it was asked to keep; `verify` proves it."""

    request: PlanRequest
    jurisdiction: Jurisdiction
    baseline_kcal: int
    """The mother's own need a day before pregnancy."""
    extra_kcal: int
    """What is added for milk."""
    days: tuple[PlannedDay, ...]
    alternatives: tuple[tuple[PlannedMeal | None, ...], ...]
    """For each day and meal another dish that could stand there, every rule still kept; or none."""
    waived: tuple[str, ...]
    """Codes of rules that the request itself rules out, such as `oily-fish` for who eats no fish."""

    @property
    def target_kcal(self) -> int:
        """Energy a day that was planned for."""
        return self.baseline_kcal + self.extra_kcal

    @property
    def name(self) -> str:
        """Every choice in one word, such as `vi-2000kcal-6-meals-vegan-seed-1`: files are named by it."""
        request = self.request
        parts = [request.cuisine, f"{self.baseline_kcal}kcal", f"{request.meals}-meals"]
        parts += [str(request.diet)] if request.diet is not Diet.ANY else []
        parts += [f"no-{leaves_out}" for leaves_out in (*sorted(request.without), *sorted(request.dislikes))]
        parts += ["folk"] if request.folk else []
        return "-".join((*parts, f"seed-{request.seed}"))

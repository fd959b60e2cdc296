"""A meal plan -> the words and numbers of the blocks that show it, in one locale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from handouts.content.interface import Interface
from handouts.content.plan_blocks import (
    PlanBlock,
    PlanChart,
    PlanDay,
    PlanExchange,
    PlanExtra,
    PlanFacts,
    PlanNotes,
    PlanWeek,
)
from handouts.errors import PlanError
from handouts.localize.dates import week_days
from handouts.localize.food_words import FoodWords
from handouts.localize.quantities import quantity, rounded
from handouts.localize.text import LocalizedText, Node, Run
from handouts.localize.translator import Translator
from handouts.planner.eating import Diet, Slot
from handouts.planner.exchanges import exchange_lists
from handouts.planner.extras import extra_meals
from handouts.planner.kitchen import Kitchen
from handouts.planner.nutrients import Nutrient
from handouts.planner.plan import MealPlan, PlannedDay, PlannedMeal

ENERGY_STEP_KCAL = 50
"""Energy is printed to the nearest fifty: kitchens are not laboratories."""
DRINKS_STEP_ML = 100
MOST_FOODS_IN_WEEK, MOST_FOODS_IN_DAY, MOST_FOODS_OF_OTHER = 3, 6, 2
"""Foods named under a dish; fewer when they hold most of its energy already."""
WEIGHTY_G = Decimal(50)
"""Foods of so much are named in the day whatever their energy: nobody should leave out the vegetables."""
_KINDS = ("carb", "protein", "vitmin", "fat", "other")
"""Food groups of the table in the order of the chart."""


@dataclass(frozen=True, slots=True)
class Served:
    """A verified plan with the kitchen it was made in."""

    plan: MealPlan
    kitchen: Kitchen

    @property
    def digest(self) -> str:
        """What a sign-off of any plan of this cuisine covers: all foods, dishes, rules and measures."""
        return self.kitchen.digest(self.plan.request.cuisine)


class PlanWriter:
    """Writes one plan in one locale, block by block."""

    def __init__(self, served: Served, translator: Translator, interface: Interface) -> None:
        self.plan = served.plan
        self.kitchen = served.kitchen
        self.translator = translator
        self.interface = interface
        self.locale = translator.locale
        self.foods = FoodWords(served.kitchen, translator, self.word)
        self._writers: dict[type[PlanBlock], Callable[[Any], dict[str, Any]]] = {
            PlanFacts: self._facts,
            PlanWeek: self._week,
            PlanDay: self._day_block,
            PlanChart: self._chart,
            PlanExtra: self._extra,
            PlanExchange: self._exchange,
            PlanNotes: self._notes,
        }

    def fields(self, block: PlanBlock) -> dict[str, Any]:
        """Return what a block prints of the plan, beside its own fields."""
        return self._writers[type(block)](block)

    def word(self, name: str, **given: str | Run) -> LocalizedText:
        """Return an interface word with its placeholders filled."""
        return self.translator.text(f"interface/{name}", self.interface.messages[name].text, **given)

    def _energy(self, kcal: Decimal | int) -> Run:
        return quantity(rounded(Decimal(kcal), ENERGY_STEP_KCAL), "kcal", locale=self.locale)

    def _litres(self, millilitres: Decimal) -> Run:
        return quantity(rounded(millilitres, DRINKS_STEP_ML) / 1000, "litre", locale=self.locale)

    # --- blocks ---------------------------------------------------------------------------------------------

    def _facts(self, _: PlanFacts) -> dict[str, Any]:
        plan, request = self.plan, self.plan.request
        mains = sum(meal.slot.is_main for meal in plan.days[0].meals)
        snacks = len(plan.days[0].meals) - mains
        lows = min(day.fluid_ml for day in plan.days)
        cuisine = self.kitchen.cuisines[request.cuisine]
        return {
            "energy": self._alone("plan/energy", self._energy(plan.target_kcal)),
            "energy_label": self.word(
                "plan_own_and_extra",
                own=self._energy(plan.baseline_kcal),
                extra=self._exactly(plan.extra_kcal),
            ),
            "meals": self._alone(
                "plan/meals", self.translator.counted("small_meal", len(plan.days[0].meals))
            ),
            "meals_label": self.word(
                "plan_meals_label",
                mains=self.translator.counted("main_meal", mains),
                snacks=self.translator.counted("snack", snacks),
            ),
            "drinks": self._alone("plan/drinks", self._litres(lows)),
            "drinks_label": self.word("plan_drinks_label"),
            "cuisine": self.translator.text(f"cuisine/{request.cuisine}/name", cuisine.name),
            "choices": tuple(self._choices()),
        }

    def _exactly(self, kcal: int) -> Run:
        return quantity(rounded(Decimal(kcal), 10), "kcal", locale=self.locale)

    def _choices(self) -> Iterator[LocalizedText]:
        request = self.plan.request
        if request.diet is not Diet.ANY:
            yield self.word(f"diet_{request.diet}")
        for allergen in request.without:
            yield self.word(f"without_{allergen}")
        for dislike in request.dislikes:
            name = self.foods.name_of(dislike)
            if name is not None:
                yield self.word("without_this", food=name.plain[:1].lower() + name.plain[1:])

    def _week(self, _: PlanWeek) -> dict[str, Any]:
        days = []
        for day in self.plan.days:
            meals = tuple(self._meal(meal, most=MOST_FOODS_IN_WEEK) for meal in day.meals)
            water = self.word("plan_day_water", glasses=self.foods.measure(Decimal(day.glasses), "glass"))
            fields = {"name": self._day_name(day), "glasses": day.glasses, "water": water, "meals": meals}
            days.append(Node(self._day_sums(day) | fields))
        return {"days": tuple(days)}

    def _day_block(self, _: PlanDay) -> dict[str, Any]:
        day, meals = self.plan.days[0], []
        for meal, other in zip(day.meals, self.plan.alternatives[0], strict=True):
            one = dict(self._meal(meal, most=MOST_FOODS_IN_DAY, weighty_g=WEIGHTY_G))
            one["water"] = self.foods.water(meal.glasses) if meal.glasses else None
            one["other"] = self._other(other) if other else None
            meals.append(Node(one))
        return {"day": Node(self._day_sums(day) | {"meals": tuple(meals)})}

    def _day_name(self, day: PlannedDay) -> LocalizedText:
        name = week_days(self.locale)[day.number - 1]
        return LocalizedText(f"plan/day/{day.number}", (Run(name),), self.locale.settings.tag)

    def _day_sums(self, day: PlannedDay) -> dict[str, Any]:
        energy = day.amount(Nutrient.ENERGY)
        known = "plan_day_at_least" if energy.is_at_least else "plan_day_energy"
        return {
            "energy": self.word(known, energy=self._energy(energy.value)),
            "drinks": self.word("plan_day_drinks", litres=self._litres(day.fluid_ml)),
        }

    def _dish(self, meal: PlannedMeal) -> Node:
        return Node({"dish": self.foods.dish(meal.dish), "swaps": self.foods.swaps(meal.dish)})

    def _other(self, meal: PlannedMeal) -> Node:
        foods = self.foods.amounts(meal, most=MOST_FOODS_OF_OTHER)
        return Node({**self._dish(meal), "amounts": foods})

    def _meal(self, meal: PlannedMeal, *, most: int, weighty_g: Decimal | None = None) -> Node:
        return Node(
            {
                **self._dish(meal),
                "slot": self._slot(meal.slot),
                "is_main": meal.slot.is_main,
                "picture": meal.dish.picture,
                "amounts": self.foods.amounts(meal, most=most, weighty_g=weighty_g),
            }
        )

    def _chart(self, block: PlanChart) -> dict[str, Any]:
        shares = self._by_meal() if block.by == "meal" else self._by_kind()
        whole = sum(kcal for _, kcal in shares)
        largest = max(kcal for _, kcal in shares)
        return {
            "bars": tuple(
                Node(
                    {
                        "label": label,
                        "share": self._alone(
                            f"{label.key}/share",
                            quantity(rounded(kcal * 100 / whole, 1), "percent", locale=self.locale),
                        ),
                        "width": str(rounded(kcal * 100 / largest, 1)),
                    }
                )
                for label, kcal in shares
            )
        }

    def _by_meal(self) -> list[tuple[LocalizedText, Decimal]]:
        energy: dict[Slot, Decimal] = defaultdict(Decimal)
        for day in self.plan.days:
            for meal in day.meals:
                energy[meal.slot] += meal.amount(Nutrient.ENERGY).value / len(self.plan.days)
        return [(self._slot(slot), energy[slot]) for slot in Slot if slot in energy]

    def _slot(self, slot: Slot) -> LocalizedText:
        return self.word(f"meal_{slot.replace('-', '_')}")

    def _by_kind(self) -> list[tuple[LocalizedText, Decimal]]:
        energy: dict[str, Decimal] = defaultdict(Decimal)
        for day in self.plan.days:
            for meal in day.meals:
                for part in meal.foods:
                    food = self.kitchen.foods[part.food]
                    kind = food.kind.partition("/")[0]
                    kcal = food.in_grams(part.grams, Nutrient.ENERGY).value / len(self.plan.days)
                    energy[kind if kind in _KINDS else "other"] += kcal
        return [(self.word(f"food_kind_{kind}"), energy[kind]) for kind in _KINDS if energy[kind] > 0]

    def _extra(self, block: PlanExtra) -> dict[str, Any]:
        request = self.plan.request
        found = extra_meals(
            self.kitchen,
            cuisine=request.cuisine,
            kcal=self.plan.extra_kcal,
            diet=request.diet,
            without=request.without,
            dislikes=request.dislikes,
        )
        if not found:
            fault = f"no small meal of the {request.cuisine} dishes fits what was chosen"
            hint = "choose another cuisine, or add a small meal: see docs/food-data.md"
            raise PlanError(fault, hint=hint)
        return {
            "examples": tuple(
                Node(
                    {
                        "foods": tuple(self.foods.portion(part.food, part.grams) for part in meal.foods),
                        "energy": self.word("plan_about", energy=self._exactly(int(meal.energy_kcal))),
                    }
                )
                for meal in found[: block.most]
            )
        }

    def _exchange(self, _: PlanExchange) -> dict[str, Any]:
        request = self.plan.request
        groups = exchange_lists(
            self.kitchen,
            cuisine=request.cuisine,
            diet=request.diet,
            without=request.without,
            dislikes=request.dislikes,
        )
        return {
            "groups": tuple(
                Node(
                    {
                        "name": self.translator.text(
                            f"exchange/{request.cuisine}/{group.id}/name", group.name
                        ),
                        "foods": tuple(self.foods.portion(item.food, item.grams) for item in group.items),
                    }
                )
                for group in groups
            )
        }

    def _notes(self, block: PlanNotes) -> dict[str, Any]:
        plan, request = self.plan, self.plan.request
        labels = [self.word("plan_labels")] if request.without else []
        if block.brief:
            return {"notes": tuple(labels)}
        dishes = {meal.dish.base: meal.dish for day in plan.days for meal in day.meals}
        said = [self.word(f"plan_waived_{code.replace('-', '_')}") for code in plan.waived]
        if request.diet is Diet.HALAL:
            said.append(self.word("plan_halal"))
        if request.diet in (Diet.VEGAN, Diet.VEGETARIAN):
            said.append(self.word("plan_b12"))
        cautions = [self.foods.caution(dish) for dish in dishes.values() if dish.is_folk]
        return {"notes": (*said, *labels, *cautions, self.word("plan_iodine"))}

    def _alone(self, key: str, run: Run) -> LocalizedText:
        return LocalizedText(key, (run,), self.locale.settings.tag)

"""Foods, dishes and portions of a kitchen -> their names and amounts in one locale."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from handouts.localize.quantities import grams_to_print, measured, quantity, rounded
from handouts.localize.text import LocalizedText, Node, Run
from handouts.localize.translator import Translator
from handouts.planner import measures
from handouts.planner.dishes import Dish
from handouts.planner.kitchen import Kitchen
from handouts.planner.nutrients import Nutrient
from handouts.planner.plan import PlannedMeal

ENERGY_TO_NAME = Decimal("0.85")
"""Foods are listed under a dish, the richest first, until so much of its energy is named."""
LEAST_GRAMS, LEAST_SHARE = Decimal(5), Decimal("0.08")
"""Less of a food than this, and less of the energy, is seasoning: it is not listed."""
FEWEST_FOODS = 2
GLASS, WATER = "glass", "water"

Word = Callable[..., LocalizedText]
"""Gives an interface word by its name, with placeholders filled."""


class FoodWords:
    """Names what is on the plate."""

    def __init__(self, kitchen: Kitchen, translator: Translator, word: Word) -> None:
        self.kitchen = kitchen
        self.translator = translator
        self.locale = translator.locale
        self.word = word

    def food(self, food: str) -> LocalizedText:
        """Return a food's name."""
        return self.translator.text(f"food/{food}/name", self.kitchen.foods[food].name_en)

    def dish(self, dish: Dish) -> LocalizedText:
        """Return a dish's name."""
        return self.translator.text(f"dish/{dish.id}/name", dish.name_en)

    def caution(self, dish: Dish) -> LocalizedText:
        """Return what must be said beside a folk dish."""
        return self.translator.text(f"dish/{dish.base}/caution", dish.caution_en)

    def name_of(self, identity: str) -> LocalizedText | None:
        """Return the name of a food or dish by its id; nothing where there is none."""
        if identity in self.kitchen.foods:
            return self.food(identity)
        dish = self.kitchen.dishes.get(identity)
        return self.dish(dish) if dish else None

    def swaps(self, dish: Dish) -> tuple[LocalizedText, ...]:
        """Return what was exchanged in a dish, such as “with soy sauce instead of fish sauce”."""
        rules = {rule.id: rule for rule in self.kitchen.swaps}
        return tuple(self.translator.text(f"swap/{name}/text", rules[name].text) for name in dish.swaps)

    def amounts(self, meal: PlannedMeal, *, most: int, weighty_g: Decimal | None = None) -> tuple[Node, ...]:
        """Return the foods of a meal with amounts until most of its energy is named.

        What the dish is named after stands first, then what is richest in energy.

        Args:
            meal: the dish and its portion.
            most: how many foods at most.
            weighty_g: after those, foods of so many grams are listed, such as vegetables; None: no others.
        """
        by_energy = sorted(
            (
                (self.kitchen.foods[part.food].in_grams(part.grams, Nutrient.ENERGY).value, part)
                for part in meal.foods
                if part.food != WATER
            ),
            key=lambda pair: (pair[1].food not in meal.dish.named, -pair[0], pair[1].food),
        )
        whole = sum(kcal for kcal, _ in by_energy)
        named = Decimal(0)
        listed: list[Node] = []
        for kcal, part in by_energy:
            if named >= ENERGY_TO_NAME * whole and len(listed) >= FEWEST_FOODS:
                counts = weighty_g is not None and part.grams >= weighty_g
            else:
                counts = part.grams >= LEAST_GRAMS or kcal >= LEAST_SHARE * whole
            if counts and len(listed) < most:
                listed.append(self.portion(part.food, part.grams))
                named += kcal
        return tuple(listed)

    def portion(self, food: str, grams: Decimal) -> Node:
        """Return one food with its amount: household measure and grams, or grams alone."""
        return Node(
            {
                "food": food,
                "picture": self.kitchen.pictures.get(food, ""),
                "text": self._amount(food, grams),
            }
        )

    def _amount(self, food: str, grams: Decimal) -> LocalizedText:
        name = self.food(food).plain
        found = measures.measured(self.kitchen.measures, food, grams)
        weighed = self._weighed(food, grams)
        if found is None:
            return self.word("food_grams", food=name, grams=weighed)
        if found.measure == GLASS:
            weighed = self._poured(found.count)
        return self.word(
            "food_amount", food=name, measure=self.measure(found.count, found.measure), grams=weighed
        )

    def _weighed(self, food: str, grams: Decimal) -> Run:
        if any(one.measure == GLASS for one in self.kitchen.measures.get(food, ())):  # it is poured
            return quantity(rounded(grams, 10), "millilitre", locale=self.locale)
        return quantity(grams_to_print(grams), "gram", locale=self.locale)

    def _poured(self, glasses: Decimal) -> Run:
        """Return what so many glasses hold, in millilitres: everybody knows what a glass is."""
        full = glasses * (self.locale.measures[GLASS].millilitres or 0)
        return quantity(rounded(full, 10), "millilitre", locale=self.locale)

    def measure(self, count: Decimal, measure: str) -> Run:
        """Return a number of household measures."""
        return measured(count, measure, locale=self.locale)

    def water(self, glasses: int) -> LocalizedText:
        """Return so many glasses of water."""
        return self.word("plan_water", glasses=self.measure(Decimal(glasses), GLASS))

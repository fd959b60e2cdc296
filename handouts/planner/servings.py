"""A dish as its author wrote it + foods with their flags -> one serving, computed, rules applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from handouts.planner.dishes import NOT_FOR, Dish, DishEntry, Portion, Variant
from handouts.planner.eating import Diet, Group
from handouts.planner.flags import Flags
from handouts.planner.foods import Food
from handouts.planner.nutrients import NOTHING, Amount, Nutrient
from handouts.planner.pictures import fitting_picture
from handouts.planner.swaps import SwapRule

LEAST_OILY_FISH_G = Decimal(40)
"""Less oily fish than this in a serving does not count as a fish meal."""

_GROUPS: dict[str, tuple[Group, ...]] = {
    "carb": (Group.STARCHY,),
    "protein": (Group.PROTEIN,),
    "fat": (Group.FAT,),
    "vitmin": (Group.PLANTS,),
    "fat/cheese": (Group.FAT, Group.PROTEIN),
    "fat/meat": (Group.FAT, Group.PROTEIN),
    "drink/juice": (Group.PLANTS,),
    "sweet/grain": (Group.STARCHY,),
}
"""The food groups that a food of some kind can stand for; the more exact kind counts."""

_DRUNK = ("drink/", "protein/milk", "protein/plantmilk", "condiment/stock")
"""Kinds of food of which a gram counts as a millilitre of fluid."""


@dataclass(frozen=True, slots=True)
class Larder:
    """Every food with its flags: what servings are computed from."""

    foods: Mapping[str, Food]
    flags: Mapping[str, Flags]

    def groups(self, food: str) -> tuple[Group, ...]:
        """Return the food groups that a food can stand for."""
        kind = self.foods[food].kind
        return _GROUPS.get(kind, _GROUPS.get(kind.partition("/")[0], ()))

    def amounts(self, parts: Iterable[Portion]) -> tuple[Amount, ...]:
        """Return what portions hold together, in the order of `Nutrient`."""
        sums = [NOTHING] * len(Nutrient)
        for part in parts:
            food = self.foods[part.food]
            for position, nutrient in enumerate(Nutrient):
                sums[position] += food.in_grams(part.grams, nutrient)
        return tuple(sums)

    def liquid_ml(self, parts: Iterable[Portion]) -> Decimal:
        """Return how much can count as fluid: drinks and stock whole, the water of other foods."""
        water = Decimal(0)
        for part in parts:
            food = self.foods[part.food]
            amount = food.in_grams(part.grams, Nutrient.WATER)
            water += part.grams if food.kind.startswith(_DRUNK) else amount.value
        return water

    def energy_kcal(self, parts: Iterable[Portion]) -> Decimal:
        """Return the kilocalories of portions together."""
        return self.amounts(parts)[0].value


def serve(entry: DishEntry, *, variant: Variant | None = None, cuisine: str, larder: Larder) -> Dish:
    """Compute one serving of a dish or of one of its variants. All its foods must stand in the larder."""
    stated = variant.groups if variant and variant.groups is not None else entry.groups
    may_hold = variant.may_hold if variant and variant.may_hold is not None else entry.may_hold
    bare = Dish(
        id=variant.id if variant else entry.id,
        base=entry.id,
        cuisine=cuisine,
        name_en=str(variant.name if variant else entry.name),
        slots=entry.slots,
        serving=(),
        named=frozenset(variant.named if variant else entry.named),
        fluid_ml=variant.fluid_ml if variant and variant.fluid_ml is not None else entry.fluid_ml,
        groups=frozenset(stated),
        picture=(variant and variant.picture) or entry.picture,
        is_folk=entry.folk,
        is_optional=entry.optional,
        caution_en=str(entry.caution or ""),
        allergens=frozenset(),
        diets=frozenset(),
        is_us_fortified=False,
        oily_fish_g=Decimal(0),
        has_limited_mercury=False,
        amounts=(),
        may_hold=frozenset(may_hold),
    )
    return _filled(bare, serving_of(entry, variant), larder)


def serving_of(entry: DishEntry, variant: Variant | None = None) -> tuple[Portion, ...]:
    """Return the foods of a dish, or of one of its variants; a food that would stand twice stands once."""
    parts = []
    for part in entry.serving:
        if variant is None or part.food not in variant.swap:
            parts.append(Portion(part.food, part.g))
        elif comes := variant.swap[part.food]:
            parts.append(Portion(comes.food, part.g if comes.g is None else comes.g))
    return _merged(parts)


def swap(dish: Dish, rules: Iterable[SwapRule], *, larder: Larder) -> Dish:
    """Return a dish with rules applied, one after another, and computed again.

    Where the drawing shows what is gone, a plainer one stands instead.
    """
    serving = dish.serving
    for rule in rules:
        serving = _merged(
            part if part.food != rule.take else Portion(rule.give or "", part.grams * rule.factor)
            for part in serving
        )
        dish = replace(dish, swaps=(*dish.swaps, rule.id))
    serving = tuple(part for part in serving if part.food)
    picture = fitting_picture(dish.picture, [larder.foods[part.food] for part in serving])
    return _filled(replace(dish, picture=picture), serving, larder)


def _merged(parts: Iterable[Portion]) -> tuple[Portion, ...]:
    grams: dict[str, Decimal] = {}
    for part in parts:
        grams[part.food] = grams.get(part.food, Decimal(0)) + part.grams
    return tuple(Portion(food, amount) for food, amount in grams.items())


def _filled(dish: Dish, serving: tuple[Portion, ...], larder: Larder) -> Dish:
    """Return the dish with a serving and everything that follows from it."""
    flags = [larder.flags[part.food] for part in serving]
    held = {group for part in serving for group in larder.groups(part.food)}
    oily = sum((p.grams for p, f in zip(serving, flags, strict=True) if f.is_oily_fish), Decimal(0))
    return replace(
        dish,
        serving=serving,
        groups=dish.groups & held,
        fluid_ml=min(dish.fluid_ml, int(larder.liquid_ml(serving))),
        allergens=dish.may_hold.union(*(flag.allergens for flag in flags)),
        diets=frozenset(diet for diet in Diet if all(diet in flag.diets for flag in flags)).difference(
            *(NOT_FOR.get(allergen, ()) for allergen in dish.may_hold)
        ),
        is_us_fortified=any(flag.is_us_fortified for flag in flags),
        oily_fish_g=oily if oily >= LEAST_OILY_FISH_G else Decimal(0),
        has_limited_mercury=any(flag.mercury == "limit" for flag in flags),
        amounts=larder.amounts(serving),
    )

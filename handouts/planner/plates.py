"""A dish of a plan -> what its foods come to, from the tables, and whether it is the dish of the file.

Nothing here is shared with the code that chose the dish: it is what `verify` believes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from handouts.findings import Finding
from handouts.planner.dishes import NOT_FOR, Dish, DishEntry, Variant
from handouts.planner.eating import Allergen, Diet, Group, Slot
from handouts.planner.kitchen import Kitchen
from handouts.planner.nutrients import Nutrient
from handouts.planner.servings import LEAST_OILY_FISH_G


@dataclass(frozen=True, slots=True)
class Plate:
    """One serving, computed anew."""

    foods: frozenset[str]
    energy_kcal: Decimal
    is_energy_known: bool
    protein_g: Decimal
    caffeine_mg: Decimal
    fluid_ml: Decimal
    groups: frozenset[Group]
    slots: frozenset[Slot]
    allergens: frozenset[Allergen]
    diets: frozenset[Diet]
    is_oily_fish: bool
    is_limited: bool
    is_avoided: bool
    is_folk: bool
    is_optional: bool
    faults: tuple[str, ...]
    """In what the dish differs from its file."""


@dataclass(slots=True)
class Plates:
    """Every plate of one cuisine, each computed once."""

    kitchen: Kitchen
    cuisine: str
    done: dict[Dish, Plate] = field(default_factory=dict)

    def of(self, dish: Dish) -> Plate:
        """Return the plate of a dish."""
        if dish not in self.done:
            self.done[dish] = self._computed(dish)
        return self.done[dish]

    def _computed(self, dish: Dish) -> Plate:
        foods, flags = self.kitchen.foods, [self.kitchen.flags[part.food] for part in dish.serving]
        entry, variant = self._authored(dish)
        stated = frozenset(
            () if entry is None else variant.groups if variant and variant.groups else entry.groups
        )
        held = {group for part in dish.serving for group in self.kitchen.larder.groups(part.food)}
        fluid = 0
        if entry is not None:
            fluid = entry.fluid_ml if variant is None or variant.fluid_ml is None else variant.fluid_ml
        may_hold: tuple[Allergen, ...] = ()
        if entry is not None:
            may_hold = entry.may_hold if variant is None or variant.may_hold is None else variant.may_hold
        liquid = int(self.kitchen.larder.liquid_ml(dish.serving))
        oily = sum(
            (part.grams for part in dish.serving if self.kitchen.flags[part.food].is_oily_fish), Decimal(0)
        )
        return Plate(
            foods=frozenset(part.food for part in dish.serving),
            energy_kcal=self._sum(dish, Nutrient.ENERGY),
            is_energy_known=all(foods[part.food].energy_kcal is not None for part in dish.serving),
            protein_g=self._sum(dish, Nutrient.PROTEIN),
            caffeine_mg=self._sum(dish, Nutrient.CAFFEINE),
            fluid_ml=Decimal(min(fluid, liquid)),
            groups=stated & held,
            slots=frozenset(entry.slots if entry else ()),
            allergens=frozenset(allergen for flag in flags for allergen in flag.allergens) | set(may_hold),
            diets=frozenset(
                diet
                for diet in Diet
                if all(diet in flag.diets for flag in flags)
                and not any(diet in NOT_FOR.get(allergen, ()) for allergen in may_hold)
            ),
            is_oily_fish=oily >= LEAST_OILY_FISH_G,
            is_limited=any(flag.mercury == "limit" for flag in flags),
            is_avoided=any(flag.avoid or flag.mercury == "avoid" for flag in flags),
            is_folk=entry is not None and entry.folk,
            is_optional=entry is not None and entry.optional,
            faults=tuple(self._faults(dish, entry, variant)),
        )

    def _sum(self, dish: Dish, nutrient: Nutrient) -> Decimal:
        total = Decimal(0)
        for part in dish.serving:
            per_100_g = self.kitchen.foods[part.food].per_100(nutrient)
            if per_100_g is not None:
                total += per_100_g * part.grams / 100
        return total

    def _authored(self, dish: Dish) -> tuple[DishEntry | None, Variant | None]:
        cuisine = self.kitchen.cuisines.get(self.cuisine)
        for entry in cuisine.dishes if cuisine else ():
            if entry.id == dish.base:
                variant = next((variant for variant in entry.variants if variant.id == dish.id), None)
                return (entry, variant) if variant or entry.id == dish.id else (None, None)
        return None, None

    def _faults(self, dish: Dish, entry: DishEntry | None, variant: Variant | None) -> Iterator[str]:
        if entry is None:
            yield "is not in the file of its cuisine"
            return
        grams: dict[str, Decimal] = {}
        for part in entry.serving:
            food, amount = part.food, part.g
            if variant and part.food in variant.swap:
                comes = variant.swap[part.food]
                if comes is None:
                    continue
                food, amount = comes.food, part.g if comes.g is None else comes.g
            grams[food] = grams.get(food, Decimal(0)) + amount
        named = set(variant.named if variant else entry.named)
        for name in dish.swaps:
            rule = next((rule for rule in self.kitchen.swaps if rule.id == name), None)
            if rule is None or rule.take not in grams:
                yield f"says it applies the rule “{name}”, which does not fit it"
                continue
            if rule.take in named:
                yield f"exchanges “{rule.take}”, which its name mentions"
            amount = grams.pop(rule.take)
            if rule.give is not None:
                grams[rule.give] = grams.get(rule.give, Decimal(0)) + amount * rule.factor
        if grams != {part.food: part.grams for part in dish.serving}:
            yield "does not hold the foods of its file"


def plate_findings(dish: Dish, plate: Plate) -> Iterator[Finding]:
    """Yield in what a dish differs from its file or from the tables."""
    for fault in plate.faults:
        yield Finding("plan-dish", f"“{dish.id}” {fault}")
    if not plate.is_energy_known:
        yield Finding("plan-energy", f"the energy of “{dish.id}” is not known in full")
    printed = (dish.energy_kcal, dish.amount(Nutrient.PROTEIN).value, Decimal(dish.fluid_ml))
    if printed != (plate.energy_kcal, plate.protein_g, plate.fluid_ml):
        yield Finding("plan-dish", f"the amounts of “{dish.id}” are not those of its foods")
    if (dish.allergens, dish.groups) != (plate.allergens, plate.groups):
        yield Finding("plan-dish", f"the allergens or food groups of “{dish.id}” are not those of its foods")

"""`dishes/<cuisine>.yaml` -> dishes and their named variants, each computed from its foods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handouts.content.model import Model, Slug, Translated
from handouts.planner.eating import Allergen, Diet, Group, Slot
from handouts.planner.nutrients import Amount, Nutrient

Grams = Annotated[Decimal, Field(gt=0, le=1000)]

PICTURES = (
    "soup-noodles", "soup", "porridge", "rice-plate", "noodle-plate", "potato-plate", "grain-plate",
    "pasta", "sandwich", "bread-eggs", "pancakes", "dumplings", "salad", "curry", "wrap", "stew",
    "yogurt", "fruit", "nuts-fruit", "milk-glass", "sweet-soup", "vegetables-dip", "cheese-crackers",
    "smoothie",
)  # fmt: skip
"""Drawings of a meal: `templates/illustrations/meal-<picture>.svg`."""
Picture = Literal[PICTURES]  # type: ignore[valid-type]

NOT_FOR: dict[Allergen, frozenset[Diet]] = {
    Allergen.FISH: frozenset({Diet.VEGETARIAN, Diet.VEGAN}),
    Allergen.CRUSTACEANS: frozenset({Diet.VEGETARIAN, Diet.VEGAN}),
    Allergen.MOLLUSCS: frozenset({Diet.VEGETARIAN, Diet.VEGAN}),
    Allergen.EGG: frozenset({Diet.VEGAN}),
    Allergen.MILK: frozenset({Diet.VEGAN}),
}
"""Diets that a dish does not fit which may hold an allergen."""


class Ingredient(Model):
    """An amount of one food in one serving, as eaten unless the food's id ends in -dry or -raw."""

    food: Slug
    g: Grams


class Swapped(Model):
    """What stands in a variant instead of a food."""

    food: Slug
    g: Grams | None = None
    """None: as many grams as of what it replaces."""


class Variant(Model):
    """The same dish with some foods exchanged that its name mentions: so it has a name of its own."""

    id: Slug
    name: Translated
    swap: dict[Slug, Swapped | None]
    """What stands instead of a food; null leaves it out."""
    named: tuple[Slug, ...]
    energy_kcal: Annotated[int, Field(gt=0, le=1500)]
    allergens: tuple[Allergen, ...] = ()
    fluid_ml: Annotated[int, Field(ge=0, le=800)] | None = None
    """None: as in the dish itself."""
    groups: tuple[Group, ...] | None = None
    picture: Picture | None = None
    may_hold: tuple[Allergen, ...] | None = None


class DishEntry(Model):
    """One dish as its author wrote it."""

    id: Slug
    name: Translated
    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]
    serving: Annotated[tuple[Ingredient, ...], Field(min_length=1)]
    named: tuple[Slug, ...]
    """The foods that the name mentions. No rule ever swaps these: the name would lie."""
    fluid_ml: Annotated[int, Field(ge=0, le=800)] = 0
    """Millilitres of drink and broth in one serving."""
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    """The food groups of which it holds a helping. Editorial."""
    picture: Picture
    energy_kcal: Annotated[int, Field(gt=0, le=1500)]
    """What its author expects of one serving; the foods must come to it."""
    allergens: tuple[Allergen, ...] = ()
    """What its author expects; must be what its foods carry."""
    may_hold: tuple[Allergen, ...] = ()
    """What its foods do not carry, but the usual recipe brings, such as shrimp paste. Counts as held."""
    folk: bool = False
    """Eaten by tradition to bring milk: only in a plan that asks for it, seldom, with its caution."""
    caution: Translated | None = None
    optional: bool = False
    """Never chosen by the planner; only offered."""
    variants: tuple[Variant, ...] = ()

    @model_validator(mode="after")
    def _folk_has_a_caution(self) -> Self:
        if self.folk and self.caution is None:
            raise ValueError("a folk dish needs a caution: nobody knows that it brings milk")
        return self


class Cuisine(Model):
    """One file of dishes."""

    cuisine: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")]
    name: Translated
    """Such as “Vietnamese dishes”."""
    dishes: Annotated[tuple[DishEntry, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Portion:
    """Grams of one food."""

    food: str
    grams: Decimal


@dataclass(frozen=True, slots=True)
class Dish:
    """A dish, a variant of one, or either with rules applied: what a plan is made of. One serving."""

    id: str
    """The dish's or the variant's own id; the key of its name is `dish/<id>/name`."""
    base: str
    """The id of the dish in the file: a dish and its variants count as one when meals must differ."""
    cuisine: str
    name_en: str
    slots: tuple[Slot, ...]
    serving: tuple[Portion, ...]
    named: frozenset[str]
    fluid_ml: int
    groups: frozenset[Group]
    picture: str
    is_folk: bool
    is_optional: bool
    caution_en: str
    """Empty unless it is a folk dish; the key is `dish/<base>/caution`."""
    allergens: frozenset[Allergen]
    """Of its foods, and what it may hold."""
    diets: frozenset[Diet]
    is_us_fortified: bool
    oily_fish_g: Decimal
    has_limited_mercury: bool
    amounts: tuple[Amount, ...]
    """In the order of `Nutrient`."""
    may_hold: frozenset[Allergen] = frozenset()
    """What the usual recipe brings beside its foods; among its allergens."""
    swaps: tuple[str, ...] = ()
    """Ids of the rules of `swaps.yaml` that were applied, printed with the dish."""

    def amount(self, nutrient: Nutrient) -> Amount:
        """Return how much of a nutrient one serving holds, in the nutrient's unit."""
        return self.amounts[_ORDER[nutrient]]

    @property
    def energy_kcal(self) -> Decimal:
        """Kilocalories in one serving."""
        return self.amount(Nutrient.ENERGY).value


_ORDER = {nutrient: position for position, nutrient in enumerate(Nutrient)}

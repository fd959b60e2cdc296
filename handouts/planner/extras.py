"""`extras/<cuisine>.yaml` -> everyday small meals that hold the energy which milk takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from handouts.content.model import Model, Slug
from handouts.content.yaml_source import PathKey, YamlSource
from handouts.findings import Finding
from handouts.planner.dish_faults import at, unknown_foods
from handouts.planner.dishes import Ingredient, Portion
from handouts.planner.eating import Allergen, Diet
from handouts.planner.servings import Larder

if TYPE_CHECKING:
    from handouts.planner.kitchen import Kitchen

TOLERANCE = {500: Decimal("0.04"), 370: Decimal("0.05")}
"""How far a meal may be from the energy it stands for."""


class ExtraEntry(Model):
    """One small meal as its author wrote it."""

    id: Slug
    kcal: Literal[500, 370] = 500
    """The energy it stands for."""
    foods: Annotated[tuple[Ingredient, ...], Field(min_length=2, max_length=4)]


class ExtraFile(Model):
    """The file of one cuisine."""

    cuisine: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")]
    extras: Annotated[tuple[ExtraEntry, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Extra:
    """A small meal, computed."""

    id: str
    kcal: int
    """The energy it stands for."""
    foods: tuple[Portion, ...]
    energy_kcal: Decimal
    """The energy it holds."""


def extras_of(file: ExtraFile, *, larder: Larder) -> tuple[Extra, ...]:
    """Return the meals of a file, computed."""
    found = []
    for meal in file.extras:
        foods = tuple(Portion(part.food, part.g) for part in meal.foods)
        found.append(Extra(meal.id, meal.kcal, foods, larder.energy_kcal(foods)))
    return tuple(found)


def extra_meals(
    kitchen: Kitchen,
    *,
    cuisine: str,
    kcal: int,
    diet: Diet = Diet.ANY,
    without: Iterable[Allergen] = (),
    dislikes: Iterable[str] = (),
) -> tuple[Extra, ...]:
    """Return the small meals that somebody eats whole, of the size nearest to an energy."""
    eats = kitchen.eats(diet=diet, without=without, dislikes=dislikes)
    meals = kitchen.extras.get(cuisine, ())
    size = min({meal.kcal for meal in meals}, key=lambda one: (abs(one - kcal), one), default=0)
    return tuple(m for m in meals if m.kcal == size and all(eats.takes(part.food) for part in m.foods))


def extra_faults(file: ExtraFile, source: YamlSource, *, larder: Larder) -> Iterator[Finding]:
    """Yield what is wrong with the small meals of one cuisine."""
    seen: set[str] = set()
    for position, meal in enumerate(file.extras):
        path: PathKey = ("extras", position)
        if meal.id in seen:
            yield at(source, (*path, "id"), "extra-id", f"“{meal.id}” stands twice", "give it another id")
        seen.add(meal.id)
        if unknown := list(
            unknown_foods([part.food for part in meal.foods], source, (*path, "foods"), larder)
        ):
            yield from unknown
            continue
        for place, part in enumerate(meal.foods):
            if larder.flags[part.food].avoid:
                message = f"“{part.food}” is a food that no plan may hold"
                yield at(source, (*path, "foods", place), "dish-food-avoid", message, "take another food")
        energy = larder.energy_kcal(Portion(part.food, part.g) for part in meal.foods)
        if abs(energy - meal.kcal) > meal.kcal * TOLERANCE[meal.kcal]:
            message = f"“{meal.id}” stands for {meal.kcal} kcal; its foods come to {energy:.0f}"
            yield at(source, path, "extra-energy", message, "change the grams")

"""`exchanges/<cuisine>.yaml` -> lists of foods of about the same energy, one of which stands for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from handouts.content.model import Model, Slug, Translated
from handouts.content.yaml_source import PathKey, YamlSource
from handouts.findings import Finding
from handouts.planner.dish_faults import at, no_digits, unknown_foods
from handouts.planner.dishes import Ingredient, Portion
from handouts.planner.eating import Allergen, Diet
from handouts.planner.nutrients import Nutrient
from handouts.planner.servings import Larder

if TYPE_CHECKING:
    from handouts.planner.kitchen import Kitchen

ENERGY_APART = Decimal("0.15")
"""How far the energy of an item may be from that of the first of its group."""
PROTEIN_APART = Decimal("0.30")
"""The same for protein, in the group of protein foods."""
PROTEIN_GROUP = "protein"
FEWEST = 2
"""A list of one food exchanges nothing: it is not printed."""


class ExchangeEntry(Model):
    """One group of foods as its author wrote it."""

    id: Slug
    name: Translated
    items: Annotated[tuple[Ingredient, ...], Field(min_length=FEWEST)]


class ExchangeFile(Model):
    """The file of one cuisine."""

    cuisine: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")]
    groups: Annotated[tuple[ExchangeEntry, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class ExchangeGroup:
    """Amounts of foods of which one can stand instead of another."""

    id: str
    name: str
    """The key of its name is `exchange/<cuisine>/<id>/name`."""
    items: tuple[Portion, ...]


def groups_of(file: ExchangeFile) -> tuple[ExchangeGroup, ...]:
    """Return the groups of a file."""
    return tuple(
        ExchangeGroup(group.id, str(group.name), tuple(Portion(item.food, item.g) for item in group.items))
        for group in file.groups
    )


def exchange_lists(
    kitchen: Kitchen,
    *,
    cuisine: str,
    diet: Diet = Diet.ANY,
    without: Iterable[Allergen] = (),
    dislikes: Iterable[str] = (),
) -> tuple[ExchangeGroup, ...]:
    """Return the lists of a cuisine with only what somebody eats; none of fewer than two foods."""
    eats = kitchen.eats(diet=diet, without=without, dislikes=dislikes)
    lists = (
        replace(group, items=tuple(item for item in group.items if eats.takes(item.food)))
        for group in kitchen.exchanges.get(cuisine, ())
    )
    return tuple(group for group in lists if len(group.items) >= FEWEST)


def exchange_faults(file: ExchangeFile, source: YamlSource, *, larder: Larder) -> Iterator[Finding]:
    """Yield what is wrong with the lists of one cuisine."""
    seen: set[str] = set()
    for position, group in enumerate(file.groups):
        path: PathKey = ("groups", position)
        if group.id in seen:
            hint = "give it another id"
            yield at(source, (*path, "id"), "exchange-id", f"“{group.id}” stands twice", hint)
        seen.add(group.id)
        yield from no_digits(group.name, source, (*path, "name"))
        foods = [item.food for item in group.items]
        if unknown := list(unknown_foods(foods, source, (*path, "items"), larder)):
            yield from unknown
            continue
        for place, item in enumerate(group.items):
            if item.food in foods[:place]:
                message = f"“{item.food}” stands twice in “{group.id}”"
                yield at(source, (*path, "items", place), "exchange-twice", message, "keep one of them")
        measures = [(Nutrient.ENERGY, ENERGY_APART)]
        if group.id == PROTEIN_GROUP:
            measures.append((Nutrient.PROTEIN, PROTEIN_APART))
        for nutrient, apart in measures:
            yield from _apart(group, source, path, larder, nutrient, apart)


def _apart(
    group: ExchangeEntry,
    source: YamlSource,
    path: PathKey,
    larder: Larder,
    nutrient: Nutrient,
    apart: Decimal,
) -> Iterator[Finding]:
    amounts = [larder.foods[item.food].in_grams(item.g, nutrient).value for item in group.items]
    for place, amount in enumerate(amounts):
        if abs(amount - amounts[0]) > amounts[0] * apart:
            message = (
                f"{group.items[place].g} g of “{group.items[place].food}” hold {amount:.0f} of {nutrient}; "
                f"the first food of “{group.id}” holds {amounts[0]:.0f}"
            )
            yield at(
                source, (*path, "items", place), "exchange-apart", message, "change the grams, or the food"
            )

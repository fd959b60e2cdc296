"""`measures.csv` -> household measures of foods: how many grams a bowl of rice or a slice of bread is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from handouts.content.authoring import suggest
from handouts.findings import Finding, Where
from handouts.planner.foods import Food
from handouts.planner.tables import empty, number, read_table, uneven
from handouts.resources import AssetPath

MEASURES_FILE = "measures.csv"

NEAR = Decimal("0.12")
"""A number of measures is printed only if its grams are as near as this to those on the plate."""
NEAR_BY_NATURE = Decimal("0.18")
"""The same for what grows or is cut in pieces: no two bananas weigh the same."""
BY_THE_PIECE = frozenset(
    (
        "corn-cob",
        "egg",
        "item",
        "piece",
        "potato",
        "roll",
        "slice",
        "slice-thin",
        "sweet-potato",
        "tin",
        "tomato",
        "whole-fruit",
    )
)
"""Measures that are counted and not filled: in wholes and halves, never in quarters."""
SPOONS = {"tablespoon": 15, "teaspoon": 5}
"""Millilitres of the two spoons of every kitchen: neither is filled by quarters."""
MOST = Decimal(6)
"""Nobody counts out more spoons or slices than this: grams alone are printed."""


@dataclass(frozen=True, slots=True)
class FoodMeasure:
    """One way to measure a food without scales."""

    measure: str
    """A measure of the locales' `measures.toml`, such as `bowl` or `slice`."""
    grams: Decimal
    """Grams of one."""
    source: str
    """Where the weight comes from: `USDA SR28`, or `editorial`."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of household measures, in halves (in quarters below one)."""

    count: Decimal
    measure: str


Measures = Mapping[str, tuple[FoodMeasure, ...]]
"""The measures of every food by its id, the one to prefer first."""


def measured(measures: Measures, food: str, grams: Decimal) -> Measured | None:
    """Return the household measure that says best how much of a food it is; nothing where none comes near.

    Whole numbers are preferred to halves, and halves to quarters and to many; then the first listed is taken.
    """
    found = []
    for position, one in enumerate(_with_teaspoons(measures.get(food, ()))):
        count = _to_kitchen(grams / one.grams, one.measure)
        near = NEAR_BY_NATURE if one.measure in BY_THE_PIECE else NEAR
        if 0 < count <= MOST and abs(count * one.grams - grams) <= grams * near:
            found.append((_awkward(count), position, Measured(count, one.measure)))
    return min(found, key=lambda rated: rated[:2])[2] if found else None


def _with_teaspoons(listed: tuple[FoodMeasure, ...]) -> Iterator[FoodMeasure]:
    """Yield the measures, and after a tablespoon the teaspoon, which holds a third of it."""
    names = {one.measure for one in listed}
    for one in listed:
        yield one
        if one.measure == "tablespoon" and "teaspoon" not in names:
            third = one.grams * SPOONS["teaspoon"] / SPOONS["tablespoon"]
            yield FoodMeasure("teaspoon", third, one.source)


def _to_kitchen(count: Decimal, measure: str) -> Decimal:
    """Round to halves; what is filled, below one, to quarters.

    >>> _to_kitchen(Decimal("1.7"), "bowl"), _to_kitchen(Decimal("0.7"), "bowl")
    (Decimal('1.5'), Decimal('0.75'))
    >>> _to_kitchen(Decimal("0.8"), "egg")
    Decimal('1')
    """
    parts = 4 if count < 1 and measure not in BY_THE_PIECE and measure not in SPOONS else 2
    return (count * parts).quantize(Decimal(1), ROUND_HALF_UP) / parts


def _awkward(count: Decimal) -> int:
    """Say how hard it is to count out: 0 for a few wholes, 1 for halves, 2 for quarters and for many."""
    if count > _A_FEW or count % Decimal("0.5"):
        return 2
    return 0 if count == int(count) else 1


_A_FEW = 4


def load_measures(
    assets: AssetPath, foods: Mapping[str, Food]
) -> tuple[dict[str, tuple[FoodMeasure, ...]], tuple[Finding, ...]]:
    """Return the measures of every food, and what is wrong with the table.

    Raises:
        PlanError: the table is missing or cannot be read.
    """
    found: dict[str, tuple[FoodMeasure, ...]] = {}
    faults: list[Finding] = []
    for where, row in read_table(assets, MEASURES_FILE, columns=("food", "measure", "grams", "source")):
        wrong = list(_faults(row, where, foods, found))
        faults += wrong
        if not wrong:
            one = FoodMeasure(row["measure"], Decimal(row["grams"]), row["source"])
            found[row["food"]] = (*found.get(row["food"], ()), one)
    return found, tuple(faults)


def _faults(
    row: dict[str, str], where: Where, foods: Mapping[str, Food], found: Measures
) -> Iterator[Finding]:
    if wrong := list(uneven(row, where)):
        yield from wrong
        return
    if row["food"] not in foods:
        hint = suggest(row["food"], foods)
        yield Finding("food-unknown", f"there is no food “{row['food']}”", where=where, hint=hint)
    if any(one.measure == row["measure"] for one in found.get(row["food"], ())):
        fault = f"“{row['measure']}” of “{row['food']}” stands twice"
        yield Finding("measure-twice", fault, where=where, hint="keep one row")
    yield from empty(row, where, "measure", "source")
    grams = number(row["grams"])
    if grams is None or not 0 < grams <= 1000:
        fault = f"grams is “{row['grams']}”; one measure must weigh more than nothing and at most 1000 g"
        yield Finding("measure-grams", fault, where=where, hint="weigh one, or look it up")

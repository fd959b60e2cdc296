"""The food table -> foods by id, with every nutrient per 100 g as eaten."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal

from handouts.findings import Finding, Where
from handouts.planner.nutrients import Amount, Nutrient
from handouts.planner.tables import empty, number, read_table, refuse, uneven
from handouts.resources import AssetPath

FOODS_FILE = "foods.csv"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = {"energy_kcal": Decimal(902), "alcohol_g": Decimal(100)}
"""Most per 100 g. Pure fat holds 902 kcal in USDA SR28 (lard, 04002); more is a slip of the keyboard."""
_NEEDED = ("energy_kcal", "protein_g", "water_g")
"""Nutrients whose columns the table must have; the others may be missing from an organisation's own table."""


@dataclass(frozen=True, slots=True)
class Food:
    """One food. Every amount is per 100 g of the edible part; nothing where the source has no figure."""

    id: str
    name_en: str
    source: str
    """The table it was read from, such as `USDA SR28`; `none` where no open table has it."""
    source_id: str
    """The food's number in that table."""
    kind: str
    """`protein/fish`, `vitmin/veg` …: food group and subgroup of the table; empty where it gives none."""
    per_100_g: tuple[Decimal | None, ...]
    """Amounts in the order of `Nutrient`."""

    def per_100(self, nutrient: Nutrient) -> Decimal | None:
        """Return the amount of a nutrient in 100 g, in its own unit, or nothing."""
        return self.per_100_g[_ORDER[nutrient]]

    def in_grams(self, grams: Decimal, nutrient: Nutrient) -> Amount:
        """Return the amount of a nutrient in a portion; a missing value is not zero, but lacking."""
        known = self.per_100(nutrient)
        return Amount(Decimal(0), grams) if known is None else Amount(known * grams / 100)

    @property
    def energy_kcal(self) -> Decimal | None:
        """Kilocalories in 100 g, 0 to 902."""
        return self.per_100(Nutrient.ENERGY)

    @property
    def protein_g(self) -> Decimal | None:
        """Grams of protein in 100 g."""
        return self.per_100(Nutrient.PROTEIN)

    @property
    def water_g(self) -> Decimal | None:
        """Grams of water in 100 g."""
        return self.per_100(Nutrient.WATER)


_ORDER = {nutrient: position for position, nutrient in enumerate(Nutrient)}


def load_foods(assets: AssetPath) -> dict[str, Food]:
    """Return every food by its id; an overlay's table stands instead of ours.

    Raises:
        PlanError: the table is missing or cannot be read, or rows have faults (all listed).
    """
    needed = ("id", "name_en", "source_dataset", "source_food_id", *_NEEDED)
    foods: dict[str, Food] = {}
    faults: list[Finding] = []
    for where, row in read_table(assets, FOODS_FILE, columns=needed):
        found = list(_faults(row, foods, where))
        faults += found
        if not found:
            foods[row["id"]] = _food(row)
    if faults:
        refuse(FOODS_FILE, faults)
    return foods


def _food(row: dict[str, str]) -> Food:
    group, subgroup = row.get("food_group") or "", row.get("subgroup") or ""
    return Food(
        id=row["id"],
        name_en=row["name_en"],
        source=row["source_dataset"],
        source_id=row["source_food_id"],
        kind=f"{group}/{subgroup}" if group else "",
        per_100_g=tuple(Decimal(row[n]) if row.get(n) else None for n in Nutrient),
    )


def _faults(row: dict[str, str], known: Container[str], where: Where) -> Iterator[Finding]:
    if wrong := list(uneven(row, where)):
        yield from wrong
        return
    if not _ID.fullmatch(row["id"]):
        hint = "lower-case words joined by hyphens"
        yield Finding("food-id", f"“{row['id']}” cannot be an id", where=where, hint=hint)
    elif row["id"] in known:
        yield Finding("food-id", f"“{row['id']}” stands twice", where=where, hint="keep one row")
    yield from empty(row, where, "name_en", "source_dataset")
    for column in Nutrient:
        if not row.get(column):
            continue
        most = _most(column)
        amount = number(row[column])
        if amount is None or amount > most:
            fault = f"{column} is “{row[column]}”; it must lie between 0 and {most}"
            yield Finding(
                "food-amount", fault, where=where, hint="look it up in the source; no figure is an empty cell"
            )


def _most(nutrient: Nutrient) -> Decimal:
    """Return the most of a nutrient that 100 g of anything can hold."""
    if nutrient in _MOST:
        return _MOST[nutrient]
    return Decimal(100) if nutrient.endswith("_g") else Decimal(100_000)

"""The table of flags -> what each food is beside its nutrients: allergens, diets, mercury. Editorial."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from handouts.findings import Finding, Where
from handouts.planner.eating import Allergen, Diet
from handouts.planner.tables import empty, read_table, refuse, uneven
from handouts.resources import AssetPath

FLAGS_FILE = "food_flags.csv"

Mercury = Literal["", "limit", "avoid"]
"""`limit`: about one meal a week; `avoid`: never (FDA/EPA advice on fish, 2021)."""
_MERCURY: tuple[Mercury, ...] = ("", "limit", "avoid")
_SWITCHES = (
    *(f"allergen_{allergen}" for allergen in Allergen),
    *("vegan", "vegetarian", "halal_unsuitable", "oily_fish", "avoid", "us_fortified"),
)


@dataclass(frozen=True, slots=True)
class Flags:
    """What a food is. Set by editors from common knowledge: a dietitian confirms them."""

    allergens: frozenset[Allergen]
    diets: frozenset[Diet]
    """The diets that it fits."""
    is_oily_fish: bool
    mercury: Mercury
    avoid: bool
    """Not for a plan at all: alcohol, energy drinks, fish with much mercury."""
    is_us_fortified: bool
    """Its vitamins and iron are those of a fortified American product: never claimed elsewhere."""


def load_flags(assets: AssetPath) -> dict[str, Flags]:
    """Return the flags of every food by its id; an overlay's table stands instead of ours.

    Raises:
        PlanError: the table is missing or cannot be read, or rows have faults (all listed).
    """
    found: dict[str, Flags] = {}
    faults: list[Finding] = []
    for where, row in read_table(assets, FLAGS_FILE, columns=("id", "mercury", *_SWITCHES)):
        wrong = list(_faults(row, found, where))
        faults += wrong
        if not wrong:
            found[row["id"]] = _flags(row)
    if faults:
        refuse(FLAGS_FILE, faults)
    return found


def _faults(row: dict[str, str], known: Container[str], where: Where) -> Iterator[Finding]:
    if wrong := list(uneven(row, where)):
        yield from wrong
        return
    yield from empty(row, where, "id")
    if row["id"] in known:
        yield Finding("food-id", f"“{row['id']}” stands twice", where=where, hint="keep one row")
    if row["mercury"] not in _MERCURY:
        fault = f"mercury is “{row['mercury']}”"
        yield Finding("food-flag", fault, where=where, hint="write nothing, limit or avoid")
    for column in _SWITCHES:
        if row[column] not in ("0", "1"):
            fault = f"{column} is “{row[column]}”"
            yield Finding("food-flag", fault, where=where, hint="write 0 or 1: an unknown allergen is a 1")


def _flags(row: dict[str, str]) -> Flags:
    fits = {
        Diet.ANY: True,
        Diet.VEGETARIAN: row["vegetarian"] == "1",
        Diet.VEGAN: row["vegan"] == "1",
        Diet.HALAL: row["halal_unsuitable"] == "0",
    }
    mercury: dict[str, Mercury] = {level: level for level in _MERCURY}
    return Flags(
        allergens=frozenset(a for a in Allergen if row[f"allergen_{a}"] == "1"),
        diets=frozenset(diet for diet, does in fits.items() if does),
        is_oily_fish=row["oily_fish"] == "1",
        mercury=mercury[row["mercury"]],
        avoid=row["avoid"] == "1",
        is_us_fortified=row["us_fortified"] == "1",
    )

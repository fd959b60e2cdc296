"""The food table -> foods by id, with energy, protein and water per 100 g as eaten."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from handouts.errors import PlanError
from handouts.findings import Finding, Where
from handouts.resources import AssetPath

FOODS_FILE = "planner-data/foods.csv"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = {"energy_kcal": Decimal(902), "protein_g": Decimal(100), "water_g": Decimal(100)}
"""Most per 100 g. Pure fat holds 902 kcal in USDA SR28 (lard, 04002); more is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Food:
    """One food. Every amount is per 100 g of the edible part; nothing where the source has no figure."""

    id: str
    name_en: str
    energy_kcal: Decimal | None
    """Kilocalories, 0 to 902."""
    protein_g: Decimal | None
    """Grams, 0 to 100."""
    water_g: Decimal | None
    """Grams, 0 to 100."""
    source: str
    """The table it was read from, such as `USDA SR28`; `none` where no open table has it."""
    source_id: str
    """The food's number in that table."""


def load_foods(assets: AssetPath) -> dict[str, Food]:
    """Return every food by its id; an overlay's table stands instead of ours.

    Raises:
        PlanError: the table is missing or cannot be read, or rows have faults (all listed).
    """
    path = assets.find(FOODS_FILE)
    if path is None:
        raise PlanError("there is no table of foods", hint="check the overlay or the installation")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(f"“{path.name}” cannot be read: {error}", hint="save it as UTF-8 CSV") from error
    return dict(_read(text, path.name))


@lru_cache(maxsize=8)
def _read(text: str, name: str) -> tuple[tuple[str, Food], ...]:
    rows = csv.DictReader(io.StringIO(unicodedata.normalize("NFC", text)))
    needed = ("id", "name_en", "source_dataset", "source_food_id", *_MOST)
    if missing := [column for column in needed if column not in (rows.fieldnames or ())]:
        raise PlanError(f"“{name}” has no column {', '.join(missing)}", hint="see docs/overlays.md")
    foods: dict[str, Food] = {}
    faults: list[Finding] = []
    try:
        numbered = [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        hint = "mend the quotation marks and line ends of this line"
        raise PlanError(f"“{name}” cannot be read: line {rows.line_num}: {error}", hint=hint) from error
    for line, row in numbered:
        found = list(_faults(row, foods, Where(name, line, row.get("id") or "")))
        faults += found
        if not found:
            foods[row["id"]] = _food(row)
    if faults:
        raise PlanError(f"“{name}” has {len(faults)} faults", findings=faults)
    return tuple(foods.items())


def _food(row: dict[str, str]) -> Food:
    amounts = {column: Decimal(row[column]) if row[column] else None for column in _MOST}
    return Food(
        id=row["id"],
        name_en=row["name_en"],
        energy_kcal=amounts["energy_kcal"],
        protein_g=amounts["protein_g"],
        water_g=amounts["water_g"],
        source=row["source_dataset"],
        source_id=row["source_food_id"],
    )


def _faults(row: dict[str, str], known: dict[str, Food], where: Where) -> Iterator[Finding]:
    if None in row or None in row.values():
        yield Finding(
            "food-row", "the row has too many or too few cells", where=where, hint="count the commas"
        )
        return
    if not _ID.fullmatch(row["id"]):
        hint = "lower-case words joined by hyphens"
        yield Finding("food-id", f"“{row['id']}” cannot be an id", where=where, hint=hint)
    elif row["id"] in known:
        yield Finding("food-id", f"“{row['id']}” stands twice", where=where, hint="keep one row")
    for column in ("name_en", "source_dataset"):
        if not row[column].strip():
            yield Finding("food-field", f"{column} is empty", where=where, hint="fill it in")
    for column, most in _MOST.items():
        if not row[column]:
            continue
        try:
            amount = Decimal(row[column])
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 <= amount <= most:
            fault = f"{column} is “{row[column]}”; it must lie between 0 and {most}"
            yield Finding(
                "food-amount", fault, where=where, hint="look it up in the source; no figure is an empty cell"
            )

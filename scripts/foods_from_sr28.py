"""The ASCII release of USDA SR28 -> rows of `foods.csv`, or raw lines that tests compute dishes from.

USDA publishes it as “USDA National Nutrient Database for Standard Reference, Release 28” (September 2015,
public domain): FOOD_DES.txt, NUT_DATA.txt and WEIGHT.txt are read. No figure of our table is typed by hand.

    .venv/bin/python scripts/foods_from_sr28.py FOLDER --check
    .venv/bin/python scripts/foods_from_sr28.py FOLDER --add tempeh 16114 "Tempeh" protein legume
    .venv/bin/python scripts/foods_from_sr28.py FOLDER --rows > tests/planner/data/sr28_rows.txt

`--check` compares every row of the table that came from SR28 with the release, cell by cell. `--add` prints
one new row; the flags of the food in `food_flags.csv` are set by an editor. `--rows` prints the raw lines of
energy, protein, calcium and iron of all our foods.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "handouts" / "planner" / "data" / "foods.csv"
NUMBERS = {
    "energy_kcal": "208",
    "protein_g": "203",
    "fat_g": "204",
    "carb_g": "205",
    "fibre_g": "291",
    "sugars_g": "269",
    "water_g": "255",
    "calcium_mg": "301",
    "iron_mg": "303",
    "folate_ug_dfe": "435",
    "vit_a_ug_rae": "320",
    "vit_d_ug": "328",
    "vit_b12_ug": "418",
    "choline_mg": "421",
    "epa_g": "629",
    "dha_g": "621",
    "ala_g": "851",
    "caffeine_mg": "262",
    "alcohol_g": "221",
    "sodium_mg": "307",
}
"""Columns of the table and the numbers of the nutrients in NUTR_DEF.txt. SR28 has no iodine."""
ALA_UNDIFFERENTIATED = "619"
"""18:3 of all kinds: what ALA falls back to where 851 is absent; an upper bound, near in plants."""
ALA_NOTE = "ala_g=18:3 undifferentiated (SR nutrient 619)"
MOST_WEIGHTS = 4
"""Household weights kept of each food; the release has up to fourteen."""
TESTED = ("208", "203", "301", "303")
"""Energy, protein, calcium, iron."""


def main() -> int:
    """Check the table, print a row or print raw lines; return an exit code."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("folder", type=Path, help="the folder with FOOD_DES.txt, NUT_DATA.txt and WEIGHT.txt")
    task = words.add_mutually_exclusive_group(required=True)
    task.add_argument("--check", action="store_true")
    task.add_argument("--add", nargs=5, metavar=("ID", "NUMBER", "NAME", "GROUP", "SUBGROUP"))
    task.add_argument("--rows", action="store_true")
    asked = words.parse_args()
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        columns, rows = list(table.fieldnames or ()), list(table)
    ours = [row for row in rows if row["source_dataset"] == "USDA SR28"]
    if asked.check:
        return _check(asked.folder, ours)
    if asked.rows:
        numbers = [row["source_food_id"] for row in ours]
        sys.stdout.writelines(f"{line}\n" for line in raw_lines(asked.folder, numbers))
        return 0
    food, number, name, group, subgroup = asked.add
    kinds = {"id": food, "name_en": name, "food_group": group, "subgroup": subgroup}
    writer = csv.DictWriter(sys.stdout, columns, restval="", lineterminator="\n")
    writer.writerow(kinds | cells(asked.folder, [number])[number])
    return 0


def _check(folder: Path, ours: list[dict[str, str]]) -> int:
    """Say on standard output what differs from the release; return 1 if anything does."""
    theirs = cells(folder, [row["source_food_id"] for row in ours])
    faults = [
        f"{row['id']}: {column} is “{row[column]}”, in the release “{text}”"
        for row in ours
        for column, text in theirs[row["source_food_id"]].items()
        if row[column] != text
    ]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"{len(ours)} foods compared, {len(faults)} cells differ\n")
    return 1 if faults else 0


def cells(folder: Path, numbers: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the cells that the release gives for some foods, by the food's number."""
    wanted = set(numbers)
    names = {row[0]: row[2] for row in _read(folder / "FOOD_DES.txt") if row[0] in wanted}
    amounts: dict[str, dict[str, str]] = {number: {} for number in wanted}
    for row in _read(folder / "NUT_DATA.txt"):
        if row[0] in wanted:
            amounts[row[0]][row[1]] = _plain(row[2])
    weights: dict[str, list[str]] = {number: [] for number in wanted}
    for row in _read(folder / "WEIGHT.txt"):
        if row[0] in wanted:
            weights[row[0]].append(f"{_plain(row[2])} {row[3]} = {_plain(row[4])} g")
    return {
        number: _cells(names[number], amounts[number], weights[number]) | {"source_food_id": number}
        for number in wanted
    }


def _cells(name: str, amounts: dict[str, str], weights: list[str]) -> dict[str, str]:
    found = {column: amounts.get(number, "") for column, number in NUMBERS.items()}
    falls_back = not found["ala_g"] and ALA_UNDIFFERENTIATED in amounts
    if falls_back:
        found["ala_g"] = amounts[ALA_UNDIFFERENTIATED]
    return found | {
        "source_dataset": "USDA SR28",
        "source_description": name,
        "household_measures": "; ".join(weights[:MOST_WEIGHTS]),
        "carb_basis": "by difference, includes fibre",
        "derived": ALA_NOTE if falls_back else "",
    }


def raw_lines(folder: Path, numbers: Iterable[str]) -> Iterator[str]:
    """Yield the lines of NUT_DATA.txt for the tested nutrients of some foods, as they stand there."""
    wanted = set(numbers)
    for line in (folder / "NUT_DATA.txt").read_text(encoding="latin-1").splitlines():
        food, nutrient = (cell.strip("~") for cell in line.split("^")[:2])
        if food in wanted and nutrient in TESTED:
            yield line


def _read(path: Path) -> Iterator[list[str]]:
    """Yield the rows of one file: cells between carets, words between tildes."""
    for line in path.read_text(encoding="latin-1").splitlines():
        if line:
            yield [cell.strip("~") for cell in line.split("^")]


def _plain(number: str) -> str:
    """Return a number without needless zeros.

    >>> _plain("6.0"), _plain(".40"), _plain("100")
    ('6', '0.4', '100')
    """
    return format(Decimal(number).normalize(), "f")


if __name__ == "__main__":
    sys.exit(main())

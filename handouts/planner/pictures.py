"""`food_pictures.csv` -> which drawing shows which food."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.content.authoring import suggest
from handouts.findings import Finding
from handouts.planner.foods import Food
from handouts.planner.tables import read_table, uneven
from handouts.resources import AssetPath

PICTURES_FILE = "food_pictures.csv"
_DRAWINGS = "illustrations/food-*.svg"


def load_pictures(assets: AssetPath, foods: Mapping[str, Food]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the drawing of each food that has one, and what is wrong with the table.

    A drawing is `templates/illustrations/food-<picture>.svg`.
    """
    drawn = {path.stem.removeprefix("food-") for path in assets.files("templates", _DRAWINGS)}
    found: dict[str, str] = {}
    faults: list[Finding] = []
    for where, row in read_table(assets, PICTURES_FILE, columns=("food", "picture")):
        if wrong := list(uneven(row, where)):
            faults += wrong
            continue
        food, picture = row["food"], row["picture"]
        if food not in foods:
            hint = suggest(food, foods)
            faults.append(Finding("food-unknown", f"there is no food “{food}”", where=where, hint=hint))
        if picture not in drawn:
            message = f"there is no drawing food-{picture}.svg"
            faults.append(Finding("food-picture", message, where=where, hint=suggest(picture, drawn)))
        found[food] = picture
    return found, tuple(faults)

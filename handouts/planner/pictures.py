"""`food_pictures.csv` -> which drawing shows which food; a meal -> a drawing that fits it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handouts.content.authoring import suggest
from handouts.findings import Finding
from handouts.planner.foods import Food
from handouts.planner.tables import read_table, uneven
from handouts.resources import AssetPath

PICTURES_FILE = "food_pictures.csv"
_DRAWINGS = "illustrations/food-*.svg"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a drawing of a meal shows that not everybody eats."""

    what: str
    kinds: tuple[str, ...] = ()
    """Kinds of food of which the meal must hold one."""
    foods: tuple[str, ...] = ()
    """Foods that will do, too."""
    instead: str = "salad"
    """The drawing of a meal that holds none."""

    def is_held(self, foods: Iterable[Food]) -> bool:
        """Say whether one of the foods is what the drawing shows."""
        return any(food.kind in self.kinds or food.id in self.foods for food in foods)


SHOWS = {
    "bread-eggs": Shown("a fried egg", ("protein/egg",), instead="sandwich"),
    "cheese-crackers": Shown("cheese", ("protein/cheese", "fat/cheese"), instead="sandwich"),
    "milk-glass": Shown(
        "a white drink", ("protein/milk", "protein/plantmilk", "drink/plantmilk"), instead="fruit"
    ),
    "nuts-fruit": Shown("nuts", foods=("almonds", "walnuts", "hazelnuts", "cashews"), instead="fruit"),
}
"""Drawings of meals that show such a food; all the others show none."""


def fitting_picture(picture: str, foods: Iterable[Food]) -> str:
    """Return the drawing of a meal, or a plainer one where it would show what the meal does not hold."""
    shown = SHOWS.get(picture)
    return picture if shown is None or shown.is_held(foods) else shown.instead


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

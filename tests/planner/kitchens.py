"""Small overlays of food data for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from handouts.errors import PlanError
from handouts.findings import Finding
from handouts.planner.eating import Allergen, Diet
from handouts.planner.kitchen import Kitchen, load_kitchen
from handouts.resources import AssetPath

TEN_DIETS: dict[str, tuple[Diet, tuple[Allergen, ...]]] = {
    "any": (Diet.ANY, ()),
    "vegetarian": (Diet.VEGETARIAN, ()),
    "vegan": (Diet.VEGAN, ()),
    "no-milk": (Diet.ANY, (Allergen.MILK,)),
    "no-gluten": (Diet.ANY, (Allergen.GLUTEN,)),
    "no-fish": (Diet.ANY, (Allergen.FISH,)),
    "no-egg": (Diet.ANY, (Allergen.EGG,)),
    "no-nuts": (Diet.ANY, (Allergen.NUTS, Allergen.PEANUT)),
    "halal": (Diet.HALAL, ()),
    "vegetarian-no-milk": (Diet.VEGETARIAN, (Allergen.MILK,)),
}
"""The ways of eating that every cuisine must serve."""

SOUP = """
  - id: xx-soup
    name: Soup with bread
    slots: [lunch]
    serving:
      - {food: lentils-cooked, g: "200"}
      - {food: bread-rye, g: "64"}
      - {food: butter-unsalted, g: "10"}
    named: [lentils-cooked, bread-rye]
    groups: [starchy, protein, fat]
    picture: soup
    energy_kcal: 469
    allergens: [gluten, milk]
"""
"""A sound dish that tests spoil."""
VARIANT = """    variants:
      - id: xx-soup-gf
        name: Soup with gluten-free bread
        swap: {bread-rye: {food: bread-gluten-free, g: "70"}}
        named: [lentils-cooked, bread-gluten-free]
        energy_kcal: 477
        allergens: [lupin, milk, soy]
"""
"""What gives the soup a variant; put behind it."""


def overlay(folder: Path, files: dict[str, str]) -> AssetPath:
    """Return the search path with files of `planner-data/` laid over ours."""
    for name, text in files.items():
        path = folder / "planner-data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return AssetPath((folder,))


def dishes(*entries: str, cuisine: str = "xx") -> dict[str, str]:
    """Return the file of a cuisine of some dishes."""
    return {f"dishes/{cuisine}.yaml": f"cuisine: {cuisine}\nname: Test dishes\ndishes:" + "".join(entries)}


def cooked(folder: Path, files: dict[str, str]) -> Kitchen:
    """Return the kitchen with files laid over ours."""
    return load_kitchen(overlay(folder, files))


def refused(folder: Path, files: dict[str, str]) -> tuple[Finding, ...]:
    """Return the findings for which a kitchen is refused."""
    with pytest.raises(PlanError) as refusal:
        load_kitchen(overlay(folder, files))
    return refusal.value.findings


def codes(findings: Iterable[Finding]) -> list[str]:
    """Return the codes of findings in their order."""
    return [finding.code for finding in findings]

"""Do the everyday examples hold the energy that they stand for?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from handouts.checks.content.dates import jurisdictions_with_contacts
from handouts.checks.model_walk import parts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.content.blocks import EnergyExample, EnergyExamples
from handouts.findings import Finding
from handouts.localize.numbers import amounts
from handouts.planner.foods import Food, load_foods

TOLERANCE = Decimal("0.10")
"""Food tables differ by as much for the same food, and so do bowls."""


@check(
    "content-energy-example",
    stage=Stage.CONTENT,
    why="an example that holds half the energy teaches the wrong portion",
)
def examples_hold_their_energy(subject: ContentSubject) -> Iterator[Finding]:
    """Compute each example from the food table and compare it with the fact, country by country."""
    if subject.entry.handout is None:
        return
    for part in parts(subject.entry.handout):
        if not isinstance(part.model, EnergyExamples):
            continue
        foods = load_foods(subject.assets)
        for index, example in enumerate(part.model.items):
            energy_kcal = _energy_kcal(example, foods)
            where = subject.where(*part.path, "items", index, "portions")
            if energy_kcal is None:
                hint = "use foods of foods.csv that have an energy figure"
                fault = f"“{example.id}” cannot be computed: a food has no known energy"
                yield Finding("content-energy-example", fault, where=where, hint=hint)
                continue
            for places, low, high in _wanted(subject, part.model.fact):
                if not low * (1 - TOLERANCE) <= energy_kcal <= high * (1 + TOLERANCE):
                    meant = f"{low}" if low == high else f"{low} to {high}"
                    yield Finding(
                        "content-energy-example",
                        f"“{example.id}” holds {energy_kcal:.0f} kcal, not {meant} as in {', '.join(places)}",
                        where=where,
                        hint="change the grams, or the text and the grams together",
                    )


def _energy_kcal(example: EnergyExample, foods: dict[str, Food]) -> Decimal | None:
    total = Decimal(0)
    for portion in example.portions:
        food = foods.get(portion.food)
        if food is None or food.energy_kcal is None:
            return None
        total += food.energy_kcal * portion.grams / 100
    return total


def _wanted(subject: ContentSubject, name: str) -> Iterator[tuple[list[str], Decimal, Decimal]]:
    """Yield (countries, low, high) for each value that the fact has."""
    fact = subject.library.facts.get(name)
    by_value: dict[tuple[Decimal, Decimal], list[str]] = {}
    for place in jurisdictions_with_contacts(subject):
        value = fact.value_for(place) if fact else None
        if value is not None:
            numbers = amounts(value)
            by_value.setdefault((min(numbers), max(numbers)), []).append(str(place))
    for (low, high), places in by_value.items():
        yield places, low, high

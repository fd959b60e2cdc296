"""Blocks that show a computed meal plan; each is filled from the plan when the handout is localized."""

from __future__ import annotations

from typing import Literal

from handouts.content.blocks import Block
from handouts.content.model import FactRef, Translated


class PlanBlock(Block):
    """What every block of a plan has: it takes its numbers and dishes from the plan, never from here."""


class PlanFacts(PlanBlock):
    """What the plan was made for: energy, meals, drinks, and what it leaves out."""

    kind: Literal["plan-facts"]
    compact: bool = False
    """Three lines instead of three cards."""


class PlanWeek(PlanBlock):
    """Seven days of meals: dishes, amounts in household measures and grams, glasses to tick."""

    kind: Literal["plan-week"]
    how_to_use: Translated


class PlanDay(PlanBlock):
    """One day: a drawn plate for each meal, every amount, and another dish to choose instead."""

    kind: Literal["plan-day"]


class PlanChart(PlanBlock):
    """How the energy is spread, as bars with their words: over the day, or over the kinds of food."""

    kind: Literal["plan-chart"]
    by: Literal["meal", "food-group"]
    caption: Translated
    how_to_use: Translated


class PlanExtra(PlanBlock):
    """Everyday small meals that hold the extra energy, from the kitchen of the plan's cuisine."""

    kind: Literal["plan-extra"]
    fact: FactRef
    """The energy each of them stands for."""
    heading: Translated
    pictures: bool = False
    """Whether every food is drawn."""
    most: int = 3
    """How many examples are printed."""


class PlanExchange(PlanBlock):
    """What can stand instead of what: foods of about the same energy, by group."""

    kind: Literal["plan-exchange"]
    caption: Translated
    how_to_use: Translated


class PlanNotes(PlanBlock):
    """What must be said about this plan: rules that its choices rule out, cautions, who confirms it."""

    kind: Literal["plan-notes"]
    brief: bool = False
    """Only who confirms it, and what to look for on labels: for sheets that show foods and no dishes."""


AnyPlanBlock = PlanFacts | PlanWeek | PlanDay | PlanChart | PlanExtra | PlanExchange | PlanNotes
"""Every block of a plan."""

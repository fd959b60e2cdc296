"""Sheets: a meal plan that is computed for what a clinic chooses, and forms that are filled in by hand."""

from __future__ import annotations

from typing import Literal

from handouts.content.handout import Handout


class MealPlanSheet(Handout):
    """A handout whose blocks of kinds `plan-…` show a computed plan."""

    kind: Literal["meal-plan"]
    days: Literal[1, 7]
    """How many days its plan has."""


class FormSheet(Handout):
    """A diary or checklist: its blocks of kinds `form-…` leave room for handwriting."""

    kind: Literal["form-sheet"]

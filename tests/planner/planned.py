"""The shipped kitchen, facts and plans, made once for all tests of the planner."""

from __future__ import annotations

from functools import cache
from typing import Any

from handouts.content.facts import Fact
from handouts.content.model import Jurisdiction
from handouts.planner.kitchen import Kitchen, load_kitchen
from handouts.planner.plan import MealPlan
from handouts.planner.planning import make_plan, prepare
from handouts.planner.requests import PlanRequest
from handouts.planner.rules import Rules, load_facts
from handouts.planner.solver import DayModel, Solution, Solver
from handouts.planner.week import Choices
from handouts.resources import AssetPath

COUNTRY = {"vi": Jurisdiction.VN, "pl": Jurisdiction.PL, "en": Jurisdiction.GB}


@cache
def kitchen() -> Kitchen:
    return load_kitchen(AssetPath())


@cache
def facts() -> dict[str, Fact]:
    return load_facts(AssetPath())


def request(**values: Any) -> PlanRequest:
    return PlanRequest.model_validate({"cuisine": "vi", "energy_kcal": 2000, **values})


@cache
def plan(asked: PlanRequest, solver: Solver | None = None) -> MealPlan:
    return make_plan(
        asked, kitchen=kitchen(), facts=facts(), jurisdiction=COUNTRY[asked.cuisine], solver=solver
    )


def prepared(asked: PlanRequest) -> tuple[Rules, Choices]:
    return prepare(asked, kitchen=kitchen(), facts=facts(), jurisdiction=COUNTRY[asked.cuisine])


class Recording:
    """A solver that keeps every model it was given, with what came of it."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self.solved: list[tuple[DayModel, int]] = []

    def solve(self, model: DayModel) -> Any:
        found = self.solver.solve(model)
        if isinstance(found, Solution):
            self.solved.append((model, found.cost))
        return found

"""How long a week of meals takes: our solver against HiGHS and CBC on the same days; 126 plans in a table.

    .venv/bin/python -m benchmarks.plan

Read the ratios, not the milliseconds: the solvers take turns on each day, in one process. See README.md.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

import pulp

from handouts.content.model import Jurisdiction
from handouts.planner.kitchen import load_kitchen
from handouts.planner.planning import make_plan
from handouts.planner.requests import PlanRequest
from handouts.planner.rules import load_facts
from handouts.planner.solver import BranchAndBound, DayModel, GaveUp, Infeasible, Solution
from handouts.planner.verify import verify
from handouts.resources import AssetPath
from tests.planner.highs import Highs

COUNTRY = {"vi": Jurisdiction.VN, "pl": Jurisdiction.PL, "en": Jurisdiction.GB}
TARGETS = range(2300, 2901, 100)
SEEDS = (1, 2, 3)
GOAL = 1.0
"""A week with our solver ÷ a week with the faster of the others."""
_BEYOND = 1 << 39


class Cbc:
    """The same day for CBC, through PuLP."""

    def solve(self, model: DayModel) -> Solution | Infeasible:
        problem = pulp.LpProblem("day", pulp.LpMinimize)
        taken = [
            [pulp.LpVariable(f"x{c}_{o}", cat="Binary") for o in range(len(options))]
            for c, options in enumerate(model.choices)
        ]
        pairs = [
            (variable, option)
            for variables, options in zip(taken, model.choices, strict=True)
            for variable, option in zip(variables, options, strict=True)
        ]
        problem += pulp.lpSum(option.cost * variable for variable, option in pairs)
        for variables in taken:
            problem += pulp.lpSum(variables) == 1
        for row, rule in enumerate(model.rows):
            total = pulp.lpSum(option.amounts[row] * variable for variable, option in pairs)
            if rule.low > -_BEYOND:
                problem += total >= rule.low
            if rule.high < _BEYOND:
                problem += total <= rule.high
        for bit in range(max((option.marks for _, option in pairs), default=0).bit_length()):
            problem += pulp.lpSum(variable for variable, option in pairs if option.marks >> bit & 1) <= 1
        problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0.5, threads=1))
        if pulp.LpStatus[problem.status] != "Optimal":
            return Infeasible()
        chosen = tuple(next(o for o, v in enumerate(vs) if v.value() > 0.5) for vs in taken)
        return Solution(chosen, sum(model.choices[c][o].cost for c, o in enumerate(chosen)))


class Interleaved:
    """Solves each day with every solver, in turn, and answers with ours."""

    def __init__(self) -> None:
        self.solvers: dict[str, Any] = {"ours": BranchAndBound(), "HiGHS": Highs(), "CBC": Cbc()}
        self.seconds = dict.fromkeys(self.solvers, 0.0)
        self.days = self.different = self.gave_up = 0

    def solve(self, model: DayModel) -> Any:
        answers = {}
        names = list(self.solvers)
        for name in names if self.days % 2 else reversed(names):
            start = time.perf_counter()
            answers[name] = self.solvers[name].solve(model)
            self.seconds[name] += time.perf_counter() - start
        self.days += 1
        costs = {getattr(answer, "cost", None) for answer in answers.values()}
        if isinstance(answers["ours"], GaveUp):
            self.gave_up += 1
        else:
            self.different += len(costs) > 1
        return answers["ours"]


def planner() -> Callable[..., Any]:
    """Return what plans a request with a solver."""
    assets = AssetPath()
    kitchen, facts = load_kitchen(assets), load_facts(assets)

    def plan(solver: Any = None, **values: Any) -> tuple[Any, int]:
        request = PlanRequest.model_validate(values)
        made = make_plan(
            request, kitchen=kitchen, facts=facts, jurisdiction=COUNTRY[request.cuisine], solver=solver
        )
        return made, len(verify(made, kitchen=kitchen, facts=facts))

    return plan


def against_others(plan: Callable[..., Any], weeks: int) -> float:
    """Print the time of each solver on the same days; return ours ÷ the faster of the others."""
    ratios: dict[str, list[float]] = {"HiGHS": [], "CBC": []}
    days = different = gave_up = 0
    for week in range(weeks):
        cuisine = list(COUNTRY)[week % 3]
        turns = Interleaved()
        target = TARGETS[week % len(TARGETS)]
        plan(turns, cuisine=cuisine, energy_kcal=target - 500, meals=5 + week % 2, seed=week)
        days, different, gave_up = days + turns.days, different + turns.different, gave_up + turns.gave_up
        for name, values in ratios.items():
            values.append(turns.seconds["ours"] / turns.seconds[name])
    print(f"\n{weeks} weeks, {days} days solved by each; another optimum: {different}, given up: {gave_up}\n")
    print("| ours ÷ | median | worst week |\n|---|---|---|")
    for name, values in ratios.items():
        print(f"| {name} | {statistics.median(values):.2f} | {max(values):.2f} |")
    return max(statistics.median(values) for values in ratios.values())


def sweep(plan: Callable[..., Any]) -> int:
    """Print the table of 126 plans; return how many rules were broken."""
    print("\n| cuisine | meals | plans | rules broken | mean s | longest s |\n|---|---|---|---|---|---|")
    broken_in_all, seconds_of_all = 0, []
    for cuisine in COUNTRY:
        for meals in (5, 6):
            seconds, broken = [], 0
            for target in TARGETS:
                for seed in SEEDS:
                    start = time.perf_counter()
                    _, faults = plan(cuisine=cuisine, energy_kcal=target - 500, meals=meals, seed=seed)
                    seconds.append(time.perf_counter() - start)
                    broken += faults
            mean, longest = statistics.mean(seconds), max(seconds)
            print(f"| {cuisine} | {meals} | {len(seconds)} | {broken} | {mean:.2f} | {longest:.2f} |")
            broken_in_all += broken
            seconds_of_all += seconds
    mean, longest = statistics.mean(seconds_of_all), max(seconds_of_all)
    print(f"| all | | {len(seconds_of_all)} | {broken_in_all} | {mean:.2f} | {longest:.2f} |")
    return broken_in_all


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=12, help="weeks that every solver plans")
    arguments = parser.parse_args()
    plan = planner()
    ratio = against_others(plan, arguments.weeks)
    broken = sweep(plan)
    return int(ratio > GOAL or broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())

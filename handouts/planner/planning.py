"""A request + a kitchen + facts -> a plan that keeps every rule, proven; or an error: what collides."""

from __future__ import annotations

from decimal import Decimal

from handouts.content.authoring import suggest
from handouts.content.facts import Fact
from handouts.content.model import Jurisdiction
from handouts.errors import PlanError
from handouts.planner.alternatives import alternatives_for
from handouts.planner.cooking import menu
from handouts.planner.explain import explain
from handouts.planner.glasses import glasses_for
from handouts.planner.kitchen import Kitchen
from handouts.planner.options import servings
from handouts.planner.plan import MealPlan, PlannedDay, PlannedMeal
from handouts.planner.requests import PlanRequest
from handouts.planner.rules import Rules, rules_for
from handouts.planner.solver import NODE_LIMIT, BranchAndBound, Budget, Solver
from handouts.planner.verify import verify
from handouts.planner.week import Choices, Day, find_days

_ATTEMPTS_TO_EXPLAIN = 2
"""Weeks begun for each rule that is relaxed to find out what collides."""
_NODES_OF_A_REQUEST = 150_000
"""Nodes of a whole request, its explanation included: a refusal within about two seconds. Of hundreds of
plans found at random, nearly all took fewer than 10,000."""
_NODES_TO_SEARCH = 60_000
"""How many of them the search may use, so that a refusal can be explained."""
_NODES_OF_A_WAY_OUT = 10_000
"""How many of them one thing that is relaxed may use, so that others can be tried; a plan for a single day
has those of a day."""


def make_plan(
    request: PlanRequest,
    *,
    kitchen: Kitchen,
    facts: dict[str, Fact],
    jurisdiction: Jurisdiction,
    solver: Solver | None = None,
) -> MealPlan:
    """Return the plan for a request: always the same one, verified.

    Args:
        request: what was asked for.
        kitchen: foods and dishes.
        facts: the library's facts, by name.
        jurisdiction: the country whose numbers apply.
        solver: solves each day; ours if none is given.

    Raises:
        PlanError: the request cannot be used, nothing fits (the hint says what to relax), or the finished
        plan breaks
            a rule (a mistake of ours; nothing is delivered).
    """
    solver = solver or BranchAndBound()
    search = Budget(solver, _NODES_TO_SEARCH)
    rules, choices = prepare(request, kitchen=kitchen, facts=facts, jurisdiction=jurisdiction)
    days = find_days(choices, rules, seed=request.seed, solver=search)
    if days is None:
        left = _NODES_OF_A_REQUEST - _NODES_TO_SEARCH + max(0, search.left)

        def can_plan(other: PlanRequest) -> bool:
            nonlocal left
            if left <= 0:
                return False
            try:
                rules, choices = prepare(other, kitchen=kitchen, facts=facts, jurisdiction=jurisdiction)
            except PlanError:
                return False
            granted = min(left, _NODES_OF_A_WAY_OUT if other.days > 1 else NODE_LIMIT)
            budget = Budget(solver, granted)
            found = find_days(choices, rules, seed=request.seed, solver=budget, attempts=_ATTEMPTS_TO_EXPLAIN)
            left -= granted - budget.left
            return found is not None

        raise explain(request, kitchen=kitchen, rules=rules, choices=choices, can_plan=can_plan)
    plan = _assembled(request, rules, choices, days, jurisdiction)
    if broken := verify(plan, kitchen=kitchen, facts=facts):
        hint = "nothing was made; this is a mistake of ours, please report the findings"
        raise PlanError("the plan breaks rules that it should keep", hint=hint, findings=broken)
    return plan


def check_cuisine(request: PlanRequest, *, kitchen: Kitchen) -> None:
    """Let a request pass whose cuisine there is.

    Raises:
        PlanError: there is no such cuisine; the nearest is named.
    """
    if request.cuisine not in kitchen.cuisines:
        hint = suggest(request.cuisine, kitchen.cuisines)
        raise PlanError(f"there is no cuisine “{request.cuisine}”", hint=hint)


def prepare(
    request: PlanRequest, *, kitchen: Kitchen, facts: dict[str, Fact], jurisdiction: Jurisdiction
) -> tuple[Rules, Choices]:
    """Return the rules of a plan and everything that each meal may be.

    Raises:
        PlanError: the cuisine or a dislike is unknown, or the energy lies outside what we plan for.
    """
    check_cuisine(request, kitchen=kitchen)
    dishes = menu(
        kitchen,
        cuisine=request.cuisine,
        diet=request.diet,
        without=request.without,
        dislikes=request.dislikes,
        folk=request.folk,
    )
    kinds = {food.id: food.kind for food in kitchen.foods.values()}
    rules = rules_for(request, facts=facts, jurisdiction=jurisdiction)
    choices = servings(dishes, rules, kinds=kinds)
    is_restricted = bool(request.without or request.dislikes or request.diet is not request.diet.ANY)
    if is_restricted and not any(s.dish.oily_fish_g for options in choices.values() for s in options):
        rules = rules_for(request, facts=facts, jurisdiction=jurisdiction, has_oily_fish=False)
    return rules, choices


def _assembled(
    request: PlanRequest, rules: Rules, choices: Choices, days: tuple[Day, ...], jurisdiction: Jurisdiction
) -> MealPlan:
    planned = tuple(_day(number, day, rules) for number, day in enumerate(days, start=1))
    return MealPlan(
        request=request,
        jurisdiction=jurisdiction,
        baseline_kcal=rules.baseline_kcal,
        extra_kcal=rules.extra_kcal,
        days=planned,
        alternatives=alternatives_for(planned, choices=choices, rules=rules, seed=request.seed),
        waived=rules.waived,
    )


def _day(number: int, day: Day, rules: Rules) -> PlannedDay:
    drinks = {serving.slot: Decimal(serving.dish.fluid_ml) * serving.portion for serving in day}
    glasses = glasses_for(drinks, rules)
    meals = (PlannedMeal(s.slot, s.dish, s.portion, glasses[s.slot]) for s in day)
    return PlannedDay(number, tuple(meals), rules.glass_ml)

"""A request that nothing fits -> an error that says what collides and what to relax, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handouts.errors import PlanError
from handouts.planner.eating import Allergen, Diet, Slot
from handouts.planner.kitchen import Kitchen
from handouts.planner.requests import LEAST_NEED_KCAL, MOST_NEED_KCAL, PlanRequest
from handouts.planner.rules import Rules
from handouts.planner.week import Choices, Shortage, shortage

_ENERGY_STEPS = (-100, 100, -200, 200, -300, 300, -500, 500)
"""Kilocalories by which another energy is tried, nearest first."""
_MOST_ADVICE = 3
"""Ways out that are named at most."""
_NO_ALLERGY = "only if this is no allergy"

_ONE_AND_MANY = {
    Slot.BREAKFAST: ("breakfast", "breakfasts"),
    Slot.MORNING: ("morning snack", "morning snacks"),
    Slot.LUNCH: ("lunch", "lunches"),
    Slot.AFTERNOON: ("afternoon snack", "afternoon snacks"),
    Slot.DINNER: ("dinner", "dinners"),
    Slot.EVENING: ("evening snack", "evening snacks"),
}


def explain(
    request: PlanRequest,
    *,
    kitchen: Kitchen,
    rules: Rules,
    choices: Choices,
    can_plan: Callable[[PlanRequest], bool],
) -> PlanError:
    """Return the error for a request that no plan fits.

    Dishes are counted first; then one thing at a time is relaxed, and what alone gives a plan is named, up to
    three things: what costs least first, what might harm last.

    Args:
        request: what was asked for.
        kitchen: foods and dishes.
        rules: rules of the plan.
        choices: what each meal may be.
        can_plan: whether a plan is found for another request.
    """
    short = shortage(choices, rules)
    cuisine = str(kitchen.cuisines[request.cuisine].name)
    if short:
        message = f"{_too_few(short, request)} in the {cuisine}"
    else:
        days = "week" if request.days > 1 else "day"
        message = (
            f"the {cuisine}{_wishes(request)} give no {days} of {request.meals} meals a day with "
            f"{rules.target_kcal:,} kcal that keeps every rule"
        )
    helpful: list[str] = []
    for ways in _relaxed(request, rules, is_short=short is not None):
        helpful += next(([words] for words, other in ways if can_plan(other)), [])
        if len(helpful) == _MOST_ADVICE:
            break
    return PlanError(message, hint=_hint(helpful))


def _hint(helpful: list[str]) -> str:
    if not helpful:
        return (
            "no single change that was tried gives a plan:"
            " change two or more, or let a dietitian plan by hand"
        )
    if len(helpful) == 1:
        return f"this alone gives a plan: {helpful[0]}"
    opening = "any one of these" if helpful[2:] else "relaxing either"
    return f"{opening} gives a plan: {', or '.join(helpful)}"


_Way = tuple[str, PlanRequest]
"""What is relaxed, in words, and the request that it makes."""


def _relaxed(request: PlanRequest, rules: Rules, *, is_short: bool) -> Iterator[tuple[_Way, ...]]:
    """Yield ways to relax a request, of each group the first that helps: least loss first, allergens last."""

    def but(**other: object) -> PlanRequest:
        return request.model_copy(update=other)

    if request.days > 1:
        yield (("a plan for one day", but(days=1)),)
    meals = 11 - request.meals
    yield ((f"{meals} meals a day", but(meals=meals)),)
    if not is_short:
        needs = (rules.baseline_kcal + step for step in _ENERGY_STEPS)
        yield tuple(
            (f"an own need of {need:,} kcal", but(energy_kcal=need, mother=None))
            for need in needs
            if LEAST_NEED_KCAL <= need <= MOST_NEED_KCAL
        )
    for dislike in request.dislikes:
        kept = tuple(other for other in request.dislikes if other != dislike)
        yield ((f"“{dislike}” allowed", but(dislikes=kept)),)
    if not request.folk:
        yield (("traditional dishes allowed", but(folk=True)),)
    if request.diet is not Diet.ANY:
        yield ((f"{_NO_ALLERGY}: any diet instead of {request.diet}", but(diet=Diet.ANY)),)
    for allergen in request.without:
        rest = tuple(other for other in request.without if other is not allergen)
        yield ((f"{_NO_ALLERGY}: {_named(allergen)} allowed", but(without=rest)),)


def _too_few(short: Shortage, request: PlanRequest) -> str:
    many = " and ".join(_ONE_AND_MANY[slot][1] for slot in short.slots)
    if not short.dishes:
        return f"no {' or '.join(_ONE_AND_MANY[slot][0] for slot in short.slots)}{_wishes(request)}"
    period = "a week" if request.days > 1 else "a day"
    dishes = "only one dish" if short.dishes == 1 else f"only {short.dishes} different dishes"
    return f"{dishes} for {many}{_wishes(request)}, where {period} takes {short.needed},"


def _wishes(request: PlanRequest) -> str:
    """Return what narrows the choice, such as “ that are vegan, without milk and gluten”."""
    parts = []
    if request.diet is not Diet.ANY:
        parts.append(f"for a {request.diet} diet")
    if request.without:
        parts.append(f"without {_joined([_named(allergen) for allergen in request.without])}")
    if request.dislikes:
        parts.append(
            f"without the {len(request.dislikes)} things disliked"
            if len(request.dislikes) > 1
            else f"without “{request.dislikes[0]}”"
        )
    return f" {' '.join(parts)}" if parts else ""


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _named(allergen: Allergen) -> str:
    """Return how an allergen is called in a sentence."""
    return "soya" if allergen is Allergen.SOY else str(allergen)

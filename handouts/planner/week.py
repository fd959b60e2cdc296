"""Servings and rules -> days chosen one after the other, each to its optimum, none starving a later one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations

from handouts.planner.eating import Slot
from handouts.planner.options import DayWish, Serving, bases_at, chance, day_model
from handouts.planner.rules import Rules
from handouts.planner.solver import Solution, Solver

ATTEMPTS = 12
"""Weeks that are begun anew, each with other chance, when a later day finds nothing."""

Day = tuple[Serving, ...]
Choices = dict[Slot, tuple[Serving, ...]]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Meals for which a week has too few dishes, by counting alone."""

    slots: tuple[Slot, ...]
    dishes: int
    """How many dishes fit them."""
    needed: int
    """How many it would take at least."""


def shortage(choices: Choices, rules: Rules) -> Shortage | None:
    """Return the fewest meals for which there are too few dishes, or nothing, by Hall's condition."""
    at = bases_at(choices)
    for slots in _groups_of(rules.slots):
        dishes = len(frozenset().union(*(at[slot] for slot in slots)))
        uses = min(rules.most_of_a_dish, (rules.days + 1) // 2)
        if dishes * uses < rules.days * len(slots):
            return Shortage(slots, dishes, -(-rules.days * len(slots) // uses))
    return None


def find_days(
    choices: Choices, rules: Rules, *, seed: int, solver: Solver, attempts: int = ATTEMPTS
) -> tuple[Day, ...] | None:
    """Return the days of a plan, or nothing when none was found.

    Each day is the cheapest that keeps its own rules and leaves what the other days need.
    """
    if shortage(choices, rules):
        return None
    for attempt in range(attempts):
        days: list[Day] = []
        while len(days) < rules.days:
            day = _next_day(choices, rules, days, seed=f"{seed}/{attempt}", solver=solver)
            if day is None:
                break
            days.append(day)
        if len(days) == rules.days:
            return tuple(days)
        if not days:
            return None  # chance changes costs only: no day at all keeps the rules
    return None


def _next_day(choices: Choices, rules: Rules, days: list[Day], *, seed: str, solver: Solver) -> Day | None:
    """Return the cheapest day that may follow, with its wishes if they can be had."""
    for wish in _wishes(choices, rules, days, seed):
        model, servings = day_model(choices, rules, wish)
        found = solver.solve(model)
        if isinstance(found, Solution):
            return tuple(servings[slot][option] for slot, option in enumerate(found.chosen))
    return None


def _wishes(choices: Choices, rules: Rules, days: list[Day], seed: str) -> tuple[DayWish, ...]:
    """Return what today should be, then what it may be when that cannot be had."""
    eaten = [serving for day in days for serving in day]
    uses = Counter(serving.dish.base for serving in eaten)
    yesterday = days[-1] if days else ()
    fish = sum(serving.dish.oily_fish_g > 0 for serving in eaten)
    least, most = rules.oily_fish[0] - fish, rules.oily_fish[1] - fish
    left = rules.days - len(days) - 1
    plain = DayWish(
        day=len(days) + 1,
        seed=seed,
        forbidden=frozenset(base for base, count in uses.items() if count >= rules.most_of_a_dish)
        | {serving.dish.base for serving in yesterday},
        seen=frozenset(uses),
        proteins_before=frozenset(serving.protein_food for serving in yesterday),
        most_oily_fish=most,
        most_limited_mercury=rules.most_limited_mercury - sum(s.dish.has_limited_mercury for s in eaten),
        most_folk=rules.most_folk - sum(s.dish.is_folk for s in eaten),
        scarce=_scarce(choices, rules, uses, frozenset(s.dish.base for s in yesterday), left),
        has_two_proteins=False,
    )
    variants = [replace(plain, has_two_proteins=True), plain]
    fish_day = 1 + chance(seed, "fish") % max(1, rules.days - 2)
    if least > 0 and plain.day >= fish_day:
        slots = [slot for slot, options in choices.items() if any(s.dish.oily_fish_g for s in options)]
        slots.sort(key=lambda slot: (not slot.is_main, chance(seed, "fish", slot)))
        wanted = [replace(wish, oily_fish_at=slot) for wish in variants for slot in slots]
        variants = wanted if left < least else [*wanted, *variants]
    return tuple(variants)


def _scarce(
    choices: Choices, rules: Rules, uses: Counter[str], yesterday: frozenset[str], left: int
) -> tuple[tuple[str, frozenset[str], int], ...]:
    """Return for which meals dishes run short, and how many of them today may take.

    For every group of meals, the dishes left must fill that group on all days left (Hall's condition). A dish
    that is eaten today is gone for tomorrow and has one use less.
    """
    if not left:
        return ()
    found = []
    at = bases_at(choices)
    most = rules.most_of_a_dish
    for slots in _groups_of(rules.slots):
        dishes = frozenset().union(*(at[slot] for slot in slots))
        room = -left * len(slots)
        costly = set()
        for base in dishes:
            now = max(0, min(most - uses[base], (left + 1) // 2))
            then = max(0, min(most - uses[base] - 1, left // 2))
            room += now
            if then < now and base not in yesterday:
                costly.add(base)
        if room < len(rules.slots):
            found.append(("+".join(slots), frozenset(costly), max(0, room)))
    return tuple(found)


def _groups_of(slots: tuple[Slot, ...]) -> tuple[tuple[Slot, ...], ...]:
    return tuple(group for size in range(1, len(slots) + 1) for group in combinations(slots, size))

"""Kitchen + what somebody eats -> the dishes of a cuisine for her, with rules of exchange applied."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.content.authoring import suggest
from handouts.errors import PlanError
from handouts.planner.dishes import NOT_FOR, Dish
from handouts.planner.eating import Allergen, Diet
from handouts.planner.eats import Eats
from handouts.planner.kitchen import Kitchen
from handouts.planner.servings import swap
from handouts.planner.swaps import SwapRule


def menu(
    kitchen: Kitchen,
    *,
    cuisine: str,
    diet: Diet = Diet.ANY,
    without: Iterable[Allergen] = (),
    dislikes: Iterable[str] = (),
    folk: bool = False,
) -> tuple[Dish, ...]:
    """Return the dishes that somebody can eat, each at most once, in the order of the file.

    A dish is taken as it is if she eats all of it; else with rules applied to foods that its name does not
    mention; else its first variant that fits, as it is or with rules. Dishes that are only offered
    (`optional`) are never among them, folk dishes only if asked for.

    Raises:
        PlanError: the cuisine, or something that she does not like, is unknown.
    """
    eats = kitchen.eats(diet=diet, without=without, dislikes=dislikes)
    if cuisine not in kitchen.cuisines:
        raise PlanError(f"there are no dishes for “{cuisine}”", hint=suggest(cuisine, kitchen.cuisines))
    found = []
    for entry in kitchen.cuisines[cuisine].dishes:
        if entry.optional or (entry.folk and not folk) or entry.id in eats.dislikes:
            continue
        served = (serve_to(kitchen, dish, eats) for dish in versions(kitchen, entry.id))
        found += [dish for dish in served if dish is not None][:1]
    return tuple(found)


def versions(kitchen: Kitchen, base: str) -> tuple[Dish, ...]:
    """Return a dish and its variants, in their order, without rules applied."""
    cuisine = kitchen.dishes[base].cuisine
    entry = next(entry for entry in kitchen.cuisines[cuisine].dishes if entry.id == base)
    return tuple(kitchen.dishes[name] for name in (base, *(variant.id for variant in entry.variants)))


def serve_to(kitchen: Kitchen, dish: Dish, eats: Eats) -> Dish | None:
    """Return a dish as somebody can eat it: as it is, or with rules applied; nothing if neither will do."""
    if dish.id in eats.dislikes or _unwanted(dish, eats):
        return None
    refused = [part.food for part in dish.serving if not eats.takes(part.food)]
    if not refused:
        return dish
    rules = [None if food in dish.named else _rule(kitchen, food, eats) for food in refused]
    if None in rules:
        return None
    served = swap(dish, [rule for rule in rules if rule], larder=kitchen.larder)
    return served if served.serving else None


def _rule(kitchen: Kitchen, food: str, eats: Eats) -> SwapRule | None:
    """Return the first rule that takes a food and gives one that somebody eats."""
    for rule in kitchen.swaps:
        if rule.take == food and (rule.give is None or eats.takes(rule.give)):
            return rule
    return None


def why_not(
    kitchen: Kitchen,
    base: str,
    *,
    diet: Diet = Diet.ANY,
    without: Iterable[Allergen] = (),
    dislikes: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the foods, and the allergens it may hold, that keep somebody from the nearest version of a dish.

    None if she eats it.
    """
    eats = kitchen.eats(diet=diet, without=without, dislikes=dislikes)
    reasons = [_in_the_way(kitchen, dish, eats) for dish in versions(kitchen, base)]
    return min(reasons, key=len)


def _in_the_way(kitchen: Kitchen, dish: Dish, eats: Eats) -> tuple[str, ...]:
    refused = (part.food for part in dish.serving if not eats.takes(part.food))
    in_the_way = (food for food in refused if food in dish.named or _rule(kitchen, food, eats) is None)
    return (*in_the_way, *_unwanted(dish, eats))


def _unwanted(dish: Dish, eats: Eats) -> tuple[str, ...]:
    """Return what a dish may hold beside its foods that somebody does not eat."""
    return tuple(
        sorted(a for a in dish.may_hold if a in eats.without or eats.diet in NOT_FOR.get(a, frozenset()))
    )

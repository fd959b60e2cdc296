"""Dishes, portions, rules -> the model of one day in whole numbers, and what its options stand for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from handouts.planner.dishes import Dish
from handouts.planner.eating import Group, Slot
from handouts.planner.nutrients import Nutrient
from handouts.planner.plan import PORTIONS
from handouts.planner.rules import LEAST_GLASSES, LEAST_MEALS_OF_A_GROUP, Rules
from handouts.planner.solver import DayModel, Option, Row

_KCAL_PER_G_PROTEIN = 4
_ANY = 1 << 40
"""A bound that nothing reaches."""

_PORTION_COST = {Decimal("0.75"): 4, Decimal(1): 0, Decimal("1.25"): 2, Decimal("1.5"): 7}
_TASTE = 12
"""Most points of chance against a dish on a day: what makes one seed's week differ from another's."""
_SECOND_TIME = 24
"""Points against a dish that the week already holds: more than chance, so that dishes take turns."""
_SAME_PROTEIN = 6
"""Points against the main protein food of the day before."""
_TIE = 100_000
"""Costs are points × this + a hash below it: two days of the same cost are as good as impossible."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A dish in one size, at one meal."""

    slot: Slot
    dish: Dish
    portion: Decimal
    protein_food: str
    """The food that brings most of its protein: meat, fish, eggs, tofu …"""
    amounts: tuple[int, ...]
    """What it adds to `day_rows`."""


@dataclass(frozen=True, slots=True)
class DayWish:
    """What the other days of the week mean for one day."""

    day: int
    seed: str
    """Chance: a text that stands for the request's seed and the attempt."""
    forbidden: frozenset[str] = frozenset()
    """Bases of dishes that may not be chosen."""
    seen: frozenset[str] = frozenset()
    """Bases that the week already holds."""
    proteins_before: frozenset[str] = frozenset()
    """Main protein foods of yesterday."""
    most_oily_fish: int = _ANY
    oily_fish_at: Slot | None = None
    """The meal that must be oily fish, if there is one."""
    most_limited_mercury: int = _ANY
    most_folk: int = _ANY
    scarce: tuple[tuple[str, frozenset[str], int], ...] = ()
    """Name, bases, and how many meals of today at most may be of these bases."""
    has_two_proteins: bool = True
    """Whether lunch and dinner must have different main protein foods."""


def day_rows(rules: Rules) -> tuple[Row, ...]:
    """Return what each day keeps whatever the others hold.

    Energy and protein count in tenths, drinks in millilitres. Every rounding and bound leans to the safe
    side: what keeps these rows keeps the rules exactly.
    """
    least, most = rules.energy_kcal
    slack = len(rules.slots)  # more than half a tenth for each meal
    groups = (Row(f"group-{group}", LEAST_MEALS_OF_A_GROUP, _ANY) for group in Group)
    return (
        Row("energy", _up(least * 10) + slack, _down(most * 10) - slack),
        Row("protein", _up(rules.least_protein_g * 10), _ANY),
        Row("protein-share", -_ANY, 0),
        Row("drinks-in-dishes", 0, rules.most_fluid_ml - LEAST_GLASSES * rules.glass_ml),
        Row("caffeine", 0, _down(rules.most_caffeine_mg * 10)),
        *groups,
    )


def servings(menu: Iterable[Dish], rules: Rules, *, kinds: dict[str, str]) -> dict[Slot, tuple[Serving, ...]]:
    """Return everything that each meal may be, in a fixed order.

    Left out: dishes that are only offered, dishes of which the energy is not known in full, and main meals
    without vegetables or fruit.

    Args:
        menu: dishes that fit the request.
        rules: rules of the plan.
        kinds: the kind of each food, such as `protein/fish`.
    """
    found: dict[Slot, tuple[Serving, ...]] = {}
    chosen = [dish for dish in menu if not dish.is_optional and not dish.amount(Nutrient.ENERGY).is_at_least]
    for slot in rules.slots:
        fitting = [d for d in chosen if slot in d.slots and (Group.PLANTS in d.groups or not slot.is_main)]
        found[slot] = tuple(
            Serving(slot, dish, portion, _protein_food(dish, kinds), _amounts(dish, portion, rules))
            for dish in sorted(fitting, key=lambda d: d.id)
            for portion in PORTIONS
        )
    return found


def day_model(
    choices: dict[Slot, tuple[Serving, ...]], rules: Rules, wish: DayWish
) -> tuple[DayModel, tuple[tuple[Serving, ...], ...]]:
    """Return the model of a day, and the serving that each of its options stands for."""
    rows = (
        *day_rows(rules),
        Row("oily-fish", 0, wish.most_oily_fish),
        Row("limited-mercury", 0, wish.most_limited_mercury),
        Row("folk", 0, wish.most_folk),
        *(Row(f"scarce-{name}", 0, most) for name, _, most in wish.scarce),
    )
    open_servings = tuple(
        tuple(
            serving
            for serving in options
            if serving.dish.base not in wish.forbidden
            and (serving.slot is not wish.oily_fish_at or serving.dish.oily_fish_g)
        )
        for options in choices.values()
    )
    marks = _Marks(open_servings, has_two_proteins=wish.has_two_proteins)
    options = tuple(
        tuple(
            Option(_cost(serving, wish), serving.amounts + _week_amounts(serving, wish), marks.of(serving))
            for serving in servings_of_slot
        )
        for servings_of_slot in open_servings
    )
    return DayModel(options, rows), open_servings


def bases_at(choices: dict[Slot, tuple[Serving, ...]]) -> dict[Slot, frozenset[str]]:
    """Return the dishes that may stand at each meal."""
    return {slot: frozenset(serving.dish.base for serving in options) for slot, options in choices.items()}


def chance(*words: object) -> int:
    """Return a number that looks random and is the same everywhere.

    >>> chance("seed", 1) == chance("seed", 1)
    True
    """
    text = "/".join(map(str, words))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


@dataclass(slots=True)
class _Marks:
    """Bits for what excludes each other on a day: a dish at two meals, a protein food at both large ones."""

    servings: tuple[tuple[Serving, ...], ...]
    has_two_proteins: bool
    bits: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        slots_of: dict[str, set[Slot]] = {}
        for options in self.servings:
            for serving in options:
                for name in self._names(serving):
                    slots_of.setdefault(name, set()).add(serving.slot)
        shared = (name for name, slots in sorted(slots_of.items()) if len(slots) > 1)
        self.bits = {name: 1 << position for position, name in enumerate(shared)}

    def of(self, serving: Serving) -> int:
        found = 0
        for name in self._names(serving):
            found |= self.bits.get(name, 0)
        return found

    def _names(self, serving: Serving) -> Iterable[str]:
        yield f"dish {serving.dish.base}"
        if self.has_two_proteins and serving.slot in (Slot.LUNCH, Slot.DINNER) and serving.protein_food:
            yield f"protein {serving.protein_food}"


def _cost(serving: Serving, wish: DayWish) -> int:
    base = serving.dish.base
    points = _PORTION_COST[serving.portion] + chance(wish.seed, wish.day, base) % _TASTE
    if base in wish.seen:
        points += _SECOND_TIME
    if serving.protein_food in wish.proteins_before and serving.slot in (Slot.LUNCH, Slot.DINNER):
        points += _SAME_PROTEIN
    return points * _TIE + chance(wish.seed, wish.day, serving.slot, serving.dish.id, serving.portion) % _TIE


def _amounts(dish: Dish, portion: Decimal, rules: Rules) -> tuple[int, ...]:
    energy = dish.energy_kcal * portion
    protein = dish.amount(Nutrient.PROTEIN).value * portion
    too_much = protein * _KCAL_PER_G_PROTEIN - energy * rules.most_protein_share
    return (
        int((energy * 10).to_integral_value(ROUND_HALF_EVEN)),
        _down(protein * 10),
        _up(too_much * 10),
        _up(dish.fluid_ml * portion),
        _up(dish.amount(Nutrient.CAFFEINE).value * portion * 10),
        *(int(group in dish.groups) for group in Group),
    )


def _week_amounts(serving: Serving, wish: DayWish) -> tuple[int, ...]:
    dish = serving.dish
    return (
        int(dish.oily_fish_g > 0),
        int(dish.has_limited_mercury),
        int(dish.is_folk),
        *(int(dish.base in bases) for _, bases, _ in wish.scarce),
    )


def _protein_food(dish: Dish, kinds: dict[str, str]) -> str:
    """Return the main protein food by its first word: chicken, however it is cooked."""
    heaviest = max(
        (part for part in dish.serving if kinds.get(part.food, "").startswith("protein")),
        key=lambda part: (part.grams, part.food),
        default=None,
    )
    return heaviest.food.partition("-")[0] if heaviest else ""


def _up(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_CEILING))


def _down(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_FLOOR))

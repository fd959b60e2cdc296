"""A request -> the energy a mother needs for herself and for milk; never below a safe floor."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from handouts.content.facts import Fact
from handouts.content.model import Jurisdiction
from handouts.errors import PlanError
from handouts.planner.requests import MOST_NEED_KCAL, Mother, PlanRequest

REFERENCE_NEED_KCAL = 2000
"""Own need when nothing is said. Source: Regulation (EU) No 1169/2011, Annex XIII (reference intake of an
average adult, 8,400 kJ or 2,000 kcal)."""
SAFE_FLOOR_KCAL = 1800
"""No plan is made for less energy a day. Source: Institute of Medicine, Nutrition During Lactation (1991),
chapter 9, table 9-5: below 1,800 kcal a day a diet ordinarily lacks what breastfeeding takes; raise it to
that at least."""

_YOUNGER = 30
"""Years from which the second equation holds."""
_HENRY = {
    True: (Decimal("10.4"), Decimal(615), Decimal(-282)),
    False: (Decimal("8.18"), Decimal(502), Decimal("-11.6")),
}
"""Basal metabolic rate of women in kcal a day = a × weight in kg + b × height in m + c, by age under 30 or
not.

Source: Henry, Basal metabolic rate studies in humans, Public Health Nutrition 8(7A), 1133–1152 (2005),
doi:10.1079/PHN2005801: the Oxford equations for women of 18 to 30 and 30 to 60 years; used by EFSA, Dietary
Reference Values for energy, EFSA Journal 2013;11(1):3005.
"""
_ACTIVITY = {"low": Decimal("1.4"), "moderate": Decimal("1.6"), "high": Decimal("1.8")}
"""Total energy a day ÷ basal metabolic rate. Source: EFSA 2013 (as above): 1.4 low active, 1.6 moderately
active, 1.8 active."""


def own_need(mother: Mother) -> int:
    """Return the energy that a woman needs a day without pregnancy or milk, in kcal, rounded to 10.

    Source: Henry (2005) × physical activity level of EFSA (2013). The equation gives an average of women of
    that size, not the need of one of them; a dietitian adjusts it.

    >>> own_need(Mother(age=28, height_cm=165, weight_kg=60, activity="moderate"))
    2170
    >>> own_need(Mother(age=34, height_cm=165, weight_kg=60))
    1830
    """
    for_weight, for_height, constant = _HENRY[mother.age < _YOUNGER]
    basal = for_weight * mother.weight_kg + for_height * mother.height_cm / 100 + constant
    return _to_tens(basal * _ACTIVITY[mother.activity])


def baseline(request: PlanRequest) -> int:
    """Return the mother's own need a day, in kcal: as given, computed, or the reference of an average adult.

    Raises:
        PlanError: the equation gives more than we plan for.
    """
    if request.energy_kcal is not None:
        return request.energy_kcal
    if request.mother is None:
        return REFERENCE_NEED_KCAL
    need = own_need(request.mother)
    if need > MOST_NEED_KCAL:
        raise PlanError(
            f"the equation gives an own need above {MOST_NEED_KCAL:,} kcal a day, the most we plan for",
            hint=f"the nearest is --energy {MOST_NEED_KCAL}; a dietitian plans for more",
        )
    return need


def extra_for_milk(facts: dict[str, Fact], *, jurisdiction: Jurisdiction) -> int:
    """Return the energy a day that is added while a mother only breastfeeds, in kcal, by the country's rule.

    A range, such as 340 to 400, counts as its middle rounded to 10.

    Raises:
        PlanError: the facts hold no such number for the country.
    """
    value = facts["extra_energy"].value_for(jurisdiction) if "extra_energy" in facts else None
    if value is None:
        raise PlanError(
            f"facts.yaml has no extra_energy for {jurisdiction}",
            hint="add it, with its source, or name another country",
        )
    if value.low is not None and value.high is not None:
        return _to_tens((value.low + value.high) / 2)
    given = next(v for v in (value.value, value.at_least, value.at_most) if v is not None)
    return int(given)


def check_floor(baseline_kcal: int, extra_kcal: int) -> None:
    """Let a target pass that is safe.

    Raises:
        PlanError: own need and milk together lie below the safe floor; the nearest own need is named.
    """
    if baseline_kcal + extra_kcal < SAFE_FLOOR_KCAL:
        raise PlanError(
            f"{baseline_kcal:,} kcal of her own and {extra_kcal} for milk are"
            f" {baseline_kcal + extra_kcal:,} kcal a day; no plan is made below {SAFE_FLOOR_KCAL:,}",
            hint=f"the nearest own need is {SAFE_FLOOR_KCAL - extra_kcal:,} kcal; below, a dietitian plans",
        )


def _to_tens(kcal: Decimal) -> int:
    return int((kcal / 10).to_integral_value(ROUND_HALF_UP)) * 10

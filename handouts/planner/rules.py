"""A request + the facts of a country -> the rules that its plan keeps, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handouts.content.authoring import load
from handouts.content.facts import Fact, FactBook, FactValue
from handouts.content.model import Jurisdiction
from handouts.errors import ContentError, PlanError
from handouts.planner.eating import SLOTS_OF, Allergen, Diet, Slot
from handouts.planner.needs import baseline, check_floor, extra_for_milk
from handouts.planner.requests import PlanRequest
from handouts.resources import AssetPath

ENERGY_BAND = Decimal("0.03")
"""How far the energy of a day may lie from the target. Our own choice."""
LEAST_PROTEIN_G = Decimal(71)
"""Grams a day. Source: Institute of Medicine, Dietary Reference Intakes 2005 (about 71 g), second hand."""
MOST_PROTEIN_SHARE = Decimal("0.22")
"""Of the energy of a day, at 4 kcal a gram (Regulation (EU) No 1169/2011, Annex XIV). Our own choice."""
LEAST_MEALS_OF_A_GROUP = 2
"""Meals a day that hold a helping of each of the four food groups. Our own choice."""
MOST_OILY_FISH = 2
"""Meals a week. Source: `nhs-what0-18-diet`, as noted at the fact oily_fish_portions."""
MOST_LIMITED_MERCURY = 1
"""Meals a week. Source: FDA/EPA, Advice about eating fish (2021), “good choices”: one serving a week."""
MOST_FOLK = 3
"""Traditional dishes a week. Our own choice."""
MOST_OF_A_DISH = 2
"""Meals a week of one dish, never on two days in a row. Our own choice."""
LEAST_GLASSES = 3
"""Glasses of water a day: one with each main meal. Our own choice."""

OILY_FISH = "oily-fish"
"""Code of the one rule that a request may rule out."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plan keeps. Counts are meals over all days of the plan, amounts are for each day."""

    days: int
    slots: tuple[Slot, ...]
    baseline_kcal: int
    extra_kcal: int
    least_protein_g: Decimal
    most_protein_share: Decimal
    least_fluid_ml: int
    most_fluid_ml: int
    glass_ml: int
    most_caffeine_mg: Decimal
    oily_fish: tuple[int, int]
    """Fewest and most meals."""
    most_limited_mercury: int
    most_folk: int
    most_of_a_dish: int
    waived: tuple[str, ...] = ()
    """Codes of rules that the request itself rules out."""

    @property
    def target_kcal(self) -> int:
        """Energy a day to plan for."""
        return self.baseline_kcal + self.extra_kcal

    @property
    def energy_kcal(self) -> tuple[Decimal, Decimal]:
        """Least and most energy a day."""
        return self.target_kcal * (1 - ENERGY_BAND), self.target_kcal * (1 + ENERGY_BAND)


def load_facts(assets: AssetPath) -> dict[str, Fact]:
    """Return the library's facts by name, without the rest of the library.

    Raises:
        ContentError: there is no file of facts, or it has faults (all listed).
    """
    path = assets.find("library/facts.yaml")
    if path is None:
        raise ContentError("the library has no facts.yaml", hint="check the overlay or the installation")
    book, _, findings = load(path, FactBook)
    if book is None:
        raise ContentError("facts.yaml has faults", findings=findings)
    return book.facts


def rules_for(
    request: PlanRequest,
    *,
    facts: dict[str, Fact],
    jurisdiction: Jurisdiction,
    has_oily_fish: bool = True,
) -> Rules:
    """Return the rules of a plan.

    Args:
        request: what was asked for.
        facts: the library's facts, by name.
        jurisdiction: the country whose numbers apply.
        has_oily_fish: whether any dish with oily fish is left after diet, allergens and dislikes.

    Raises:
        PlanError: a fact is missing, or the energy lies outside what we plan for.
    """
    own, extra = baseline(request), extra_for_milk(facts, jurisdiction=jurisdiction)
    check_floor(own, extra)
    fluids = _fact(facts, "fluids", jurisdiction)
    if fluids.low is None or fluids.high is None:
        raise PlanError("the fact fluids must have low and high", hint="mend it in facts.yaml")
    is_week = request.days > 1
    waived = (OILY_FISH,) if eats_no_fish(request) or not has_oily_fish else ()
    fish = _number(facts, "oily_fish_portions", jurisdiction)
    return Rules(
        days=request.days,
        slots=SLOTS_OF[request.meals],
        baseline_kcal=own,
        extra_kcal=extra,
        least_protein_g=LEAST_PROTEIN_G,
        most_protein_share=MOST_PROTEIN_SHARE,
        least_fluid_ml=int(fluids.low * 1000),
        most_fluid_ml=int(fluids.high * 1000),
        glass_ml=int(_number(facts, "glass_size", jurisdiction)),
        most_caffeine_mg=_number(facts, "caffeine_limit", jurisdiction),
        oily_fish=(int(fish) if is_week and not waived else 0, MOST_OILY_FISH if is_week else 1),
        most_limited_mercury=MOST_LIMITED_MERCURY,
        most_folk=MOST_FOLK if is_week else 1,
        most_of_a_dish=MOST_OF_A_DISH if is_week else 1,
        waived=waived,
    )


def eats_no_fish(request: PlanRequest) -> bool:
    """Say whether a request rules out fish as such."""
    return request.diet in (Diet.VEGETARIAN, Diet.VEGAN) or Allergen.FISH in request.without


def _fact(facts: dict[str, Fact], name: str, jurisdiction: Jurisdiction) -> FactValue:
    value = facts[name].value_for(jurisdiction) if name in facts else None
    if value is None:
        raise PlanError(f"facts.yaml has no {name} for {jurisdiction}", hint="add it, with its source")
    return value


def _number(facts: dict[str, Fact], name: str, jurisdiction: Jurisdiction) -> Decimal:
    value = _fact(facts, name, jurisdiction)
    if value.value is None:
        raise PlanError(f"the fact {name} must be one number", hint="mend it in facts.yaml")
    return value.value

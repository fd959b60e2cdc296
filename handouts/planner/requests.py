"""What a clinic chooses for a plan: cuisine, energy, meals, diet, seed. Nothing about who it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from handouts.content.model import Model, Slug
from handouts.planner.eating import Allergen, Diet

LEAST_AGE, MOST_AGE = 18, 59
"""Years for which the equation of `needs.py` holds for women who breastfeed; never below 18."""
LEAST_HEIGHT_CM, MOST_HEIGHT_CM = 130, 200
LEAST_WEIGHT_KG, MOST_WEIGHT_KG = 40, 130
"""Our own choice: about the heights and weights that the equation was made from; outside, a dietitian
plans."""
LEAST_NEED_KCAL, MOST_NEED_KCAL = 1300, 3000
"""A woman's own need a day that we plan for. Our own choice: with 500 kcal for milk, the lower end is the
safe floor of `needs.py`; the upper end is beyond the highest average requirement of women in EFSA 2013
(2,600)."""


T = TypeVar("T", bound=str)


def _within(low: int, high: int, unit: str, *, too_low: str = "", too_high: str = "") -> Callable[[int], int]:
    def check(value: int) -> int:
        if low <= value <= high:
            return value
        nearest, advice = (low, too_low) if value < low else (high, too_high)
        advice = advice or "the nearest is {nearest:,}"
        raise ValueError(f"must lie between {low:,} and {high:,} {unit}: {advice.format(nearest=nearest)}")

    return check


def _in_order(words: tuple[T, ...]) -> tuple[T, ...]:
    """Return each word once, sorted: in which order somebody names them changes nothing."""
    return tuple(sorted(set(words)))


def _no_switch(value: object) -> object:
    """Let pass what is neither true nor false: Python takes true for 1."""
    if isinstance(value, bool):
        raise ValueError("must be 1 or 7")
    return value


Whole = Annotated[int, Field(strict=True)]
"""A whole number: neither yes nor a text."""


class Mother(Model):
    """What the published equation needs. Never stored, never printed, never logged."""

    age: Annotated[
        Whole,
        AfterValidator(
            _within(
                LEAST_AGE,
                MOST_AGE,
                "years",
                too_low="for a mother who is younger, her midwife or dietitian plans",
            )
        ),
    ]
    """Years."""
    height_cm: Annotated[Whole, AfterValidator(_within(LEAST_HEIGHT_CM, MOST_HEIGHT_CM, "cm"))]
    weight_kg: Annotated[Whole, AfterValidator(_within(LEAST_WEIGHT_KG, MOST_WEIGHT_KG, "kg"))]
    """Weight before pregnancy."""
    activity: Literal["low", "moderate", "high"] = "low"


class PlanRequest(Model):
    """One plan. The same request gives the same plan, whoever asks and when."""

    cuisine: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")]
    energy_kcal: (
        Annotated[
            Whole,
            AfterValidator(
                _within(
                    LEAST_NEED_KCAL,
                    MOST_NEED_KCAL,
                    "kcal a day",
                    too_low="the nearest is {nearest:,}; for less ask a dietitian",
                    too_high="the nearest is {nearest:,}; for more ask a dietitian",
                )
            ),
        ]
        | None
    ) = None
    """The mother's own need a day before pregnancy; what milk takes is added by the country's rule."""
    mother: Mother | None = None
    """Instead of `energy_kcal`: her need is computed."""
    meals: Literal[5, 6] = 6
    days: Annotated[Literal[1, 7], BeforeValidator(_no_switch)] = 7
    diet: Diet = Diet.ANY
    without: Annotated[tuple[Allergen, ...], AfterValidator(_in_order)] = ()
    dislikes: Annotated[tuple[Slug, ...], AfterValidator(_in_order)] = ()
    """Ids of foods or dishes that are left out."""
    folk: bool = False
    """Whether traditional dishes may be chosen, each with its caution."""
    seed: Annotated[Whole, Field(ge=0, le=2_147_483_647)] = 1

    @model_validator(mode="after")
    def _one_way_to_say_the_energy(self) -> Self:
        if self.energy_kcal is not None and self.mother is not None:
            raise ValueError("give energy_kcal, or mother, not both")
        return self

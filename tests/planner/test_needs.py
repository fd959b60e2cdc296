"""The energy a mother needs: the published equation, the country's rule for milk, and a floor."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handouts.content.model import Jurisdiction
from handouts.errors import PlanError
from handouts.planner.needs import baseline, check_floor, extra_for_milk, own_need
from handouts.planner.requests import Mother, PlanRequest
from tests.planner.planned import facts


@pytest.mark.parametrize(
    ("age", "weight", "height", "basal"),
    [
        (18, 50, 160, Decimal("10.4") * 50 + 615 * Decimal("1.60") - 282),
        (29, 60, 165, Decimal("10.4") * 60 + 615 * Decimal("1.65") - 282),
        (30, 60, 165, Decimal("8.18") * 60 + 502 * Decimal("1.65") - Decimal("11.6")),
        (59, 90, 175, Decimal("8.18") * 90 + 502 * Decimal("1.75") - Decimal("11.6")),
    ],
)
@pytest.mark.parametrize(("activity", "level"), [("low", "1.4"), ("moderate", "1.6"), ("high", "1.8")])
def test_the_equation_is_henrys_with_the_levels_of_efsa(
    age: int, weight: int, height: int, basal: Decimal, activity: str, level: str
) -> None:
    mother = Mother.model_validate(
        {"age": age, "weight_kg": weight, "height_cm": height, "activity": activity}
    )
    assert abs(own_need(mother) - basal * Decimal(level)) <= 5
    assert own_need(mother) % 10 == 0


def test_an_average_woman_of_efsa_comes_out_as_efsa_says() -> None:
    """EFSA 2013: 30 to 39 years, moderately active, body mass index 22: about 2,000 kcal."""
    assert 1950 <= own_need(Mother(age=35, height_cm=164, weight_kg=59, activity="moderate")) <= 2150


@given(some.integers(18, 59), some.integers(130, 200), some.integers(40, 130))
def test_more_activity_never_needs_less(age: int, height: int, weight: int) -> None:
    body = {"age": age, "height_cm": height, "weight_kg": weight}
    low, high = (own_need(Mother.model_validate(body | {"activity": a})) for a in ("low", "high"))
    assert low < high


def test_without_a_word_the_reference_of_an_adult_is_taken() -> None:
    assert baseline(PlanRequest(cuisine="vi")) == 2000
    assert baseline(PlanRequest(cuisine="vi", energy_kcal=1850)) == 1850


def test_a_need_beyond_what_we_plan_is_refused() -> None:
    mother = Mother(age=25, height_cm=200, weight_kg=130, activity="high")
    with pytest.raises(PlanError, match="3,000 kcal"):
        baseline(PlanRequest(cuisine="vi", mother=mother))


def test_milk_takes_what_the_country_says_and_a_range_its_middle() -> None:
    extra = {j: extra_for_milk(facts(), jurisdiction=j) for j in Jurisdiction}
    assert extra == {"VN": 500, "PL": 500, "GB": 500, "US": 370}


def test_no_plan_goes_below_the_floor() -> None:
    check_floor(1300, 500)
    with pytest.raises(PlanError) as caught:
        check_floor(1300, 370)
    assert "1,430 kcal" in caught.value.hint

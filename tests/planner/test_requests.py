"""Bad requests say what is wrong, where, and the nearest value that would do; nobody's name is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.errors import PlanError
from handouts.planner.request_files import load_request, request_from

BODY = {"age": 30, "height_cm": 160, "weight_kg": 60}


def refused(values: dict[str, Any]) -> PlanError:
    with pytest.raises(PlanError) as caught:
        request_from({"cuisine": "vi", **values})
    return caught.value


@pytest.mark.parametrize(
    ("values", "nearest"),
    [
        ({"energy_kcal": 900}, "the nearest is 1,300"),
        ({"energy_kcal": 9000}, "the nearest is 3,000"),
        ({"mother": BODY | {"weight_kg": -60}}, "the nearest is 40"),
        ({"mother": BODY | {"weight_kg": 200}}, "the nearest is 130"),
        ({"mother": BODY | {"height_cm": 90}}, "the nearest is 130"),
        ({"mother": BODY | {"age": 17}}, "the nearest is 18"),
    ],
)
def test_a_value_out_of_range_names_the_nearest(values: dict[str, Any], nearest: str) -> None:
    assert nearest in refused(values).message


def test_a_girl_is_planned_for_by_her_midwife() -> None:
    error = refused({"mother": BODY | {"age": 17}})
    assert "midwife or dietitian" in error.message
    assert "17" not in error.message.replace("1,7", "")


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"without": ["mlik"]}, "did you mean milk?"),
        ({"diet": "vegn"}, "did you mean vegan?"),
        ({"mother": BODY | {"activity": "lo"}}, "did you mean low?"),
    ],
)
def test_a_slip_names_the_nearest_word(values: dict[str, Any], hint: str) -> None:
    assert refused(values).hint == hint


def test_energy_is_said_in_one_way() -> None:
    assert "not both" in refused({"energy_kcal": 2000, "mother": BODY}).message


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("cuisine: pl\nenergy_kcal: 2100\nmeals: 5\nwithout: [milk]\nseed: 3\n", encoding="utf-8")
    asked = load_request(path)
    assert (asked.cuisine, asked.energy_kcal, asked.meals, asked.seed) == ("pl", 2100, 5, 3)
    assert asked.without == ("milk",)


def test_all_faults_of_a_file_are_named_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("cuisine: pl\nenergy_kcal: 900\npatient: Somebody\nwithout: [milkk]\n", encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        load_request(path)
    found = {finding.where.line: finding for finding in caught.value.findings}
    assert set(found) == {2, 3, 4}
    assert "holds nothing about the person" in found[3].hint
    assert "Somebody" not in str(found[3])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanError):
        load_request(tmp_path / "none.yaml")

"""Bad requests say what is wrong, where, and the nearest value that would do; nobody's name is taken."""

from __future__ import annotations

import os
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
        ({"energy_kcal": 900}, "the nearest is 1,300; for less ask a dietitian"),
        ({"energy_kcal": 9000}, "the nearest is 3,000"),
        ({"mother": BODY | {"weight_kg": -60}}, "the nearest is 40"),
        ({"mother": BODY | {"weight_kg": 200}}, "the nearest is 130"),
        ({"mother": BODY | {"height_cm": 90}}, "the nearest is 130"),
    ],
)
def test_a_value_out_of_range_names_the_nearest(values: dict[str, Any], nearest: str) -> None:
    assert nearest in refused(values).message


def test_a_girl_is_planned_for_by_her_midwife() -> None:
    error = refused({"mother": BODY | {"age": 17}})
    assert "midwife or dietitian" in error.message
    assert "nearest" not in error.message
    assert "17" not in error.message


def test_order_and_repeats_of_what_is_left_out_change_nothing() -> None:
    one = request_from({"cuisine": "vi", "without": ["soy", "milk", "soy"], "dislikes": ["tofu", "banana"]})
    other = request_from(
        {"cuisine": "vi", "without": ["milk", "soy"], "dislikes": ["banana", "tofu", "tofu"]}
    )
    assert one == other
    assert (one.without, one.dislikes) == (("milk", "soy"), ("banana", "tofu"))


@pytest.mark.parametrize(
    "values",
    [{"seed": True}, {"energy_kcal": "2000"}, {"days": True}, {"mother": BODY | {"age": True}}],
)
def test_a_number_is_a_number(values: dict[str, Any]) -> None:
    assert refused(values)


@pytest.mark.parametrize(
    "field", ["name", "patient", "dob", "birth", "phone", "patient_name", "date-of-birth"]
)
def test_a_field_about_somebody_is_only_to_be_removed(field: str) -> None:
    assert refused({field: "x"}).hint == "remove it: a plan holds nothing about the person it is for"


def test_another_unknown_field_names_the_nearest() -> None:
    assert refused({"diets": "vegan"}).hint.startswith("did you mean diet?")


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"without": "milk"}, "write [milk]"),
        ({"dislikes": "banana"}, "write [banana]"),
        ({"seed": "one"}, "write digits alone, such as 2000"),
        ({"mother": "Ann"}, "write {age: 29, height_cm: 167, weight_kg: 61}"),
        ({"cuisine": "Việt"}, "write its code, such as vi, pl or en"),
        ({"dislikes": ["White bread"]}, "write lower-case words joined by hyphens, as in the food data"),
    ],
)
def test_hints_are_words_that_can_be_typed(values: dict[str, Any], hint: str) -> None:
    error = refused(values)
    assert error.hint == hint
    assert not any(
        sign in error.message + error.hint for sign in ("^", "$", "tuple", "pattern", "dictionary")
    )


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


def test_only_a_regular_file_of_some_size_is_read(tmp_path: Path) -> None:
    pipe, long = tmp_path / "pipe.yaml", tmp_path / "long.yaml"
    os.mkfifo(pipe)
    with long.open("wb") as file:
        file.truncate(10**11)  # sparse: takes no space
    for path in (pipe, long, tmp_path, Path("/dev/zero")):
        with pytest.raises(PlanError) as caught:
            load_request(path)
        code = caught.value.findings[0].code
        assert code == ("yaml-too-large" if path == long else "yaml-unreadable")

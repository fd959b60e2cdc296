"""Reference intakes: what was not read in its source is never a rule, and iodine is never claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.planner.intakes import Status, load_intakes
from handouts.resources import AssetPath
from tests.planner.kitchens import overlay

INTAKES, FAULTS = load_intakes(AssetPath())


def test_the_shipped_table_is_sound() -> None:
    assert not FAULTS
    assert {"energy", "protein", "water", "iodine", "caffeine", "fish"} <= {row.topic for row in INTAKES}


def test_what_was_not_read_is_no_rule() -> None:
    doubtful = [row for row in INTAKES if row.status is Status.NOT_VERIFIED]
    assert doubtful
    assert not any(row.may_be_a_rule for row in doubtful)


def test_iodine_is_never_a_rule() -> None:
    assert not any(row.may_be_a_rule for row in INTAKES if row.topic == "iodine")


def test_what_is_verified_says_where_it_was_read() -> None:
    assert all(row.where for row in INTAKES if row.status is not Status.NOT_VERIFIED)


@pytest.mark.parametrize(
    "row",
    [
        "energy,X,many,,kcal,day,added,verified,here,",
        "energy,X,1,,kcal,day,extra,verified,here,",
        "energy,X,1,,kcal,day,added,sure,here,",
        "energy,X,1,,kcal,day,added,verified,,",
        ",X,1,,kcal,day,added,verified,here,",
        "energy,X,1",
    ],
)
def test_a_slip_is_found(tmp_path: Path, row: str) -> None:
    head = "topic,body,low,high,unit,per,kind,status,where,note\n"
    _, faults = load_intakes(overlay(tmp_path, {"reference_intakes.csv": f"{head}{row}\n"}))
    assert [fault.where.line for fault in faults] == [2]

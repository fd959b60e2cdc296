from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import errors
from handouts.edition import CODE_LETTERS, Edition, digest, fingerprint
from handouts.errors import CheckFailed, HandoutsError
from handouts.findings import Finding, Report, Severity, Where
from handouts.units import Box, mm_from_pt, mm_from_px, pt_from_mm

FAMILIES = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, HandoutsError)
]
FINDING = Finding("a-code", "it is so", Severity.WARNING, Where("a.yaml", 7, "id"), "do this")


def test_every_family_has_an_exit_code_and_a_name_of_its_own():
    assert len({kind.exit_code for kind in FAMILIES}) == len(FAMILIES)
    assert len({kind.code for kind in FAMILIES}) == len(FAMILIES)
    assert sorted(kind.exit_code for kind in FAMILIES) == list(range(1, 11))


@pytest.mark.parametrize("kind", FAMILIES)
def test_an_error_travels_between_processes_whole(kind):
    error = kind("it stopped", hint="do this", findings=[FINDING])
    back = pickle.loads(pickle.dumps(error))

    assert type(back) is kind
    assert (back.message, back.hint, back.findings, str(back)) == (
        "it stopped",
        "do this",
        (FINDING,),
        "it stopped",
    )


def test_a_finding_reads_as_place_then_what_then_next_step():
    assert str(FINDING) == "a.yaml:7 id\n  warning a-code: it is so\n  hint: do this"
    assert str(Finding("c", "m")) == "  error c: m"
    assert str(Where("x.pdf", page=2)) == "x.pdf page 2"


def test_a_finding_is_plain_json():
    assert json.loads(json.dumps(FINDING.as_dict()))["line"] == 7
    assert FINDING.at(file="b.yaml", line=None).where == Where("b.yaml", None, "id")


def test_a_report_keeps_everything_in_order_and_knows_what_refuses():
    report = Report((FINDING,)) + (Finding("b-code", "x") for _ in range(1))

    assert [f.code for f in report] == ["a-code", "b-code"]
    assert [f.code for f in report.errors] == ["b-code"]
    assert report.codes == {"a-code", "b-code"}
    assert len(report) == 2


def test_check_failed_is_a_refusal():
    assert CheckFailed.exit_code == 8


# --- editions and units -----------------------------------------------------------------------------------


def test_parts_cannot_run_into_each_other():
    assert digest(["ab", "c"]) != digest(["a", "bc"]) != digest(["abc"])
    assert digest(["é"]) == digest(["é".encode()])


def test_the_order_of_names_does_not_matter_but_their_values_do():
    assert fingerprint({"a": "1", "b": "2"}) == fingerprint({"b": "2", "a": "1"})
    assert fingerprint({"a": "1", "b": "2"}) != fingerprint({"a": "2", "b": "1"})


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(0, 2**256 - 1))
def test_a_short_code_has_no_letters_that_look_alike(value):
    short = Edition("2026-11", date(2026, 11, 1), date(2028, 11, 1), f"{value:064x}").short

    assert len(short) == CODE_LETTERS
    assert not set(short) & set("01IO")


@settings(deadline=None)  # a busy machine is no fault
@given(st.floats(-1000, 1000))
def test_lengths_go_there_and_back(length):
    assert mm_from_pt(pt_from_mm(length)) == pytest.approx(length)
    assert mm_from_px(96) == pytest.approx(mm_from_pt(72))


def test_boxes_know_what_they_hold_and_share():
    big, small, far = Box(0, 0, 10, 10), Box(2, 2, 3, 3), Box(20, 20, 5, 5)

    assert big.holds(small)
    assert not small.holds(big)
    assert big.holds(Box(0, 0, 10.4, 10), tolerance_mm=0.5)
    assert big.overlap_mm2(small) == 9
    assert big.overlap_mm2(far) == 0
    assert (big.right_mm, big.bottom_mm) == (10, 10)

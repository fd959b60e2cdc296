"""Checks are found by importing the package; a code belongs to one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handouts.checks import registry
from handouts.checks.registry import Stage, all_checks, all_codes, check, run_checks
from handouts.findings import Finding


@pytest.fixture
def own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    all_checks()
    monkeypatch.setattr(registry, "_checks", {})


@pytest.mark.usefixtures("own_checks")
def test_all_checks_of_a_stage_run_and_each_finding_is_told_once() -> None:
    @check("one-thing", stage=Stage.LAYOUT, why="for this test")
    def one(subject: str) -> Iterator[Finding]:
        yield from (Finding("one-thing", subject), Finding("one-thing", subject))

    @check("other-thing", stage=Stage.PDF, why="for this test")
    def other(subject: str) -> Iterator[Finding]:
        yield Finding("other-thing", subject)

    assert [finding.code for finding in run_checks(Stage.LAYOUT, "x")] == ["one-thing"]


@pytest.mark.usefixtures("own_checks")
def test_a_check_that_yields_a_code_it_did_not_declare_is_a_bug() -> None:
    @check("declared", stage=Stage.PDF, why="for this test")
    def slips(subject: str) -> Iterator[Finding]:
        yield Finding("not-declared", subject)

    with pytest.raises(RuntimeError, match="not-declared"):
        run_checks(Stage.PDF, "x")


@pytest.mark.usefixtures("own_checks")
def test_two_checks_cannot_share_a_code() -> None:
    @check("mine", stage=Stage.PDF, why="for this test")
    def first(subject: str) -> Iterator[Finding]:
        yield from ()

    with pytest.raises(ValueError, match="share the code mine"):

        @check("mine", stage=Stage.PDF, why="for this test")
        def second(subject: str) -> Iterator[Finding]:
            yield from ()


def test_every_stage_has_checks_and_every_code_its_own() -> None:
    assert {made.stage for made in all_checks()} == set(Stage)
    assert len(all_codes()) == sum(len(made.codes) for made in all_checks())

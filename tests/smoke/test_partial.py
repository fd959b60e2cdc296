"""A language with some handouts has those, and refuses the others with what they lack."""

from __future__ import annotations

import pytest

from handouts.api import Job, check, jobs_for
from handouts.content.model import Jurisdiction
from handouts.content.sheets import MealPlanSheet
from tests.built import handout_ids, jobs_not_translated, label, workshop

LACKING = [pytest.param(job, id=label(job)) for job in jobs_not_translated()]


@pytest.mark.parametrize("job", LACKING)
def test_what_a_language_does_not_have_is_refused_with_each_missing_message(job: Job) -> None:
    if isinstance(workshop().library.handout(job.handout), MealPlanSheet):
        pytest.skip("it needs dishes that somebody chose")
    found = check(job.handout, job.locale, job.jurisdiction, workshop=workshop())
    missing = [finding for finding in found.errors if finding.code == "locale-untranslated"]
    assert len(missing) > 10


@pytest.mark.parametrize("code", ["uk", "ar"])
def test_all_of_a_language_are_those_it_has(code: str) -> None:
    jobs = jobs_for(workshop(), locales=(code,), formats=("a4",), jurisdictions=(Jurisdiction.GB,))
    assert {job.handout for job in jobs} == {"when-to-get-help", "drinks-diary"}
    asked = jobs_for(workshop(), handouts=("enough-milk",), locales=(code,), formats=("a4",))
    assert [job.handout for job in asked] == ["enough-milk"]


def test_a_language_with_all_handouts_has_every_one() -> None:
    jobs = jobs_for(workshop(), locales=("pl",), formats=("a4",))
    assert {job.handout for job in jobs} == set(handout_ids())

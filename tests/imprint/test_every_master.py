"""Every handout leaves room for a clinic: in each language, on Letter, the shortest paper."""

from __future__ import annotations

import pytest

from handouts.api import Job, prepare_master
from handouts.content.model import Jurisdiction
from handouts.imprint.master import Master
from handouts.layout.identity import SLOTS
from tests.built import workshop
from tests.imprint.hard_clinics import hard_clinics
from tests.imprint.masters import job_for, printer

pytestmark = pytest.mark.slow

FULLEST = (
    ("eating-and-drinking", "pl", "VN"),
    ("feeding-diary", "pl", "VN"),
    ("feeding-diary", "vi", "GB"),
    ("low-milk-supply", "pl", "GB"),
    ("stress-and-let-down", "vi", "PL"),
    ("when-to-get-help", "pl", "US"),
)
"""Handout, language and country whose text left no room for a clinic on Letter at first."""


def places(master: Master) -> set[str]:
    """Give the names of the places that a master keeps free."""
    return {slot.name for slot in master.slots}


@pytest.mark.parametrize("locale", ["en", "vi", "pl"])
@pytest.mark.parametrize("handout", sorted(workshop().library.entries))
def test_every_handout_has_room_for_a_clinic(handout: str, locale: str) -> None:
    master = prepare_master(job_for(handout, locale, "letter"), workshop=workshop())

    assert SLOTS[0] in places(master)
    assert master.card.pages == 1 or SLOTS[1] in places(master)


@pytest.mark.parametrize(("handout", "locale", "country"), FULLEST, ids="-".join)
def test_hard_clinics_fit_where_the_pages_are_fullest(handout: str, locale: str, country: str) -> None:
    job = Job(handout, locale, "letter", Jurisdiction(country))
    master = prepare_master(job, workshop=workshop())

    refused = [
        (clinic.id, [finding.message for finding in imprinted.findings])
        for clinic in hard_clinics()
        if (imprinted := printer().imprint(master, clinic.in_locale(locale), jurisdiction="GB")).findings
    ]

    assert refused == []

"""Imprinted masters are PDF/UA-1 and PDF/A-2a, says veraPDF: formats, locales, hard names, logos."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.imprint.logo import convert_logo
from tests.conformance.verapdf import FLAVOURS, validate_apart
from tests.imprint.hard_clinics import hard_clinics
from tests.imprint.masters import CASES, master_for, printer

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    b'<rect width="120" height="40" fill="#0b5563"/>'
    b'<circle cx="20" cy="20" r="12" fill="#fff"/></svg>'
)


def test_imprints_conform(tmp_path: Path) -> None:
    logo, _ = convert_logo(LOGO, "logo.svg")
    paths = []
    for case in CASES:
        for number, clinic in enumerate(hard_clinics()[::7]):
            own = clinic.model_copy(update={"logo": "logo.svg"}) if number % 2 else clinic
            text = own.in_locale(case[1])
            made = printer().imprint(
                master_for(*case), text, jurisdiction="GB", logo=logo if text.logo else None
            )
            assert made.findings == ()
            paths.append(tmp_path / f"{'-'.join(case)}-{clinic.id}.pdf")
            paths[-1].write_bytes(made.data)

    verdicts = validate_apart(paths)

    assert len(verdicts) == len(paths) * len(FLAVOURS)
    assert not [str(verdict) for verdict in verdicts if not verdict.compliant]

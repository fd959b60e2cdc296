"""Imprinted + the day -> CheckedImprint, or a refusal: the one way from the press to a patient."""

from __future__ import annotations

from datetime import date

from handouts.checks.gate import CheckedImprint, Policy, gate_imprint
from handouts.checks.imprint.subject import ImprintSubject
from handouts.checks.registry import Stage, run_checks
from handouts.findings import Finding, Report
from handouts.imprint.printing import Imprinted


def check_imprint(
    imprinted: Imprinted, *, today: date, policy: Policy, clinic_findings: tuple[Finding, ...] = ()
) -> CheckedImprint:
    """Run the cheap checks and let an imprint through the gate.

    Args:
        imprinted: what `Printer.imprint` gave.
        today: the day on which telephone lines and reviews must still hold.
        policy: what the organisation refuses.
        clinic_findings: what is known of the clinic already, such as a line past its date.

    Raises:
        CheckFailed: something refuses it; every finding is listed.
    """
    found = run_checks(Stage.IMPRINT, ImprintSubject(imprinted, today))
    said = tuple(
        finding
        for finding in (*imprinted.master.findings, *imprinted.findings, *clinic_findings)
        if finding not in found.findings
    )
    return gate_imprint(imprinted, Report(said) + found, policy=policy)

"""`handouts check`: what the content and translation checks find, without painting."""

from __future__ import annotations

from handouts.cli.options import (
    AsJson,
    AsOf,
    Handouts,
    Jurisdictions,
    Locales,
    Overlays,
    jurisdictions,
    workshop,
)
from handouts.errors import CheckFailed


def check_handouts(
    handouts: Handouts = None,
    locale: Locales = None,
    jurisdiction: Jurisdictions = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> int:
    """Check content and translations without painting anything; all handouts unless you name some.

    Example: handouts check low-milk-supply --locale pl
    """
    from handouts.api import check, jobs_for  # the engine is slow to import
    from handouts.cli.show import console, counted, print_json, show_findings
    from handouts.findings import Finding, Severity

    shop = workshop(overlay, as_of)
    wanted = jobs_for(
        shop,
        handouts=tuple(handouts or ()),
        locales=tuple(locale or ()),
        formats=("a4",),
        jurisdictions=jurisdictions(jurisdiction),
    )
    found: dict[Finding, None] = {}
    for job in wanted:
        for finding in check(job.handout, job.locale, job.jurisdiction, workshop=shop):
            found.setdefault(finding)
    if as_json:
        for finding in found:
            print_json(finding.as_dict())
    else:
        show_findings(found)
        console.print(f"{len(wanted)} checked, {counted(len(found), 'finding')}")
    return CheckFailed.exit_code if any(f.severity is Severity.ERROR for f in found) else 0

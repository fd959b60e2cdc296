"""`plans/*.yaml`, or words of the command line -> a request; every fault with the nearest value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts.content.authoring import load, validate
from handouts.content.yaml_source import YamlSource
from handouts.errors import PlanError
from handouts.findings import Finding
from handouts.planner.requests import PlanRequest

_GUIDE = "docs/meal-plans.md shows each field"
_NOBODY = "remove it: a plan holds nothing about the person it is for"


def load_request(path: Path) -> PlanRequest:
    """Read a plan's file.

    Raises:
        PlanError: the file cannot be read or has faults (all listed, with file and line).
    """
    request, source, findings = load(path, PlanRequest)
    return _sound(request, findings, f"“{source.file}”")


def request_from(values: dict[str, Any]) -> PlanRequest:
    """Return the request of plain values; nothing (None) leaves the default.

    Raises:
        PlanError: values cannot be used (all listed, each with the nearest that can).
    """
    given = {name: value for name, value in values.items() if value is not None}
    request, _, findings = validate(YamlSource("", given), PlanRequest)
    return _sound(request, findings, "the request")


def _sound(request: PlanRequest | None, findings: tuple[Finding, ...], what: str) -> PlanRequest:
    if request is None:
        faults = tuple(replace(finding, hint=_hint(finding)) for finding in findings)
        count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
        if len(faults) == 1 and not faults[0].where.file:
            fault = faults[0]
            raise PlanError(f"{fault.where.path}: {fault.message}".removeprefix(": "), hint=fault.hint)
        raise PlanError(f"{what} has {count}", hint=_GUIDE, findings=faults)
    return request


def _hint(finding: Finding) -> str:
    if finding.code == "content-unknown-field":
        near = finding.hint if finding.hint.startswith("did") else ""
        return f"{near} if not, {_NOBODY}" if near else _NOBODY
    return _GUIDE if "add-a-leaflet" in finding.hint else finding.hint

"""`plans/*.yaml`, or words of the command line -> a request; every fault with the nearest value."""

from __future__ import annotations

import re
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
_ABOUT_SOMEBODY = re.compile(r"name|patient|dob|birth|phone|mail|address|surname|pesel|nhs", re.IGNORECASE)


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
        faults = tuple(_in_words(finding) for finding in findings)
        count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
        if len(faults) == 1 and not faults[0].where.file:
            fault = faults[0]
            raise PlanError(f"{fault.where.path}: {fault.message}".removeprefix(": "), hint=fault.hint)
        raise PlanError(f"{what} has {count}", hint=_GUIDE, findings=faults)
    return request


def _in_words(finding: Finding) -> Finding:
    """Return a fault as somebody reads it who never saw a model or a pattern."""
    field = finding.where.path
    if finding.code == "content-unknown-field":
        near = finding.hint if finding.hint.startswith("did") else ""
        if not near or _ABOUT_SOMEBODY.search(field.rpartition(".")[2]):
            return replace(finding, hint=_NOBODY)
        return replace(finding, hint=f"{near} if not, {_NOBODY}")
    shown = re.search(r" \(found “(.*)”\)$", finding.message, re.DOTALL)
    found = shown[1] if shown else ""
    told = finding.message.removesuffix(shown[0]) if shown else finding.message
    if told.startswith("input should be a valid tuple"):
        hint = f"write [{found}]" if found else "write a list, such as [milk], or leave the field out"
        return replace(finding, message="must be a list", hint=hint)
    if told.startswith("string should match pattern"):
        kind, hint = "an id", "write lower-case words joined by hyphens, as in the food data"
        if field == "cuisine":
            kind, hint = "a cuisine", "write its code, such as vi, pl or en"
        return replace(finding, message=f"“{found}” cannot be {kind}", hint=hint)
    if told.startswith("input should be a valid integer"):
        return replace(finding, message="must be a whole number", hint="write digits alone, such as 2000")
    if "valid dictionary" in told:
        hint = "write {age: 29, height_cm: 167, weight_kg: 61}" if field == "mother" else _GUIDE
        return replace(finding, message="must hold fields, each with its value", hint=hint)
    return replace(finding, hint=_GUIDE) if "add-a-leaflet" in finding.hint else finding

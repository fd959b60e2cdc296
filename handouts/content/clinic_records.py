"""A YAML file of clinics -> plain records of clinics and of organisations, each with its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from handouts.content.authoring import suggest
from handouts.content.yaml_source import PathKey, YamlSource, read_yaml
from handouts.findings import Finding, Where

LARGEST_FILE_BYTES = 8_000_000
"""About ten thousand clinics; YAML is read thirty times more slowly than CSV."""
_KEYS = ("clinics", "organisations", "organisation")


class Record(Protocol):
    """Plain values of one clinic or organisation, and where each of them stood."""

    @property
    def data(self) -> dict[str, Any]:
        """The values, as the model wants them."""

    def where(self, path: PathKey) -> Where:
        """Return the place of a value."""


@dataclass(frozen=True, slots=True)
class YamlRecord:
    """One item of a YAML file."""

    source: YamlSource
    data: dict[str, Any]
    at: PathKey

    def where(self, path: PathKey) -> Where:
        """Return the line of a value, and its path in the file."""
        whole = (*self.at, *path)
        return Where(self.source.file, self.source.line_of(whole), ".".join(map(str, whole)))


@dataclass(frozen=True, slots=True)
class Records:
    """What a file holds before anything is checked."""

    clinics: tuple[Record, ...]
    organisations: tuple[Record, ...]
    findings: tuple[Finding, ...]


def read_records(path: Path) -> Records:
    """Read one clinic, a list of them, or a mapping of `clinics` with `organisation` or `organisations`."""
    source = read_yaml(path, largest=LARGEST_FILE_BYTES)
    data = source.data
    if source.findings or data is None:
        return Records((), (), source.findings)
    if isinstance(data, dict) and not {"clinics", "organisations"} & data.keys():
        return Records((YamlRecord(source, data, ()),), (), ())
    if not isinstance(data, dict):
        clinics, findings = _items(source, data, (), "clinics")
        return Records(clinics, (), findings)
    clinics, faults = _items(source, data.get("clinics") or [], ("clinics",), "clinics")
    above, more = _items(source, data.get("organisations") or [], ("organisations",), "organisations")
    if "organisation" in data:
        over_all, others = _items(source, [data["organisation"]], (), "organisation")
        above, more = (*above, *over_all), (*more, *others)
        for clinic in clinics if over_all else ():
            clinic.data.setdefault("organisation", over_all[0].data.get("id"))
    return Records(clinics, above, (*faults, *more, *_unknown(source, data)))


def _items(
    source: YamlSource, items: Any, at: PathKey, name: str
) -> tuple[tuple[YamlRecord, ...], tuple[Finding, ...]]:
    records, findings = [], []
    for index, item in enumerate(items if isinstance(items, list) else [items]):
        path = ("organisation",) if name == "organisation" else (*at, index)
        if isinstance(item, dict):
            records.append(YamlRecord(source, item, path))
        else:
            where = Where(source.file, source.line_of(path), ".".join(map(str, path)))
            hint = "write key: value lines; docs/clinics.md shows each field with an example"
            findings.append(Finding("content-field", f"{name} must hold records", where=where, hint=hint))
    return tuple(records), tuple(findings)


def _unknown(source: YamlSource, data: Mapping[str, Any]) -> Iterator[Finding]:
    for key in data:
        if key not in _KEYS:
            where = Where(source.file, source.line_of((key,)), key)
            message = f"“{key}” is not a field here"
            yield Finding("content-unknown-field", message, where=where, hint=suggest(key, _KEYS))

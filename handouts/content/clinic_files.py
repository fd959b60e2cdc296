"""A YAML or CSV file of clinics -> profiles, and every fault of the file with its row and column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from handouts.content.authoring import follows_from_another, said, suggest
from handouts.content.clinic_csv import read_table
from handouts.content.clinic_records import Record, Records, read_records
from handouts.content.clinics import Clinic, Organisation, unknown_languages
from handouts.content.yaml_source import PathKey
from handouts.findings import Finding, Severity, Where

M = TypeVar("M", bound=BaseModel)

ORGANISATIONS_FILE = "organisations.yaml"
"""Organisations beside a table, which has no room for them."""
_INHERITED = ("logo", "website", "colour", "note")
_MANUAL = "docs/clinics.md shows each field with an example"
TABLES = (".csv", ".tsv", ".txt")
"""Endings of tables; anything else is read as YAML."""


@dataclass(frozen=True, slots=True)
class ClinicFile:
    """What a file of clinics holds: good profiles, the records they were made of, and all faults."""

    clinics: tuple[Clinic, ...]
    records: tuple[Record, ...]
    """One for each clinic, without what its organisation adds."""
    organisations: tuple[Organisation, ...]
    findings: tuple[Finding, ...]


def read_clinics(
    path: Path, *, locales: Collection[str] | None = None, today: date | None = None
) -> tuple[tuple[Clinic, ...], tuple[Finding, ...]]:
    """Read the clinics of a file; the good ones are returned whatever is wrong with the others.

    Args:
        path: YAML (one clinic, a list, or a mapping with `clinics`) or CSV (a row per clinic).
        locales: the languages we have; others are findings.
        today: refuses telephone lines that are out of date on this day.
    """
    whole = read_clinic_file(path, locales=locales, today=today)
    return whole.clinics, whole.findings


def read_clinic_file(
    path: Path, *, locales: Collection[str] | None = None, today: date | None = None
) -> ClinicFile:
    """Read the clinics of a file with all that was in it; see `read_clinics`."""
    read = _read(path)
    findings = list(read.findings)
    above = read.organisations
    beside = path.parent / ORGANISATIONS_FILE
    if beside != path and beside.is_file():
        more = read_records(beside)
        above = (*above, *more.organisations)
        findings += more.findings
    organisations = dict(_organisations(above, findings))
    clinics: list[tuple[Clinic, Record]] = []
    for record in read.clinics:
        clinic = _clinic(record, organisations, findings)
        if clinic is not None and _is_usable(clinic, record, findings, locales, today):
            clinics.append((clinic, record))
    clinics = list(_once(clinics, findings))
    return ClinicFile(
        clinics=tuple(clinic for clinic, _ in clinics),
        records=tuple(record for _, record in clinics),
        organisations=tuple(organisations.values()),
        findings=tuple(dict.fromkeys(findings)),
    )


def _read(path: Path) -> Records:
    if path.suffix.lower() not in TABLES:
        return read_records(path)
    table = read_table(path)
    return Records(table.records, (), table.findings)


def _organisations(records: Iterable[Record], findings: list[Finding]) -> Iterator[tuple[str, Organisation]]:
    own: dict[str, tuple[Organisation, Record]] = {}
    for record in records:
        found = _valid(Organisation, record.data, record, findings)
        if found is None:
            continue
        if found.id in own:
            findings.append(_twice(found.id, record.where(("id",)), own[found.id][1].where(("id",))))
            continue
        own[found.id] = found, record
    for name, (organisation, record) in own.items():
        chain, above = [name], organisation
        while above.organisation:
            if above.organisation in chain or above.organisation not in own:
                round_about = above.organisation in chain
                message = "stands above itself" if round_about else "is not a known organisation"
                findings.append(
                    Finding(
                        "clinic-organisation",
                        f"“{above.organisation}” {message}",
                        where=record.where(("organisation",)),
                        hint=suggest(above.organisation, own),
                    )
                )
                break
            chain.append(above.organisation)
            above = own[above.organisation][0]
        values = organisation.model_dump()
        for parent in chain[1:]:
            higher = own[parent][0]
            values |= {key: getattr(higher, key) for key in _INHERITED if not values[key]}
        yield name, Organisation.model_construct(**values)


def _clinic(
    record: Record, organisations: Mapping[str, Organisation], findings: list[Finding]
) -> Clinic | None:
    data = dict(record.data)
    if name := data.get("organisation"):
        above = organisations.get(str(name))
        if above is None:
            hint = f"write its record into {ORGANISATIONS_FILE} beside this file, or leave the field empty"
            findings.append(
                Finding(
                    "clinic-organisation",
                    f"“{str(name)[:60]}” is not a known organisation",
                    where=record.where(("organisation",)),
                    hint=suggest(str(name), organisations) if organisations else hint,
                )
            )
            return None
        if data.get("name"):
            data["organisation_name"] = data.get("organisation_name") or above.name
        else:
            data["name"] = above.name
        if above.logo and not data.get("logo"):
            data["logo_alt"] = data.get("logo_alt") or above.name
        for key in _INHERITED:
            data[key] = data.get(key) or getattr(above, key)
    return _valid(Clinic, data, record, findings)


def _valid(model: type[M], data: Mapping[str, Any], record: Record, findings: list[Finding]) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [fault for fault in error.errors(include_url=False) if not follows_from_another(fault)]
        places = {fault["loc"] for fault in faults}
        for fault in faults:
            if fault["loc"][-1:] == ("dial",) and not _inside(data, fault["loc"]):  # made from the number
                fault["loc"] = (*fault["loc"][:-1], "number")
                fault["input"] = _inside(data, fault["loc"])
                if fault["loc"] in places:
                    continue
            findings.append(_fault(fault, data, record, model))
        return None


def _fault(fault: Any, data: Mapping[str, Any], record: Record, model: type[BaseModel]) -> Finding:
    message = said(fault)
    kind = str(fault["type"])
    path: PathKey = tuple(part for part in fault["loc"] if part != "[key]")
    if kind == "value_error" and (quoted := re.search("“(.+?)”", message)):
        path = (*path, *_holding(_inside(data, path), quoted[1]))
    hint, code = _MANUAL, "clinic-field"
    if kind == "missing":
        hint = f"fill in {path[-1]}"
    elif kind == "extra_forbidden":
        code, hint = "content-unknown-field", suggest(str(path[-1]), model.model_fields)
    elif kind in ("literal_error", "enum"):
        expected = str(fault["ctx"]["expected"]).replace(" or ", ", ").split(",")
        hint = suggest(str(fault["input"]), [word.strip("' ") for word in expected])
    elif kind == "string_type":
        hint = f'write it in quotation marks, such as {path[-1]}: "{fault["input"]}"'
        if path[-1] in ("number", "dial"):
            hint = f'write it in quotation marks, such as {path[-1]}: "0113 496 0123": its zero would be lost'
    elif kind == "string_pattern_mismatch":
        hint = _HINTS.get(str(path[-1]), _MANUAL)
        message = f"“{str(fault['input'])[:60]}” cannot be {path[-1]}"
    if len(message) > 300:
        message = f"{message[:300]}…"
    return Finding(code, message, where=record.where(path), hint=hint)


_HINTS = {
    "id": "lower-case words joined by hyphens, such as riverside-leeds",
    "number": "digits with spaces, such as 0113 496 0123",
    "dial": "with the country's code, such as +441134960123, or a short code such as 111",
}


def _inside(data: Any, path: PathKey) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _holding(data: Any, words: str) -> PathKey:
    """Return the path of the text that is, or holds, some words; nothing when none does."""
    leaves = list(_leaves(data, ()))
    for path, text in leaves:
        if text == words:
            return path
    return next((path for path, text in leaves if words in text), ())


def _leaves(data: Any, path: PathKey) -> Iterator[tuple[PathKey, str]]:
    if isinstance(data, str):
        yield path, " ".join(data.split())
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from _leaves(value, (*path, index))


def _is_usable(
    clinic: Clinic,
    record: Record,
    findings: list[Finding],
    locales: Collection[str] | None,
    today: date | None,
) -> bool:
    usable = True
    if locales is not None:
        for path, code in unknown_languages(clinic, locales):
            severe = path == "languages"
            place: PathKey = tuple(int(part) if part.isdigit() else part for part in path.split("."))
            findings.append(
                Finding(
                    "clinic-language",
                    f"“{code}” is not a language we have",
                    Severity.ERROR if severe else Severity.WARNING,
                    where=record.where(place),
                    hint=suggest(code, locales),
                )
            )
            usable = usable and not severe
    for finding in clinic.expired(today) if today else ():
        index = int(finding.where.path.split(".")[-2])
        row = record.where(("phones", index, "valid_until"))
        findings.append(finding.at(file=row.file, line=row.line, path=row.path))
        usable = False
    return usable


def _once(clinics: list[tuple[Clinic, Record]], findings: list[Finding]) -> Iterator[tuple[Clinic, Record]]:
    """Yield the clinics whose id no other has: which of two is right, nobody but the author knows."""
    by_id: dict[str, list[Record]] = defaultdict(list)
    for clinic, record in clinics:
        by_id[clinic.id].append(record)
    for name, records in by_id.items():
        for record in records[1:]:
            findings.append(_twice(name, record.where(("id",)), records[0].where(("id",))))
    for clinic, record in clinics:
        if len(by_id[clinic.id]) == 1:
            yield clinic, record


def _twice(name: str, where: Where, first: Where) -> Finding:
    message = f"“{name}” stands twice, first in line {first.line}; none of them is used"
    return Finding("clinic-duplicate-id", message, where=where, hint="give each its own id")

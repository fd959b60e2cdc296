"""The columns of a table of clinics -> where each cell stands in a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.content.authoring import suggest
from handouts.content.clinic_fields import ANY
from handouts.content.yaml_source import PathKey
from handouts.findings import Finding, Where

MOST_PHONES, MOST_LINES = 4, 5
_PLAIN = ("id", "website", "qr", "logo", "jurisdiction", "languages", "colour", "organisation")
_TEXTS = ("name", "note", "organisation_name", "logo_alt")
_PHONE = ("dial", "purpose", "valid_until")
_CODE = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
_BY_LANGUAGE = re.compile(rf"({'|'.join(_TEXTS)})_({_CODE})")
_ADDRESS = re.compile(rf"address_([1-{MOST_LINES}])")
_NUMBERED_PHONE = re.compile(rf"phone_([1-{MOST_PHONES}])(?:_(?:({'|'.join(_PHONE)})|hours(?:_({_CODE}))?))?")
NEEDED = ("id", "name", "phone_1", "jurisdiction")
KNOWN = (
    *_PLAIN,
    *_TEXTS,
    *(f"address_{line}" for line in range(1, MOST_LINES + 1)),
    *(
        f"phone_{phone}{tail}"
        for phone in range(1, MOST_PHONES + 1)
        for tail in ("", "_dial", "_purpose", "_hours", "_valid_until")
    ),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading as it stands in the file, and its place in a profile."""

    heading: str
    path: PathKey


def plain_heading(heading: str) -> str:
    """Return a heading as we compare it.

    >>> plain_heading(" Phone 1 Hours")
    'phone_1_hours'
    """
    return "_".join(heading.strip().lower().replace("_", " ").split())


def place_of(heading: str) -> PathKey | None:
    """Return the place of a column in a profile; nothing when there is no such column.

    >>> place_of("phone_2_hours_vi"), place_of("name"), place_of("nmae")
    (('phones', 1, 'hours', 'vi'), ('name', 'any'), None)
    """
    name = plain_heading(heading)
    if name in _PLAIN:
        return (name,)
    if name in _TEXTS:
        return (name, ANY)
    if match := _BY_LANGUAGE.fullmatch(name):
        return (match[1], _code(match[2]))
    if match := _ADDRESS.fullmatch(name):
        return ("address", int(match[1]) - 1)
    if match := _NUMBERED_PHONE.fullmatch(name):
        index = int(match[1]) - 1
        if match[2]:
            return ("phones", index, match[2])
        if "_hours" in name:
            return ("phones", index, "hours", _code(match[3]) if match[3] else ANY)
        return ("phones", index, "number")
    return None


def _code(text: str) -> str:
    first, *rest = text.replace("_", "-").split("-")
    rest = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest]
    return "-".join((first.lower(), *rest))


def columns(headings: Sequence[str], *, file: str, line: int) -> tuple[tuple[Column, ...], list[Finding]]:
    """Return the columns of a heading row, and what is wrong with it."""
    found: list[Column] = []
    faults: list[Finding] = []
    seen: dict[PathKey, str] = {}
    for number, heading in enumerate(headings, start=1):
        where = Where(file, line, heading.strip() or f"column {number}")
        path = place_of(heading)
        if path is None:
            said = f"“{heading.strip()[:40]}”" if heading.strip() else f"an empty heading (number {number})"
            hint = suggest(plain_heading(heading), KNOWN) if heading.strip() else "name it, or delete it"
            message = f"there is no column {said}; its cells would be lost"
            faults.append(Finding("clinic-csv-column", message, where=where, hint=hint))
            path = ()
        elif path in seen:
            message = f"“{heading.strip()}” stands twice (“{seen[path]}”)"
            faults.append(Finding("clinic-csv-column", message, where=where, hint="keep one of them"))
        seen[path] = heading.strip()
        found.append(Column(heading.strip(), path))
    faults += _missing(seen, file, line)
    return tuple(found), faults


def _missing(seen: dict[PathKey, str], file: str, line: int) -> Iterator[Finding]:
    tops = {path[0] for path in seen if path}
    for name in NEEDED:
        there = place_of(name) in seen
        if name == "name":
            there = "name" in tops or "organisation" in tops
        if not there:
            yield Finding(
                "clinic-csv-column",
                f"the column “{name}” is missing",
                where=Where(file, line, name),
                hint=f"the first row must name the columns; needed are {', '.join(NEEDED)}",
            )

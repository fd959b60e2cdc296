"""`reference_intakes.csv` -> what authorities say a mother needs, each row with how well it was checked."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from handouts.findings import Finding, Where
from handouts.planner.tables import empty, number, read_table, uneven
from handouts.resources import AssetPath

INTAKES_FILE = "reference_intakes.csv"
COLUMNS = ("topic", "body", "low", "high", "unit", "per", "kind", "status", "where", "note")


class Status(enum.StrEnum):
    """How far a figure was traced to who said it."""

    VERIFIED = "verified"
    """Read in the authority's own words."""
    SECONDARY = "secondary"
    """Read in another's account of them."""
    NOT_VERIFIED = "not-verified"
    """Believed, not read: never a rule and never printed."""


class Kind(enum.StrEnum):
    """What a figure says."""

    ADDED = "added"
    """On top of what a woman needs who is neither pregnant nor breastfeeding."""
    TOTAL = "total"
    """All of it."""
    MOST = "most"
    """An upper limit."""
    ADVICE = "advice"
    """Words, no figure."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One reference value."""

    topic: str
    """`energy`, `protein`, `iodine` …"""
    body: str
    """Who says so."""
    low: Decimal | None
    high: Decimal | None
    """The same as `low` where a single figure is given."""
    unit: str
    per: str
    """`day`, `week`, `serving` …"""
    kind: Kind
    status: Status
    where: str
    """Where it was read."""
    note: str

    @property
    def may_be_a_rule(self) -> bool:
        """Whether a plan may be held to it: a figure that was read, and not of iodine, which tables lack."""
        known = self.low is not None or self.high is not None
        return known and self.status is not Status.NOT_VERIFIED and self.topic != "iodine"


def load_intakes(assets: AssetPath) -> tuple[tuple[Intake, ...], tuple[Finding, ...]]:
    """Return all reference intakes, and what is wrong with the table.

    Raises:
        PlanError: the table is missing or cannot be read.
    """
    found: list[Intake] = []
    faults: list[Finding] = []
    for where, row in read_table(assets, INTAKES_FILE, columns=COLUMNS):
        wrong = list(_faults(row, where))
        faults += wrong
        if not wrong:
            found.append(_intake(row))
    return tuple(found), tuple(faults)


def _faults(row: dict[str, str], where: Where) -> Iterator[Finding]:
    if wrong := list(uneven(row, where)):
        yield from wrong
        return
    for column, words in (("status", list(Status)), ("kind", list(Kind))):
        if row[column] not in words:
            fault = f"{column} is “{row[column]}”"
            yield Finding("intake-field", fault, where=where, hint=f"write one of {', '.join(words)}")
    for column in ("low", "high"):
        if row[column] and number(row[column]) is None:
            fault = f"{column} is “{row[column]}”"
            yield Finding("intake-field", fault, where=where, hint="write a number, or nothing")
    yield from empty(row, where, "topic", "body")
    if row["status"] == Status.VERIFIED and not row["where"].strip():
        fault = "a verified figure must say where it was read"
        yield Finding("intake-field", fault, where=where, hint="fill in where, or write not-verified")


def _intake(row: dict[str, str]) -> Intake:
    low, high = (Decimal(row[column]) if row[column] else None for column in ("low", "high"))
    return Intake(
        topic=row["topic"],
        body=row["body"],
        low=low,
        high=high,
        unit=row["unit"],
        per=row["per"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        where=row["where"],
        note=row["note"],
    )

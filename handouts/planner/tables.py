"""A CSV table of `planner-data/` -> its rows with their lines, or an error that says why not."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from handouts.errors import PlanError
from handouts.findings import Finding, Where
from handouts.resources import AssetPath

LARGEST_FILE_BYTES = 10_000_000
"""Our longest table is under 200 kB; more than this is a mistake or an attack."""

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def read_table(
    assets: AssetPath, name: str, *, columns: Sequence[str]
) -> tuple[tuple[Where, dict[str, str]], ...]:
    """Return the rows of a table, each with its place; the first column names the row.

    Raises:
        PlanError: the table is missing, cannot be read, lacks a column or has one twice.
    """
    path = assets.find(f"planner-data/{name}")
    if path is None:
        raise PlanError(f"there is no “{name}”", hint="check the overlay or the installation")
    try:
        text = read_bounded(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(f"“{name}” cannot be read: {error}", hint="save it as UTF-8 CSV") from error
    rows = csv.DictReader(io.StringIO(unicodedata.normalize("NFC", text), newline=""), strict=True)
    try:
        heads = list(rows.fieldnames or ())
        if missing := [column for column in columns if column not in heads]:
            raise PlanError(f"“{name}” has no column {', '.join(missing)}", hint="see docs/food-data.md")
        if twice := sorted({head for head in heads if heads.count(head) > 1}):
            named = ", ".join(f"“{head}”" for head in twice)
            raise PlanError(f"“{name}” has the column {named} twice", hint="keep one of them")
        return tuple((Where(name, rows.line_num, row[columns[0]] or ""), row) for row in rows)
    except csv.Error as error:
        hint = "mend the quotation marks and line ends of this line"
        raise PlanError(f"“{name}” cannot be read: line {rows.line_num + 1}: {error}", hint=hint) from error


def read_bounded(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        PlanError: it cannot be read, or is longer than any of ours could be.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        hint = "check its permissions"
        raise PlanError(f"“{path.name}” cannot be read: {error.strerror}", hint=hint) from error
    if len(raw) > LARGEST_FILE_BYTES:
        message = f"“{path.name}” is larger than {LARGEST_FILE_BYTES:,} bytes"
        raise PlanError(message, hint="look whether it is the right file")
    return raw


def refuse(name: str, faults: Sequence[Finding]) -> NoReturn:
    """Raise what is wrong with a table.

    Raises:
        PlanError: always.
    """
    count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    raise PlanError(f"“{name}” has {count}", hint="see docs/food-data.md", findings=faults)


def number(text: str) -> Decimal | None:
    """Return a number as tables write it, digits with one point at most; nothing for anything else.

    >>> number("12.5"), number("1_3"), number("1e2"), number("٣")
    (Decimal('12.5'), None, None, None)
    """
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def uneven(row: dict[str, str], where: Where) -> Iterator[Finding]:
    """Yield a finding where a row has too many or too few cells."""
    if None in row or None in row.values():
        message = "the row has too many or too few cells"
        yield Finding("table-row", message, where=where, hint="count the commas")


def empty(row: dict[str, str], where: Where, *columns: str) -> Iterator[Finding]:
    """Yield a finding for each of some columns that is empty in a row."""
    for column in columns:
        if not row[column].strip():
            yield Finding("table-field", f"{column} is empty", where=where, hint="fill it in")

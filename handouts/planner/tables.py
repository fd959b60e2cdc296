"""A CSV table of `planner-data/` -> its rows with their lines, or an error that says why not."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence

from handouts.errors import PlanError
from handouts.findings import Finding, Where
from handouts.resources import AssetPath


def read_table(
    assets: AssetPath, name: str, *, columns: Sequence[str]
) -> tuple[tuple[Where, dict[str, str]], ...]:
    """Return the rows of a table, each with its place; the first column names the row.

    Raises:
        PlanError: the table is missing, cannot be read or lacks a column.
    """
    path = assets.find(f"planner-data/{name}")
    if path is None:
        raise PlanError(f"there is no “{name}”", hint="check the overlay or the installation")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(f"“{name}” cannot be read: {error}", hint="save it as UTF-8 CSV") from error
    rows = csv.DictReader(io.StringIO(unicodedata.normalize("NFC", text)))
    if missing := [column for column in columns if column not in (rows.fieldnames or ())]:
        raise PlanError(f"“{name}” has no column {', '.join(missing)}", hint="see docs/food-data.md")
    try:
        return tuple((Where(name, rows.line_num, row[columns[0]] or ""), row) for row in rows)
    except csv.Error as error:
        hint = "mend the quotation marks and line ends of this line"
        raise PlanError(f"“{name}” cannot be read: line {rows.line_num}: {error}", hint=hint) from error


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

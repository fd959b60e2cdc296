"""A workbook that came back -> its answers: no formulas, no merged cells, no bombs, nothing converted."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from handouts.exchange.received import Answer, Broken, Received
from handouts.exchange.units import Package, State
from handouts.exchange.xlsx import GUIDE, LANGUAGE, TEXTS, headings, missing, restore
from handouts.exchange.xml_nodes import parse
from handouts.findings import Finding, Where

MOST_MEMBERS = 200
MOST_UNPACKED = 20_000_000
"""Bytes of all members together; all our catalogs make about two million."""
MOST_ROWS = 50_000
MOST_COLUMNS = 60
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_KINDS = {"n": "a number", "d": "a date", "b": "TRUE or FALSE", "e": "an error"}


def read(data: bytes, *, name: str, package: Package) -> Received:
    """Return what a workbook holds.

    Raises:
        Broken: it is not a workbook of ours, or holds what could harm.
    """
    book = open_book(data)
    if lost := [sheet for sheet in (GUIDE, TEXTS) if sheet not in book.sheetnames]:
        raise Broken(f"the sheet “{lost[0]}” is not there", hint="export again and fill in that file")
    sheet = book[TEXTS]
    if not isinstance(sheet, Worksheet):
        raise Broken(f"“{TEXTS}” is no table", hint="export again and fill in that file")
    check_shape(sheet)
    rows = sheet.iter_rows()
    columns = headings(next(rows, ()))
    if lost := list(missing(columns)):
        raise Broken(
            f"the column “{lost[0]}” is not there", line=1, hint="export again; hidden columns must stay"
        )
    findings: list[Finding] = []
    answers = []
    for row in rows:
        cells = {heading: row[position] for heading, position in columns.items()}
        if any(cell.value is not None for cell in cells.values()):
            faults = list(_faults(cells, name))
            findings += faults
            if not faults:
                answers.append(_answer(cells, name, package))
    return Received(_language(book[GUIDE]), tuple(answers), tuple(findings))


def open_book(data: bytes) -> Workbook:
    """Return a workbook that is safe to read.

    Raises:
        Broken: it is none, or holds what could harm.
    """
    check_container(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # of extensions that it does not know
            return load_workbook(BytesIO(data), keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise Broken(f"not a workbook: {error}", hint="save it as .xlsx from Excel or LibreOffice") from error


def check_container(data: bytes) -> None:
    """Refuse a container that is broken or unpacks into more than any honest one, before it is opened."""
    try:
        with ZipFile(BytesIO(data)) as box:
            members = box.infolist()
            doubled = [
                path for path, count in Counter(info.filename for info in members).items() if count > 1
            ]
            unpacked = sum(info.file_size for info in members)
            if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or doubled:
                raise Broken(
                    f"it unpacks into {len(members)} files of {unpacked:,} bytes, more than a catalog needs",
                    code="import-unsafe",
                    hint="ask whoever sent it what it is",
                )
            for info in members:
                content = box.read(info)  # never more than the size it states, which was counted above
                if _XML.search(info.filename):
                    parse(content)
    except (
        BadZipFile,
        LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise Broken(
            f"not a whole workbook: {error}",
            hint="send or download the file again; take a password off",
        ) from error
    except Exception as error:
        if isinstance(error, Broken):
            raise
        raise Broken(f"not a whole workbook: {error}", hint="send or download the file again") from error


def check_shape(sheet: Worksheet) -> None:
    """Refuse a sheet that is too large, or whose cells are merged."""
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise Broken(
            f"{sheet.max_row} rows and {sheet.max_column} columns, more than a catalog needs",
            code="import-unsafe",
            hint="delete the empty rows and columns after the last one",
        )
    if merged := sorted(str(cells) for cells in sheet.merged_cells.ranges):
        raise Broken(
            f"the cells {', '.join(merged[:5])} are merged: words of a row are lost",
            code="import-merged-cells",
            hint="take the merge back (Home, Merge & Center) and look at those rows again",
        )


def _faults(cells: dict[str, Any], name: str) -> list[Finding]:
    unit = cells["id"].value
    found = []
    for heading, cell in cells.items():
        if cell.value is None or heading in ("notes", "earlier English", "at most"):
            continue
        place = Where(name, cell.row, str(unit) if isinstance(unit, str) else "")
        if cell.data_type == "f":
            message = f"cell {cell.coordinate} ({heading}) holds a formula"
            hint = "type the words; a text that begins with = needs an apostrophe before it"
            found.append(Finding("import-formula", message, where=place, hint=hint))
        elif cell.data_type not in ("s", "inlineStr"):
            kind = _KINDS.get(cell.data_type, "something else")
            message = f"cell {cell.coordinate} ({heading}) holds {kind}, not text"
            hint = "format the cell as Text and type it again"
            found.append(Finding("import-cell-type", message, where=place, hint=hint))
    if unit is None and not found:
        row = cells["id"].row
        found.append(
            Finding(
                "import-unknown-unit",
                f"row {row} has no id",
                where=Where(name, row),
                hint="delete the row, or copy the id from an export",
            )
        )
    return found


def _answer(cells: dict[str, Any], name: str, package: Package) -> Answer:
    def words(heading: str) -> str:
        value = cells[heading].value if heading in cells else None
        return restore(str(value)) if value is not None else ""

    unit = words("id")
    known = package.by_id.get(unit)
    cell = cells["translation"]
    status = words("status").strip().casefold()
    return Answer(
        id=unit,
        sources=(words("English"),),
        target=words("translation"),
        where=Where(f"{name} {cell.coordinate}", cell.row, known.key if known else unit),
        stale=status == State.STALE.value,
        digest=words("digest"),
    )


def _language(guide: Any) -> str:
    for row in guide.iter_rows(max_row=min(guide.max_row, 50), max_col=2):
        if row[0].value == LANGUAGE:
            return str(row[1].value or "")
    return ""

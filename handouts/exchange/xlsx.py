"""A package <-> an Excel workbook: text cells, locked source, hidden digest, a sheet that explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from handouts.errors import LocaleError
from handouts.exchange.units import Package, State, Unit
from handouts.exchange.xml_text import NOT_XML

GUIDE, TEXTS = "Read me first", "Translation"
COLUMNS = ("id", "English", "translation", "status", "notes", "earlier English", "at most", "digest")
WIDTHS = (34, 60, 60, 12, 50, 40, 9, 34)
LANGUAGE = "Language code"
"""The label beside which the first sheet holds the language."""
_GUIDE_WIDTH = 100
_LETTERS_A_WIDTH = 0.95
_LINE, _ROOM, _HIGHEST = 15.0, 3.0, 400.0
"""Height of a line, of the edges, and of the highest row that Excel allows (409), in points."""
LONGEST_CELL = 32_767
"""Characters; Excel cuts what is longer."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

_INSTRUCTIONS = (
    "Go to the sheet “Translation”. Write your translation into the white column.",
    "Grey columns are locked: the id and the English must stay as they are, or the file is refused.",
    "Words in braces such as {extra_energy} are numbers that the computer fills in. Copy them letter by"
    " letter, put them where your grammar wants them, never type the number; the notes say what they print.",
    "Status “stale” means that the English has changed. Mend the translation. If it is right as it is,"
    " choose “translated”.",
    "Counted phrases have a row for each form that your language needs. Fill in all of them.",
    "Empty cells are left as they were. Write text, not formulas. Do not merge cells; filter freely.",
    "What you send back is read by a reviewer before a patient sees it.",
)
_LOCKED = PatternFill("solid", fgColor="EDEDED")
_HEADING = PatternFill("solid", fgColor="1F3864")


def write(package: Package) -> bytes:
    """Return a package as a workbook; the same package gives the same bytes.

    Raises:
        LocaleError: a text holds a character that a workbook cannot hold, or is longer than a cell.
    """
    book = Workbook()
    guide = book.active
    if not isinstance(guide, Worksheet):  # pragma: no cover (a new workbook has a sheet)
        raise TypeError("openpyxl made a workbook without a sheet")
    _write_guide(guide, package)
    _write_texts(book.create_sheet(TEXTS), package)
    made = BytesIO()
    book.save(made)
    return without_clock(made.getvalue())


def _write_guide(sheet: Worksheet, package: Package) -> None:
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, _GUIDE_WIDTH
    facts = (
        ("Translation into", package.name),
        (LANGUAGE, package.locale),
        ("Texts", str(len(package.units))),
    )
    rows = [*facts, *((f"{number}.", words) for number, words in enumerate(_INSTRUCTIONS, start=1))]
    for row, (label, words) in enumerate(rows, start=1):
        put(sheet, row, 1, label).font = Font(bold=True)
        put(sheet, row, 2, words)
        sheet.row_dimensions[row].height = height((words, _GUIDE_WIDTH))
    sheet.protection.sheet = True
    fit_to_pages(sheet)


def _write_texts(sheet: Worksheet, package: Package) -> None:
    for column, (heading, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), start=1):
        cell = put(sheet, 1, column, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEADING
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.column_dimensions[_letter("digest")].hidden = True
    for row, unit in enumerate(package.units, start=2):
        _write_unit(sheet, row, unit, package)
    last = len(package.units) + 1
    choice = DataValidation(
        "list", formula1=f'"{",".join(state.value for state in State)}"', allow_blank=True
    )
    choice.add(f"{_letter('status')}2:{_letter('status')}{max(last, 2)}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    fit_to_pages(sheet)
    sheet.auto_filter.ref = f"A1:{_letter(COLUMNS[-1])}{last}"
    sheet.protection.sheet = True
    for free in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
        setattr(sheet.protection, free, False)  # False: not forbidden


def fit_to_pages(sheet: Worksheet) -> None:
    """Let a sheet be printed across, one page wide."""
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def height(*cells: tuple[str, int]) -> float:
    """Return how high a row must be to show these (words, width of the column), in points."""
    lines = (
        sum(-(-len(line) // int(width * _LETTERS_A_WIDTH)) or 1 for line in words.split("\n"))
        for words, width in cells
    )
    return min(max(lines) * _LINE + _ROOM, _HIGHEST)


def _write_unit(sheet: Worksheet, row: int, unit: Unit, package: Package) -> None:
    values = {
        "id": unit.id,
        "English": unit.source,
        "translation": unit.target,
        "status": unit.state.value,
        "notes": "\n".join(unit.notes),
        "earlier English": unit.previous,
        "at most": str(unit.limit or ""),
        "digest": unit.source_digest(package.locale),
    }
    shown = [(values[name], width) for name, width in zip(COLUMNS, WIDTHS, strict=True) if name != "digest"]
    sheet.row_dimensions[row].height = height(*shown)
    for column, heading in enumerate(COLUMNS, start=1):
        cell = put(sheet, row, column, values[heading])
        if heading in ("translation", "status"):
            cell.protection = Protection(locked=False)
        else:
            cell.fill = _LOCKED
        if heading == "translation" and package.direction == "rtl":
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2)


def put(sheet: Worksheet, row: int, column: int, words: str) -> Cell:
    """Write a cell that stays text whatever it looks like: `=1+1`, `5-6`, `1/2`."""
    if found := NOT_XML.search(words):
        raise LocaleError(
            f"“{words[:60]!r}” holds U+{ord(found[0]):04X}, which no workbook can hold",
            hint="take the character out of the catalog or the library; or export as PO",
        )
    escaped = protect(words)
    if len(escaped) > LONGEST_CELL:
        raise LocaleError(
            f"“{words[:60]}…” is longer than a cell may be", hint="export as XLIFF or PO instead"
        )
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):  # pragma: no cover (nothing here is merged)
        raise TypeError("a merged cell")
    if words:
        cell.value = escaped
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def protect(words: str) -> str:
    """Return words so that Excel reads them back as they are: it takes `_x0041_` for a letter.

    >>> protect("a_x0041_b"), restore("a_x005F_x0041_b")
    ('a_x005F_x0041_b', 'a_x0041_b')
    """
    return _ESCAPED.sub(r"_x005F_x\1_", words).replace("\r", "_x000D_")


def restore(words: str) -> str:
    """Return what a cell's words stand for; see `protect`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)


def _letter(heading: str) -> str:
    return get_column_letter(COLUMNS.index(heading) + 1)


_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties'
    b' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>handouts</dc:creator></cp:coreProperties>'
)


def without_clock(data: bytes) -> bytes:
    """Return the same workbook without the times that openpyxl and zip write into it."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, _CORE if name == _PROPERTIES else old.read(name))
    return made.getvalue()


def headings(row: Sequence[Any]) -> dict[str, int]:
    """Return where each of our columns stands, wherever a translator moved it."""
    return {str(cell.value): position for position, cell in enumerate(row) if cell.value in COLUMNS}


def missing(found: Iterable[str]) -> tuple[str, ...]:
    """Return the columns without which nothing can be read."""
    there = set(found)
    return tuple(name for name in ("id", "English", "translation", "digest") if name not in there)

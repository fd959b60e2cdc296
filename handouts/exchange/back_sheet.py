"""A blank back-translation sheet <-> a workbook: the text locked, the English hidden, room to write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from handouts.errors import LocaleError
from handouts.exchange.formats import LARGEST
from handouts.exchange.received import Broken
from handouts.exchange.xlsx import fit_to_pages, height, put, restore, without_clock
from handouts.exchange.xlsx_reading import check_shape, open_book
from handouts.exchange.xml_text import NOT_XML
from handouts.findings import Finding, Where

GUIDE, TEXTS = "Read me first", "Back-translation"
COLUMNS = ("No.", "id", "text", "your English")
_WIDTHS = (6, 12, 80, 80)
_LABELS = ("Language code", "Sheet code", "Country", "Digest")
_INSTRUCTIONS = (
    "Go to the sheet “Back-translation”. Write in plain English, in the white column, what each text says.",
    "Do not improve it, and do not guess what was meant: write what stands there. Copy numbers as they are.",
    "Words in braces are filled in later: copy them. Leave a cell empty if you cannot say what it means.",
    "Grey columns are locked. If a text there changes, the file is refused.",
)
_LOCKED = PatternFill("solid", fgColor="EDEDED")
_HEADING = PatternFill("solid", fgColor="1F3864")
_HINT = "fill in the sheet as it was sent, or make a new one: handouts locales back-translation"


@dataclass(frozen=True, slots=True)
class BackTexts:
    """What a workbook of a back-translation holds."""

    locale: str
    code: str
    """Of the document, such as `HLP`."""
    jurisdiction: str
    digest: str
    rows: tuple[tuple[str, str, str], ...]
    """Id, text, and the English that somebody wrote, which may be empty."""


def write_back_sheet(texts: BackTexts, *, name: str, rtl: bool) -> bytes:
    """Return the workbook; the same texts give the same bytes.

    Args:
        texts: what it holds.
        name: of the language, in English.
        rtl: whether it is read from right to left.

    Raises:
        LocaleError: a text holds a character that a workbook cannot hold.
    """
    book = Workbook()
    guide = book.active
    if not isinstance(guide, Worksheet):  # pragma: no cover (a new workbook has a sheet)
        raise TypeError("openpyxl made a workbook without a sheet")
    guide.title = GUIDE
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 20, 100
    values = (texts.locale, texts.code, texts.jurisdiction, texts.digest)
    lines = [("Back-translation from", name), *zip(_LABELS, values, strict=True)]
    lines += [(f"{number}.", words) for number, words in enumerate(_INSTRUCTIONS, start=1)]
    for row, (label, words) in enumerate(lines, start=1):
        put(guide, row, 1, label).font = Font(bold=True)
        put(guide, row, 2, words)
    guide.protection.sheet = True
    fit_to_pages(guide)
    _write_rows(book.create_sheet(TEXTS), texts, rtl=rtl)
    made = BytesIO()
    book.save(made)
    return without_clock(made.getvalue())


def _write_rows(sheet: Worksheet, texts: BackTexts, *, rtl: bool) -> None:
    for column, (heading, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), start=1):
        cell = put(sheet, 1, column, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEADING
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (unit, text, english) in enumerate(texts.rows, start=2):
        sheet.row_dimensions[row].height = height((text, _WIDTHS[2]), (english, _WIDTHS[3]))
        for column, words in enumerate((str(row - 1), unit, text, english), start=1):
            cell = put(sheet, row, column, words)
            if COLUMNS[column - 1] == "your English":
                cell.protection = Protection(locked=False)
                continue
            cell.fill = _LOCKED
            if COLUMNS[column - 1] == "text" and rtl:
                cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    fit_to_pages(sheet)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # not forbidden


def read_back_sheet(path: Path) -> BackTexts:
    """Return what a workbook holds.

    Raises:
        LocaleError: it is not there, too large, broken, or holds anything but text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise LocaleError(f"“{path}” cannot be read: {error.strerror}", hint="check the name") from error
    try:
        if len(data) > LARGEST:
            raise Broken(f"more than {LARGEST:,} bytes", code="import-too-large", hint=_HINT)
        return _read(data, path.name)
    except Broken as broken:
        raise broken.as_error(path.name) from broken


def _read(data: bytes, name: str) -> BackTexts:
    book = open_book(data)
    if lost := [sheet for sheet in (GUIDE, TEXTS) if sheet not in book.sheetnames]:
        raise Broken(f"the sheet “{lost[0]}” is not there", hint=_HINT)
    guide, sheet = book[GUIDE], book[TEXTS]
    if not isinstance(guide, Worksheet) or not isinstance(sheet, Worksheet):
        raise Broken("a sheet is no table", hint=_HINT)
    for table in (guide, sheet):
        check_shape(table)
    said = {str(row[0].value): str(row[1].value) for row in guide.iter_rows(max_col=2, max_row=20)}
    if lost := [label for label in _LABELS if label not in said]:
        raise Broken(f"the first sheet has no “{lost[0]}”", hint=_HINT)
    rows = sheet.iter_rows()
    heads = {str(cell.value): place for place, cell in enumerate(next(rows, ()))}
    if lost := [column for column in COLUMNS[1:] if column not in heads]:
        raise Broken(f"the column “{lost[0]}” is not there", line=1, hint=_HINT)
    found: list[tuple[str, str, str]] = []
    faults: list[Finding] = []
    for row in rows:
        cells = [row[heads[column]] for column in COLUMNS[1:]]
        if any(cell.value is not None for cell in cells):
            faults += [fault for cell in cells if (fault := _fault(cell, name))]
            found.append((_words(cells[0]), _words(cells[1]), _words(cells[2])))
    counted = Counter(unit for unit, _, _ in found)
    faults += [
        Finding("import-duplicate", f"the id {unit} stands {times} times", where=Where(name))
        for unit, times in counted.items()
        if times > 1
    ]
    if faults:
        raise LocaleError(f"“{name}” has faults; nothing was compared", hint=_HINT, findings=faults)
    locale, code, jurisdiction, digest = (said[label] for label in _LABELS)
    return BackTexts(locale, code, jurisdiction, digest, tuple(found))


def _fault(cell: Any, name: str) -> Finding | None:
    place = Where(name, cell.row)
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Finding("import-formula", f"cell {cell.coordinate} holds a formula", where=place, hint=_HINT)
    if cell.data_type not in ("s", "inlineStr"):
        hint = "format the cell as Text and type it again"
        return Finding("import-cell-type", f"cell {cell.coordinate} is no text", where=place, hint=hint)
    if found := NOT_XML.search(restore(str(cell.value))):
        said = f"cell {cell.coordinate} holds U+{ord(found[0]):04X}"
        return Finding("import-character", said, where=place, hint="type the text again without it")
    return None


def _words(cell: Any) -> str:
    return "" if cell.value is None else restore(str(cell.value))

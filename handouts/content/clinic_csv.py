"""A CSV table of clinics -> one record a row; encodings are never guessed, a fault hides no row behind."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.content.clinic_columns import Column, columns, place_of
from handouts.content.yaml_source import PathKey
from handouts.findings import Finding, Where

LARGEST_FILE_BYTES = 20_000_000
"""Ten thousand clinics with three languages are about five megabytes."""
_SIGNATURES = (
    (b"PK\x03\x04", "an Excel or OpenDocument workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
)
_SAVE = "in the spreadsheet choose Save as › CSV UTF-8; in a text editor, Save as › encoding UTF-8"
_LEGACY = {
    "cp1250": ("Windows-1250 (Polish)", "ąćęłńśźżĄĆĘŁŃŚŹŻ"),
    "cp1258": ("Windows-1258 (Vietnamese)", "ăđơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323"),
    "cp1252": ("Windows-1252 (Western)", "éèêàçñöüä–’"),
}
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """A row as plain values, and where each of them stood."""

    data: dict[str, Any]
    file: str
    line: int
    columns: tuple[Column, ...]
    cells: tuple[str, ...]

    def where(self, path: PathKey) -> Where:
        """Return the row and column of a value."""
        filled = [c.path for c, cell in zip(self.columns, self.cells, strict=True) if cell.strip()]
        if len(path) > 1 and path[0] in ("address", "phones"):  # counted without the empty ones between them
            numbers = sorted({place[1] for place in filled if place[0] == path[0]})
            number = path[1]
            if isinstance(number, int) and number < len(numbers):
                path = (path[0], numbers[number], *path[2:])
        while path:
            for column in self.columns:
                if column.path == path:
                    return Where(self.file, self.line, column.heading)
            near = next((c for c in self.columns if c.path[: len(path)] == path), None)
            if near is not None:
                return Where(self.file, self.line, near.heading)
            path = path[:-1]
        return Where(self.file, self.line)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a table that could be read, and what was wrong with the others."""

    records: tuple[CsvRecord, ...]
    findings: tuple[Finding, ...]


def read_table(path: Path) -> CsvTable:
    """Read a table of clinics: UTF-8, or UTF-16 with its mark; commas, semicolons or tabs."""
    name = path.name
    try:
        if not path.is_file():
            return _refused(name, "clinic-file", "is not there" if not path.exists() else "is not a file")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        return _refused(name, "clinic-file", f"cannot be read: {error.strerror}", "check its permissions")
    if len(raw) > LARGEST_FILE_BYTES:
        hint = "a row per clinic and nothing else; split larger tables"
        return _refused(name, "clinic-file", f"is larger than {LARGEST_FILE_BYTES // 1_000_000} MB", hint)
    text, fault = _decoded(raw, name)
    return CsvTable((), (fault,)) if fault else parse_table(text, name)


def parse_table(text: str, name: str) -> CsvTable:
    """Read a table from a string; `name` is the file named in findings."""
    # Not splitlines(): a form feed or U+2028 inside a cell is no line end, and is refused with its cell.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    lines = [f"{line}\n" for line in lines]
    first = next((at for at, line in enumerate(lines) if line.strip() and not _is_sep(line)), None)
    if first is None:
        return _refused(name, "clinic-file", "holds nothing", "the first row names the columns")
    delimiter = _delimiter(lines[first])
    rows = _Rows(lines, delimiter, name, start=first)
    _, headings = next(iter(rows), (0, []))
    named, faults = columns(headings, file=name, line=first + 1)
    if faults or rows.findings:
        return CsvTable((), (*rows.findings, *faults))
    records = []
    for line, cells in rows:
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        if len(cells) != len(named):
            message = f"the row has {len(cells)} cells, the first row {len(named)}"
            hint = "count the separators; a text that holds one stands in quotation marks"
            rows.findings.append(Finding("clinic-csv-row", message, where=Where(name, line), hint=hint))
            continue
        records.append(_record(cells, named, name, line))
    if not records and not rows.findings:
        return _refused(name, "clinic-file", "names no clinic", "write a row per clinic")
    return CsvTable(tuple(records), tuple(rows.findings))


class _Rows:
    """Rows with their lines; a row that cannot be read is noted, and reading goes on with the next line."""

    def __init__(self, lines: Sequence[str], delimiter: str, name: str, *, start: int) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._delimiter = delimiter
        self._name = name
        self._at = start

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
        while self._at < len(self._lines):
            begin = self._at
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.findings.append(self._unreadable(begin, str(error)))
                self._at = begin + 1  # an open quotation mark must not swallow the rows behind it
                reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
                continue
            yield begin + 1, cells

    def _feed(self) -> Iterator[str]:
        while self._at < len(self._lines):
            self._at += 1
            yield self._lines[self._at - 1]

    def _unreadable(self, begin: int, reason: str) -> Finding:
        reason = "a quotation mark is open or out of place" if "NUL" not in reason else "holds a NUL byte"
        hint = "a text with quotation marks stands in quotation marks, and its own are written twice"
        return Finding("clinic-csv-row", reason, where=Where(self._name, begin + 1), hint=hint)


def _record(cells: Sequence[str], named: tuple[Column, ...], name: str, line: int) -> CsvRecord:
    data: dict[str, Any] = {}
    address: dict[str, str] = {}
    phones: dict[str, dict[str, Any]] = {}
    for cell, column in zip(cells, named, strict=True):
        text = cell.strip()
        if not text:
            continue
        path = column.path
        top = str(path[0])
        if top == "address":
            address[str(path[1])] = text
        elif top == "phones":
            phone = phones.setdefault(str(path[1]), {})
            if len(path) == 4:
                phone.setdefault("hours", {})[path[3]] = text
            else:
                phone[str(path[2])] = text
        elif len(path) == 2:
            data.setdefault(top, {})[path[1]] = text
        elif top == "languages":
            data[top] = text.replace(",", " ").replace(";", " ").split()
        else:
            data[top] = text
    if address:
        data["address"] = [address[line] for line in sorted(address)]
    if phones:
        phones.get("0", {}).setdefault("purpose", "main")
        data["phones"] = [phones[number] for number in sorted(phones)]
    return CsvRecord(data, name, line, named, tuple(cells))


def _is_sep(line: str) -> bool:
    return line.strip().lower().startswith("sep=") and len(line.strip()) <= 5


def _delimiter(header: str) -> str:
    """Return what separates the columns of a heading row: what makes most of them known."""

    def known(delimiter: str) -> int:
        return sum(place_of(cell.strip().strip('"')) is not None for cell in header.split(delimiter))

    return max(_DELIMITERS, key=lambda delimiter: (known(delimiter), header.count(delimiter)))


def _decoded(raw: bytes, name: str) -> tuple[str, Finding | None]:
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            return "", _fault(name, "clinic-encoding", f"is {what}, not a CSV table", _SAVE)
    encoding = "utf-8-sig"
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "", _fault(name, "clinic-encoding", "is UTF-32 text", _SAVE)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif raw[:200].count(0) > 20:
        return "", _fault(name, "clinic-encoding", "is UTF-16 without its mark, or no text", _SAVE, 1)
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            return "", _fault(name, "clinic-encoding", "breaks off within a letter (UTF-16)", _SAVE)
        line = raw.count(b"\n", 0, error.start) + 1
        return "", _fault(name, "clinic-encoding", f"is not UTF-8{_guess(raw, error.start)}", _SAVE, line)


def _guess(raw: bytes, at: int) -> str:
    """Return how the first broken word may have been meant: a hint for people, never used for reading."""
    best, guess = 0, ""
    for encoding, (label, letters) in _LEGACY.items():
        whole = raw.decode(encoding, "ignore")
        score = sum(whole.count(letter) for letter in letters)
        if score > best:
            begin = max(raw.rfind(mark, 0, at) for mark in (b"\n", b",", b";", b"\t")) + 1
            word = raw[begin : at + 40].decode(encoding, "ignore")
            word = word.split("\n")[0].split(",")[0].split(";")[0].split("\t")[0].strip()
            best, guess = score, f"; it looks like {label}, where this reads “{word[:40]}”"
    return guess


def _fault(name: str, code: str, message: str, hint: str = "", line: int | None = None) -> Finding:
    return Finding(code, f"“{name}” {message}", where=Where(name, line), hint=hint)


def _refused(name: str, code: str, message: str, hint: str = "check the path") -> CsvTable:
    return CsvTable((), (_fault(name, code, message, hint),))

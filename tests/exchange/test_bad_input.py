"""Whatever a file holds: a clear error with file and next step, exit code 4, no file changed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from handouts.cli.app import run
from handouts.errors import LocaleError
from handouts.exchange import formats
from handouts.exchange.compare import Kind
from handouts.exchange.formats import Format, read_file, write
from handouts.exchange.xlsx_reading import MOST_UNPACKED
from tests.exchange.packages import a_package, a_phrase, a_unit, compared, ours, written

PACKAGE = a_package(a_unit("Rest now.", "Odpocznij."), *a_phrase("{n} a", "{n} b", "{n} c"))
WORKBOOK = write(PACKAGE, Format.XLSX, version="1")
X12, X21, PO = (write(PACKAGE, kind, version="1") for kind in (Format.XLIFF12, Format.XLIFF21, Format.PO))
ENTITY = b'<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_doctype(data: bytes, doctype: bytes) -> bytes:
    return data.replace(b"?>", b"?>" + doctype, 1)


def rezipped(*replaced: tuple[str, bytes], data: bytes = WORKBOOK) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, dict(replaced).get(name, old.read(name)))
        for name, content in replaced:
            if name not in old.namelist():
                new.writestr(name, content)
    return made.getvalue()


def altered(change, *, sheet: str = "Translation") -> bytes:
    book = load_workbook(io.BytesIO(WORKBOOK))
    change(book[sheet])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def another_workbook() -> bytes:
    made = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "accounts"
    book.save(made)
    return made.getvalue()


def deep(levels: int) -> bytes:
    inside = b"<group>" * levels + b"</group>" * levels
    return X12.replace(b"<body>", b"<body>" + inside, 1)


BROKEN = {
    "empty.po": (b"", "import-syntax", "empty"),
    "empty.xlf": (b" \n", "import-syntax", "empty"),
    "empty.xlsx": (b"", "import-syntax", "empty"),
    "cut.xlf": (X12[: len(X12) // 2], "import-syntax", "not well-formed"),
    "cut21.xlf": (X21[:-20], "import-syntax", "not well-formed"),
    "cut.xlsx": (WORKBOOK[: len(WORKBOOK) // 2], "import-syntax", "not a whole workbook"),
    "cut-string.po": (PO[: PO.rindex(b"{n} c") + 3], "po-syntax", "a string does not end"),
    "cut-line.po": (PO.rstrip(b"\n"), "import-syntax", "last line"),
    "cut-entry.po": (PO[: PO.index(b"msgctxt")], "import-syntax", "no text"),
    "cut-between.po": (PO[: PO.index(b"\n\n", PO.index(b"Odpocznij"))] + b"\n", "import-syntax", "1 of"),
    "latin.po": (PO.replace(b"Odpocznij", b"Odpoc\xbfnij"), "po-encoding", "UTF-8"),
    "utf16.po": (PO.decode().encode("utf-16"), "po-nul", "zero byte"),
    "bom.po": (b"\xef\xbb\xbf" + PO, "po-bom", "byte order mark"),
    "latin.xlf": (X12.replace(b"Odpocznij", b"Odpoc\xbfnij"), "import-syntax", "not well-formed"),
    "unknown-encoding.xlf": (X12.replace(b"UTF-8", b"KOI-99"), "import-syntax", "encoding"),
    "twice.po": (PO + PO[PO.index(b"msgctxt") :], "po-duplicate", "twice"),
    "keyless.po": (PO.replace(b'msgctxt "drink/a1/text"\n', b""), "import-syntax", "msgctxt"),
    "entity.xlf": (with_doctype(X12, ENTITY), "import-unsafe", "entities"),
    "laughs.xlf": (with_doctype(X21, LAUGHS), "import-unsafe", "entities"),
    "dtd.xlf": (with_doctype(X12, b'<!DOCTYPE xliff SYSTEM "x.dtd">'), "import-unsafe", "document type"),
    "deep.xlf": (deep(5_000), "import-unsafe", "inside each other"),
    "html.xlf": (b"<html><body>Sorry</body></html>", "import-format", "html"),
    "old.xlf": (X12.replace(b'version="1.2"', b'version="1.1"', 1), "import-format", "1.1"),
    "new.xlf": (X21.replace(b'version="2.1"', b'version="2.9"', 1), "import-format", "2.9"),
    "no-file.xlf": (
        b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "import-syntax", "no file",
    ),
    "two-languages.xlf": (
        X12.replace(b'target-language="pl"', b'target-language="vi"', 1), "import-syntax", "more than one",
    ),
    "no-source.xlf": (
        X12.replace(b'<source xml:lang="en-GB">Rest now.</source>', b""), "import-syntax", "no source",
    ),
    "xliff-as.xlsx": (X12, "import-format", "is XML"),
    "xlsx-as.po": (WORKBOOK, "import-format", "zip"),
    "po-as.xlf": (PO, "import-format", "neither XML"),
    "what.docx": (WORKBOOK, "import-format", ".docx"),
    "bomb.xlsx": (rezipped(("xl/bomb.bin", b"\0" * (MOST_UNPACKED + 1))), "import-unsafe", "unpacks"),
    "many.xlsx": (
        rezipped(*((f"xl/{n}.xml", b"<x/>") for n in range(300))), "import-unsafe", "unpacks",
    ),
    "entity.xlsx": (
        rezipped(("xl/sharedStrings.xml", b'<?xml version="1.0"?>' + LAUGHS + b"<sst>&b;</sst>")),
        "import-unsafe", "entities",
    ),
    "torn.xlsx": (
        rezipped(("xl/worksheets/sheet2.xml", b"<worksheet")), "import-syntax", "not well-formed",
    ),
    "another.xlsx": (another_workbook(), "import-syntax", "not there"),
    "merged.xlsx": (altered(lambda s: s.merge_cells("C2:C3")), "import-merged-cells", "C2:C3"),
    "no-digest.xlsx": (altered(lambda s: s.delete_cols(8)), "import-syntax", "digest"),
    "far.xlsx": (altered(lambda s: s.cell(900_000, 3, "x")), "import-unsafe", "rows"),
    "wide.xlsx": (altered(lambda s: s.cell(2, 900, "x")), "import-unsafe", "columns"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_reason(name, tmp_path):
    data, code, told = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(LocaleError) as caught:
        read_file(path, package=PACKAGE)

    (finding, *_) = [f for f in caught.value.findings if f.code == code]
    assert told in finding.message
    assert finding.hint
    assert finding.where.file == name
    assert name in caught.value.message


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (lambda s: s.cell(2, 3, "=1+1"), "import-formula", "C2"),
        (lambda s: s.cell(2, 2, '=HYPERLINK("x")'), "import-formula", "B2"),
        (lambda s: s.cell(2, 1, "=A3"), "import-formula", "A2"),
        (lambda s: s.cell(2, 3, 5), "import-cell-type", "C2"),
        (lambda s: s.cell(2, 3, True), "import-cell-type", "C2"),
        (lambda s: setattr(s["A2"], "value", None), "import-unknown-unit", "row 2"),
        (lambda s: s.cell(2, 1, "drink:a1:txt"), "import-unknown-unit", "drink:a1:txt"),
        (lambda s: s.cell(2, 2, "Rest later."), "import-source-changed", "edited"),
        (lambda s: s.cell(2, 8, "0" * 32), "import-source-changed", "digest"),
        (lambda s: s.cell(3, 1, "drink:a1:text"), "import-duplicate", "twice"),
        (lambda s: s.cell(3, 3, "a feed"), "import-placeholders", "{n} is missing"),
    ],
)
def test_a_wrong_cell_is_refused_and_named(change, code, cell, tmp_path):
    path = tmp_path / "back.xlsx"
    path.write_bytes(altered(change))
    units = tuple(unit for unit in a_package(a_unit("Rest now.", "Siądź."), *a_phrase("", "", "")).units)

    found = compared(path, a_package(*units))

    fault = next(finding for finding in found.errors if finding.code == code)
    assert cell in fault.message
    assert fault.where.line in (2, 3)
    assert fault.hint


def test_columns_may_be_moved_and_rows_left_out(tmp_path):
    def move(sheet):
        sheet.insert_cols(1)
        sheet.cell(1, 1, "my remarks")
        sheet.cell(2, 1, 17)
        sheet.delete_rows(3, 3)

    path = tmp_path / "back.xlsx"
    path.write_bytes(altered(move))

    found = compared(path, a_package(a_unit("Rest now.", ""), *a_phrase("", "", "")))

    assert found.findings == ()
    assert [change.texts for change in found.changes] == [("Odpocznij.",)]


def test_a_byte_order_mark_is_no_fault_of_xml(tmp_path):
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / "back.xlf"
        text = X12.decode().replace("UTF-8", "utf-16" if encoding == "utf-16" else "UTF-8")
        path.write_bytes(text.encode(encoding))
        assert compared(path, PACKAGE).findings == ()


@pytest.mark.parametrize("words", [b"&amp;" * 2_000_000, b"x" * 15_000_000, b"x\n" * 5_000_000])
def test_a_very_long_text_is_read_once(words, tmp_path):
    """Ten million letters in a million pieces: joined one by one, this would take hours."""
    path = tmp_path / "long.xlf"
    path.write_bytes(X12.replace(b"Odpocznij.", words, 1))

    found = compared(path, PACKAGE)

    assert found.counts[Kind.CHANGED] == 1


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.xlf"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))

    with pytest.raises(LocaleError, match="100,000,000 bytes"):
        read_file(path, package=PACKAGE)


def test_what_we_export_is_small_enough_to_come_back():
    for kind in Format:
        assert len(write(ours("pl"), kind, version="1")) * 10 < formats.LARGEST


def test_a_missing_file_and_a_folder_are_errors(tmp_path):
    for path in (tmp_path / "none.po", tmp_path):
        with pytest.raises(LocaleError, match="cannot be read"):
            read_file(path, package=PACKAGE)


# --- the command --------------------------------------------------------------------------------------------


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(
    "name", ["cut.xlf", "laughs.xlf", "bomb.xlsx", "merged.xlsx", "cut-string.po", "empty.po"]
)
def test_the_command_leaves_with_4_and_changes_nothing(name, tmp_path, polish_overlay, capsys):
    path = tmp_path / name
    path.write_bytes(BROKEN[name][0])
    before = snapshot(polish_overlay)

    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay), "--json"]) == 4

    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 4
    assert told["hint"]
    assert BROKEN[name][1] in {finding["code"] for finding in told["findings"]}
    assert snapshot(polish_overlay) == before


def test_a_formula_stops_the_whole_import(tmp_path, polish_overlay, capsys):
    path = written(ours("pl"), Format.XLSX, tmp_path)
    book = load_workbook(path)
    book["Translation"]["C2"] = "=1+1"
    book["Translation"]["C3"] = "inaczej"
    book.save(path)
    before = snapshot(polish_overlay)

    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay)]) == 4

    told = capsys.readouterr().err
    assert "cell C2" in told
    assert "nothing was imported" in told
    assert snapshot(polish_overlay) == before

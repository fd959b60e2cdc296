"""Blank sheets hide the English; what comes back is compared, or refused where it is of another text."""

from __future__ import annotations

import html
import json
import re
import zipfile

import polib
import pytest
from openpyxl import load_workbook

from handouts.checks.words import squeezed
from tests.review.sheets import LEAFLET, command, look, overlay_of, seal_of, spoken

SHEET = "Back-translation"
MAIN = f"{LEAFLET}/ask-for-help/text"


@pytest.fixture
def blank(tmp_path):
    path = tmp_path / "back.xlsx"
    assert command("back-translation", "vi", "--handout", LEAFLET, "--to", str(path)) == 0
    return path


def english_of(code: str) -> list[str]:
    """Give what must not be on the sheet: English texts, keys, names of facts."""
    seal = seal_of(LEAFLET, code)
    texts = [piece for _, english, _ in seal.messages for piece in re.split(r"\0|\{\w+\}", english)]
    texts = [text.strip(" .,:;()") for text in texts]
    return (
        [text for text in texts if len(text) > 5]
        + [k for k, _, _ in seal.messages]
        + [n for n, _ in seal.facts]
    )


@pytest.mark.parametrize("code", ["vi", "pl", "ar"])
def test_the_paper_sheet_holds_every_translation_and_nothing_of_the_english(code, tmp_path):
    path = tmp_path / "back.pdf"
    assert command("back-translation", code, "--handout", LEAFLET, "--to", str(path)) == 0
    view, said = look(path), spoken(path)
    hidden = english_of(code)
    assert len(hidden) > 150
    everything = said + squeezed(" ".join((view.title, *view.words.artifacts, *view.words.pages)))
    assert [text for text in hidden if squeezed(text) in everything] == []
    data = path.read_bytes()
    assert [text for text in hidden if text.encode() in data or text.encode("utf-16-be") in data] == []
    if code != "ar":
        plain = [
            words
            for key, _, words in seal_of(LEAFLET, code).messages
            if "{" not in words and "\0" not in words
        ]
        assert [words for words in plain if squeezed(words) not in said] == []


def test_the_workbook_hides_the_english_in_every_part(blank):
    with zipfile.ZipFile(blank) as box:
        everything = html.unescape("".join(box.read(name).decode("utf-8") for name in box.namelist()))
    assert "Khi nào mẹ và bé cần đi khám" in everything
    hidden = [text for text in english_of("vi") if set(text) & set(" /_")]  # XML has words of its own
    assert len(hidden) > 130
    assert [text for text in hidden if text in everything] == []


def test_the_same_texts_give_the_same_workbook(blank, tmp_path):
    again = tmp_path / "again.xlsx"
    assert command("back-translation", "vi", "--handout", LEAFLET, "--to", str(again)) == 0
    assert again.read_bytes() == blank.read_bytes()


def filled(path, **over):
    """Write the English that was meant into every row, but for the numbers of rows given as `r12="…"`."""
    from handouts.api import open_language
    from handouts.review.blank import blank_sheet
    from tests.built import workshop

    shop = workshop()
    sheet = blank_sheet(
        seal_of(LEAFLET, "vi"), code="HLP", language=open_language("vi", shop.assets), library=shop.library
    )
    meant = {row.id: row.english[0].plain for row in sheet.rows}
    book = load_workbook(path)
    for row in book[SHEET].iter_rows(min_row=2):
        row[3].value = over.get(f"r{row[0].value}", meant[row[1].value])
        row[3].data_type = "s"
    book.save(path)
    return {row.key: row.number for row in sheet.rows}


def compared(blank, tmp_path, code=0):
    report = tmp_path / "report.json"
    assert command("back-translation-import", "vi", str(blank), "--to", str(report), "--force") == code
    return {row["key"]: row for row in json.loads(report.read_text(encoding="utf-8"))}


def test_the_english_itself_comes_back_without_a_finding(blank, tmp_path):
    filled(blank)
    rows = compared(blank, tmp_path)
    assert {key for key, _, _ in seal_of(LEAFLET, "vi").messages} == set(rows)
    assert [row for row in rows.values() if row["verdict"]] == []


def test_a_wrong_number_a_lost_not_and_an_empty_cell_are_told(blank, tmp_path):
    numbers = filled(blank)
    keys = ("baby-no-response/text", "baby-fit/text")
    wake, fit = (next(key for key in numbers if part in key) for part in keys)
    with_number = next(k for k, e, _ in seal_of(LEAFLET, "vi").messages if "{mastitis_review_hours}" in e)
    over = {f"r{numbers[with_number]}": "Go back after 48 hours if you are no better.",
            f"r{numbers[wake]}": "Wakes up and responds.", f"r{numbers[fit]}": ""}  # fmt: skip
    filled(blank, **over)
    rows = compared(blank, tmp_path, 8)
    assert rows[with_number]["verdict"] == "amount differs"
    assert {f["found"] for f in rows[with_number]["findings"] if f["code"] == "translation-number"} >= {
        "48 hour"
    } or [f for f in rows[with_number]["findings"] if "48" in f["message"]]
    assert any(f["code"] == "translation-negation" for f in rows[wake]["findings"])
    assert rows[fit]["verdict"] == "empty"


def test_reports_are_painted_and_written_as_a_page_with_hostile_words_as_words(blank, tmp_path):
    filled(blank, r2='<img src=x onerror="alert(1)"> & {{ 7*7 }}')
    for kind in ("pdf", "html"):
        report = tmp_path / f"report.{kind}"
        assert command("back-translation-import", "vi", str(blank), "--to", str(report)) == 0
    said = spoken(tmp_path / "report.pdf")
    assert squeezed('<img src=x onerror="alert(1)"> & {{ 7*7 }}') in said
    assert "FEWWORDSALIKE" in said
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in page
    assert "<img" not in page


def change_cell(path, column, value, row=5):
    book = load_workbook(path)
    book[SHEET].cell(row, column).value = value
    book.save(path)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [(3, "một câu khác", "review-sheet-changed"), (2, "00000000", "review-sheet-changed"),
     (4, "=1+1", "import-formula"), (4, 5, "import-cell-type")],
)  # fmt: skip
def test_a_sheet_that_somebody_changed_is_refused(blank, tmp_path, capsys, column, value, code):
    change_cell(blank, column, value)
    report = tmp_path / "report.json"
    assert command("back-translation-import", "vi", str(blank), "--to", str(report)) == 4
    assert code in capsys.readouterr().err
    assert not report.exists()


def test_a_row_that_is_gone_or_there_twice_is_refused(blank, tmp_path, capsys):
    book = load_workbook(blank)
    book[SHEET].delete_rows(4)
    book.save(tmp_path / "less.xlsx")
    book[SHEET].append([c.value for c in book[SHEET][3]])
    book.save(tmp_path / "twice.xlsx")
    for name, said in (("less", "is gone"), ("twice", "stands 2 times")):
        words = (
            "back-translation-import",
            "vi",
            str(tmp_path / f"{name}.xlsx"),
            "--to",
            str(tmp_path / "r.json"),
        )
        assert command(*words) == 4
        assert said in capsys.readouterr().err


def test_a_sheet_of_an_earlier_translation_is_refused(blank, tmp_path, capsys):
    overlay = overlay_of(
        tmp_path / "own", "vi", polib.POEntry(msgctxt=MAIN, msgstr="Nếu lo, mẹ cứ nhờ giúp.")
    )
    words = (
        "back-translation-import",
        "vi",
        str(blank),
        "--to",
        str(tmp_path / "r.pdf"),
        "--overlay",
        str(overlay),
    )
    assert command(*words) == 4
    assert "the digest of the sheet" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize("data", [b"", b"PK\3\4 broken", b"no workbook"])
def test_what_is_no_workbook_is_refused(data, tmp_path):
    path = tmp_path / "back.xlsx"
    path.write_bytes(data)
    assert command("back-translation-import", "vi", str(path), "--to", str(tmp_path / "r.json")) == 4


def test_what_no_words_of_the_language_fill_has_a_number_not_an_english_name(tmp_path):
    """Arabic has no words for some counted things yet: neither the English noun nor the fact's name shows."""
    path = tmp_path / "back.pdf"
    assert command("back-translation", "ar", "--handout", "drinks-diary", "--to", str(path)) == 0
    assert not re.search(r"\{[a-z]", spoken(path))

from __future__ import annotations

import csv
import io
import os
import random
from datetime import date
from pathlib import Path

import pytest

from handouts.content.clinic_csv import LARGEST_FILE_BYTES, parse_table
from handouts.content.clinic_files import read_clinic_file, read_clinics
from handouts.content.clinic_yaml import clinics_yaml
from handouts.findings import Severity
from tests.built import PROJECT

EXAMPLES = PROJECT / "docs" / "examples" / "clinics"
HEAD = "id,name,phone_1,jurisdiction"
COLUMNS = [
    "id",
    "name",
    "name_vi",
    "name_pl",
    "address_1",
    "phone_1",
    "phone_1_hours",
    "website",
    "jurisdiction",
]
ROW = "riverside,Riverside (example),0113 496 0123,GB"


def read(tmp_path: Path, content: str | bytes, name: str = "clinics.csv", **options):
    """Read a file made of some content."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_clinics(path, **options)


def rows(*, count: int, bad: frozenset[int] = frozenset()) -> bytes:
    """Return a table with many clinics, some with an id that cannot be."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for n in range(count):
        name = f"../clinic-{n}" if n in bad else f"clinic-{n}"
        table.writerow(
            [name, f"Unit {n}", f"Khoa Sản {n}", f"Oddział {n}", "1 River Way", "0113 496 0123", "24/7",
             f"https://c{n}.riverside.example/", "GB"]
        )  # fmt: skip
    return out.getvalue().encode()


# --- tables ---------------------------------------------------------------------------------------------


def test_a_row_becomes_a_clinic_and_its_organisation_fills_the_gaps():
    (riverside, harbour), findings = read_clinics(EXAMPLES / "clinics.csv", locales=("en", "vi", "pl"))

    assert findings == ()
    assert riverside.name["vi"] == "Khoa Sản Riverside (ví dụ)"
    assert riverside.phones[0].dial == "+441134960123"
    assert riverside.phones[1].hours["pl"].startswith("od poniedziałku")
    assert riverside.website == "https://riverside.example/"
    assert harbour.website == "https://trust.example/"
    assert harbour.logo == "riverside.svg"
    assert (
        harbour.in_locale("pl").logo_alt
        == harbour.in_locale("pl").organisation
        == "Riverside Trust (example)"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_with_a_mark_and_the_usual_separators_are_read(tmp_path, encoding, delimiter, end):
    text = f"{HEAD}\n{ROW}\nlodz,Szpital w Łodzi – ễ,042 123 45 67,PL\n".replace("042 ", "42 ")
    clinics, findings = read(tmp_path, text.replace(",", delimiter).replace("\n", end).encode(encoding))

    assert findings == ()
    assert [clinic.name["any"] for clinic in clinics] == ["Riverside (example)", "Szpital w Łodzi – ễ"]


def test_a_line_that_excel_puts_first_is_skipped(tmp_path):
    clinics, findings = read(tmp_path, "sep=;\n" + f"{HEAD}\n{ROW}".replace(",", ";"))
    assert len(clinics) == 1
    assert findings == ()


@pytest.mark.parametrize(
    ("encoding", "name", "label"),
    [("cp1250", "Oddział Położniczy Łódź", "Polish"), ("cp1258", "Đơn vị Sản", "Vietnamese")],
)
def test_an_old_encoding_is_named_and_refused_never_guessed(tmp_path, encoding, name, label):
    import unicodedata

    text = f"{HEAD}\n{ROW}\nlodz,{name},42 123 45 67,PL\n"
    if encoding == "cp1258":
        text = text.replace("ị", "i\u0323").replace("ả", "a\u0309")
        assert unicodedata.normalize("NFC", text)
    clinics, (finding,) = read(tmp_path, text.encode(encoding))

    assert clinics == ()
    assert (finding.code, finding.where.line) == ("clinic-encoding", 3)
    assert label in finding.message
    assert "UTF-8" in finding.hint


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}\n{ROW}".encode("utf-16-le"),
        f"{HEAD}\n{ROW}".encode("utf-32"),
        f"{HEAD}\n{ROW}".encode("utf-16")[:-1],
        b"PK\x03\x04 a workbook",
        b"\xd0\xcf\x11\xe0 an old workbook",
        b"%PDF-1.7",
    ],
    ids=["utf-16 without mark", "utf-32", "half a letter", "xlsx", "xls", "pdf"],
)
def test_what_is_no_text_says_how_to_save_it(tmp_path, data):
    clinics, (finding,) = read(tmp_path, data)
    assert clinics == ()
    assert finding.code == "clinic-encoding"
    assert "UTF-8" in finding.hint


def test_a_missing_column_is_said_once(tmp_path):
    clinics, (finding,) = read(tmp_path, "id,name,jurisdiction\n" + "a,b,GB\n" * 50)
    assert clinics == ()
    assert (finding.code, finding.where.path) == ("clinic-csv-column", "phone_1")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (f"{HEAD},websit", "did you mean website?"),
        (f"{HEAD},phone_5", "did you mean phone_"),
        (f"{HEAD},", "name it"),
        (f"{HEAD},Name", "keep one"),
    ],
)
def test_a_column_we_do_not_know_is_never_dropped(tmp_path, head, said):
    clinics, findings = read(tmp_path, f"{head}\n{ROW},x\n")
    assert clinics == ()
    assert said in findings[0].hint


def test_headings_are_read_as_people_write_them(tmp_path):
    clinics, findings = read(tmp_path, f"ID, Name ,Phone 1,Jurisdiction,Name zh-hant\n{ROW},河畔\n")
    assert findings == ()
    assert clinics[0].name["zh-Hant"] == "河畔"


def test_three_hundred_bad_rows_of_ten_thousand_are_all_listed_and_the_good_ones_returned(tmp_path):
    bad = frozenset(random.Random(4).sample(range(10_000), 300))
    clinics, findings = read(tmp_path, rows(count=10_000, bad=bad))

    assert len(clinics) == 9_700
    assert {finding.where.line for finding in findings} == {n + 2 for n in bad}
    assert {finding.where.path for finding in findings} == {"id"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("../x,A,0113 496 0123,GB,,,,", "id"),
        ("x,A,0113 496,GB,,,,", "phone_1"),
        ("x,A,0113 496 0123,XX,,,,", "jurisdiction"),
        ("x,A,0113 496 0123,GB,http://a.example,,,", "website"),
        ("x,A,0113 496 0123,GB,,Casino Row,,", "address_2"),
        ("x,A,0113 496 0123,GB,,,0113 496,", "phone_3"),
        ("x,A,0113 496 0123,GB,,,,+441134960199", "phone_1"),
        (",A,0113 496 0123,GB,,,,", "id"),
        ("x,,0113 496 0123,GB,,,,", "name"),
    ],
)
def test_a_fault_names_its_row_and_column(tmp_path, row, column):
    table = f"{HEAD},website,address_2,phone_3,phone_1_dial\n{ROW},,,,\n{row}\n"
    clinics, findings = read(tmp_path, table)

    assert [clinic.id for clinic in clinics] == ["riverside"]
    assert {finding.where.line for finding in findings} == {3}
    assert column in {finding.where.path for finding in findings}


def test_an_open_quotation_mark_swallows_no_row_behind_it(tmp_path):
    more = "".join(f'c-{n},"Unit, {n}",0113 496 0123,GB\n' for n in range(200))
    clinics, findings = read(
        tmp_path, f'{HEAD}\na,"Unit,0113 496 0123,GB\n{more}b,Un"it,0113 496 0123,GB\n{ROW}'
    )

    assert len(clinics) == 202  # a quotation mark inside a word is a letter like others
    assert [(f.code, f.where.line) for f in findings] == [("clinic-csv-row", 2)]


def test_an_open_quotation_mark_at_the_end(tmp_path):
    clinics, (finding,) = read(tmp_path, f'{HEAD}\n{ROW}\nb,"Unit,0113 496 0123,GB\n')
    assert len(clinics) == 1
    assert finding.where.line == 3


def test_lines_within_a_cell_are_one_text_and_rows_keep_their_line(tmp_path):
    clinics, (finding,) = read(tmp_path, f'{HEAD}\na,"Unit\nNorth",0113 496 0123,GB\n\n../b,x,111,GB\n')
    assert clinics[0].name["any"] == "Unit North"
    assert finding.where.line == 5


@pytest.mark.parametrize("letter", ["\x00", "\x0c", "\u2028", "\x85", "\x1c"], ids=ascii)
def test_control_characters_are_a_fault_of_their_cell(tmp_path, letter):
    clinics, findings = read(tmp_path, f"{HEAD}\na,Un{letter}it,0113 496 0123,GB\n{ROW}\n")
    if letter == "\x00":
        assert [f.where.line for f in findings] == [2]
        assert [clinic.id for clinic in clinics] == ["riverside"]
    assert "\x00" not in str([clinic.name for clinic in clinics])


def test_rows_with_too_many_or_too_few_cells(tmp_path):
    clinics, findings = read(tmp_path, f"{HEAD}\n{ROW},x\n{ROW.rpartition(',')[0]}\n,,,\n   \n{ROW}\n")
    assert len(clinics) == 1
    assert [(f.code, f.where.line) for f in findings] == [("clinic-csv-row", 2), ("clinic-csv-row", 3)]


def test_of_two_clinics_with_one_id_none_is_used(tmp_path):
    clinics, (finding,) = read(tmp_path, f"{HEAD}\n{ROW}\nother,B,0113 496 0124,GB\n{ROW}\n")
    assert [clinic.id for clinic in clinics] == ["other"]
    assert (finding.code, finding.where.line) == ("clinic-duplicate-id", 4)
    assert "line 2" in finding.message


def test_phones_and_lines_between_empty_ones_keep_their_column(tmp_path):
    table = "id,name,jurisdiction,address_3,address_1,phone_1,phone_3,phone_3_purpose\n"
    clinics, findings = read(
        tmp_path,
        f"{table}a,A,GB,Leeds,1 Way,0113 496 0123,0113 496 0124,appointments\nb,B,GB,,,111,12x,main\n",
    )
    assert clinics[0].address == ("1 Way", "Leeds")
    assert [phone.purpose for phone in clinics[0].phones] == ["main", "appointments"]
    assert [f.where.path for f in findings] == ["phone_3"]


def test_an_empty_table_and_one_without_rows(tmp_path):
    for content in ("", "\n\n", "\ufeff", f"{HEAD}\n"):
        clinics, (finding,) = read(tmp_path, content)
        assert (clinics, finding.code) == ((), "clinic-file")


def test_a_file_that_is_too_large_missing_or_no_file(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    _, (finding,) = read_clinics(large)
    assert f"{LARGEST_FILE_BYTES // 1_000_000} MB" in finding.message
    _, (finding,) = read_clinics(tmp_path / "none.csv")
    assert "not there" in finding.message
    _, (finding,) = read_clinics(tmp_path.with_suffix(".csv"))
    assert finding.code == "clinic-file"
    (tmp_path / "folder.csv").mkdir()
    _, (finding,) = read_clinics(tmp_path / "folder.csv")
    assert "not a file" in finding.message
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    _, (finding,) = read_clinics(pipe)  # would wait for ever
    assert "not a file" in finding.message


def test_languages_and_dates_are_checked_when_asked_for(tmp_path):
    table = f"{HEAD},languages,phone_1_valid_until,name_pi\n"
    content = (
        f"{table}{ROW},en vi,2026-11-22,\nb,B,111,GB,en xx,,\nc,C,111,GB,en,,Zet\nd,D,111,GB,,2026-11-21,\n"
    )
    assert len(read(tmp_path, content)[0]) == 4

    clinics, findings = read(tmp_path, content, locales=("en", "vi", "pl"), today=date(2026, 11, 22))

    assert [clinic.id for clinic in clinics] == ["riverside", "c"]
    assert [(f.code, f.severity, f.where.line, f.where.path) for f in findings] == [
        ("clinic-language", Severity.ERROR, 3, "languages"),
        ("clinic-language", Severity.WARNING, 4, "name_pi"),
        ("clinic-phone-expired", Severity.ERROR, 5, "phone_1_valid_until"),
    ]


def test_random_bytes_never_raise():
    chance = random.Random(22)
    for _ in range(300):
        text = "".join(chance.choice(',;\t"\n\r\x00 aid=ễ') for _ in range(chance.randrange(200)))
        parse_table(f"{HEAD}\n{text}", "x.csv")
        parse_table(text, "x.csv")


# --- YAML -----------------------------------------------------------------------------------------------

ONE = """\
id: riverside
name: {any: Riverside (example)}
phones:
  - {number: 0113 496 0123, purpose: main}
jurisdiction: GB
"""


def as_item(text: str) -> str:
    return "  - " + text.replace("\n", "\n    ").rstrip() + "\n"


def test_yaml_holds_one_clinic_or_a_list_or_a_mapping(tmp_path):
    for content in (ONE, as_item(ONE), f"clinics:\n{as_item(ONE)}"):
        clinics, findings = read(tmp_path, content, "clinics.yaml")
        assert findings == ()
        assert [clinic.id for clinic in clinics] == ["riverside"]


def test_an_organisation_over_all_clinics_of_a_file(tmp_path):
    content = (
        "organisation: {id: trust, name: {any: Trust}, note: {any: Ask us}, colour: '#0b5563'}\nclinics:\n"
    )
    clinics, findings = read(
        tmp_path,
        content + as_item(ONE) + as_item(ONE.replace("riverside", "b") + "note: {any: Own}\n"),
        "c.yaml",
    )
    assert findings == ()
    assert [clinic.note["any"] for clinic in clinics] == ["Ask us", "Own"]
    assert {clinic.organisation for clinic in clinics} == {"trust"}


def test_a_department_inside_a_trust_and_rings_and_strangers(tmp_path):
    above = (
        "organisations:\n"
        "  - {id: trust, name: {any: Trust}, website: 'https://trust.example/', logo: t.svg}\n"
        "  - {id: ward, name: {any: Ward}, organisation: trust, website: 'https://ward.example/'}\n"
        "  - {id: a, name: {any: A}, organisation: b}\n"
        "  - {id: b, name: {any: B}, organisation: a}\n"
        "clinics:\n"
    )
    clinics, findings = read(
        tmp_path,
        above
        + as_item(ONE + "organisation: ward\n")
        + as_item(ONE.replace("riverside", "x") + "organisation: wrd\n"),
        "clinics.yaml",
    )
    assert [(clinic.website, clinic.logo) for clinic in clinics] == [("https://ward.example/", "t.svg")]
    assert {f.code for f in findings} == {"clinic-organisation"}
    assert [f.hint for f in findings if "wrd" in f.message] == ["did you mean ward?"]


def test_a_fault_of_yaml_names_its_line(tmp_path):
    content = (
        "clinics:\n" + as_item(ONE) + as_item(ONE.replace("riverside", "b").replace("0113 496 0123", "0113"))
    )
    clinics, findings = read(tmp_path, content, "clinics.yaml")
    assert [clinic.id for clinic in clinics] == ["riverside"]
    (finding,) = findings
    assert finding.where.line == 10
    assert "quotation marks" in finding.hint


@pytest.mark.parametrize(
    "content",
    [
        "- 3\n",
        "clinics: x\n",
        "3\n",
        "a: &a [x]\nb: *a\n",
        "!!python/object:os.system x\n",
        "clinics:\n",
        "id: [\n",
        "clinics: [[[]]]\nfoo: 1\n",
    ],
)
def test_yaml_that_is_something_else_never_raises(tmp_path, content):
    clinics, _ = read(tmp_path, content, "clinics.yaml")
    assert clinics == ()


def test_a_table_made_into_yaml_reads_back_as_the_same_clinics(tmp_path):
    whole = read_clinic_file(EXAMPLES / "clinics.csv")
    (tmp_path / "organisations.yaml").write_bytes((EXAMPLES / "organisations.yaml").read_bytes())
    clinics, findings = read(tmp_path, clinics_yaml(whole), "clinics.yaml")

    assert findings == ()
    assert clinics == whole.clinics


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path):
    table = f'{HEAD},name_no,address_1,note\nyes,null,111,GB,no,1_000,"a: b # c \'d\' ""e"""\n'
    path = tmp_path / "c.csv"
    path.write_text(table)
    whole = read_clinic_file(path)
    clinics, findings = read(tmp_path, clinics_yaml(whole), "clinics.yaml")

    assert findings == ()
    assert clinics == whole.clinics

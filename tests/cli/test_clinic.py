from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from handouts.cli.app import run
from handouts.content.clinic_files import read_clinics
from tests.built import PROJECT

EXAMPLES = PROJECT / "docs" / "examples" / "clinics"
AS_OF = ["--as-of", "2026-11-22"]
BAD = "../x,Bad,12,XX,,,,,,,,,,,,,,,,,\n"


@pytest.fixture
def clinics(tmp_path, monkeypatch) -> Path:
    """Return the example, in a folder of our own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("HANDOUTS_MASTERS", str(tmp_path / "masters"))
    return Path(shutil.copytree(EXAMPLES, tmp_path / "clinics")) / "clinics.csv"


def test_the_example_can_be_printed(clinics, capsys):
    assert run(["clinic", "check", str(clinics), *AS_OF]) == 0
    assert "2 clinics can be read" in capsys.readouterr().err


def test_every_fault_is_listed_with_row_and_column(clinics, capsys):
    with clinics.open("a") as file:
        file.write(BAD)
    (clinics.parent / "riverside.svg").write_text("<svg><script/></svg>")

    assert run(["clinic", "check", str(clinics), "--json", *AS_OF]) == 8

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(f["line"], f["path"]) for f in found if f["code"] == "clinic-field"} == {
        (4, "id"), (4, "phone_1"), (4, "jurisdiction"),
    }  # fmt: skip
    assert "clinic-logo" in {f["code"] for f in found}


def test_a_table_becomes_yaml_and_nothing_is_lost(clinics, capsys):
    to = clinics.with_suffix(".yaml")
    assert run(["clinic", "import", str(clinics), "--to", str(to)]) == 0
    assert read_clinics(to) == read_clinics(clinics)
    assert run(["clinic", "import", str(clinics), "--to", str(to)]) == 9
    assert "--force" in capsys.readouterr().err
    assert run(["clinic", "import", str(clinics), "--to", str(to), "--force"]) == 0


def test_faulty_rows_stop_an_import_unless_told_otherwise(clinics, capsys):
    with clinics.open("a") as file:
        file.write(BAD)
    to = clinics.with_suffix(".yaml")

    assert run(["clinic", "import", str(clinics), "--to", str(to)]) == 3
    assert not to.exists()
    assert run(["clinic", "import", str(clinics), "--to", str(to), "--keep-going"]) == 3
    assert len(read_clinics(to)[0]) == 2
    assert "clinics.csv:4" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["clinics.yaml --to a.yaml", "clinics/clinics.csv --to a.csv"])
def test_import_makes_tables_into_yaml_and_nothing_else(clinics, words):
    assert run(["clinic", "import", *words.split()]) == 2


@pytest.mark.slow
def test_a_preview_shows_the_page(clinics, tmp_path):
    to = tmp_path / "page.png"
    words = [
        "clinic",
        "preview",
        str(clinics),
        "--id",
        "harbour-clinic",
        "--locale",
        "pl",
        "--to",
        str(to),
        *AS_OF,
    ]
    assert run(words) == 0
    with Image.open(to) as picture:
        assert picture.height > picture.width > 800
        assert picture.mode == "RGB"
    assert run([*words, "--grey"]) == 0
    with Image.open(to) as picture:
        assert picture.mode == "L"
        assert picture.getextrema()[0] < 60  # black on white, and not a blank
    assert run([*words, "--page", "99"]) == 2
    assert run(["clinic", "preview", str(clinics), "--to", str(to), *AS_OF]) == 2  # which of the two?
    assert run(["clinic", "preview", str(tmp_path / "none.yaml"), "--to", str(to), *AS_OF]) == 2


def test_the_example_in_the_manual_is_in_order(clinics):
    text = (PROJECT / "docs" / "clinics.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (clinics.parent / "organisations.yaml").unlink()
    path = clinics.with_name("manual.yaml")
    path.write_text(example)

    (clinic,), findings = read_clinics(path, locales=("en", "vi", "pl"))

    assert findings == ()
    assert clinic.logo == "riverside.svg"
    assert {f.code for locale in clinic.languages for f in clinic.in_locale(locale).findings} == {
        "clinic-untranslated"  # the note is not there in English, and need not be
    }

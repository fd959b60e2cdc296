"""Bad input of a print run as people bring it: each is told clearly, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from handouts.cli import app as cli

AS_OF = ["--as-of", "2026-11-22"]
HEAD = "id,name,address_1,phone_1,qr,jurisdiction"


def rows(count: int, *, bad: frozenset[int] = frozenset()) -> str:
    lines = [HEAD]
    for number in range(count):
        clinic = f"../c{number}" if number in bad and number % 2 else f"c{number:05}"
        target = "http://c.example" if number in bad and not number % 2 else f"https://c.example/{number}"
        lines.append(
            f"{clinic},Przychodnia Źródło {number},{number} High St,0113 496 {number:04},{target},GB"
        )
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def batch(clinics: bytes | str, *words: str, name: str = "clinics.csv") -> int:
    Path(name).write_bytes(clinics.encode() if isinstance(clinics, str) else clinics)
    Path("spring.yaml").write_text(f"handouts: [enough-milk]\nlocales: [pl]\nclinics: {name}\nto: out\n")
    return cli.run(["batch", "spring.yaml", *AS_OF, *words])


@pytest.mark.parametrize(
    "data",
    [
        rows(3).encode("utf-8-sig"),
        rows(3).encode("utf-16"),
        rows(3).replace(",", ";").encode(),
        rows(3).replace(",", "\t").encode(),
        rows(3).replace("\n", "\r\n").encode(),
    ],
    ids=["byte-order mark", "UTF-16", "semicolons", "tabs", "Windows lines"],
)
def test_tables_as_spreadsheets_save_them_are_read(data, capsys):
    assert batch(data, "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["files"] == 3


def test_another_encoding_is_named_with_its_line_and_the_way_out(capsys):
    assert batch(rows(3).encode("cp1250"), "--dry-run") == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "clinics.csv:2" in said
    assert "looks like Windows-1250 (Polish)" in said
    assert "CSV UTF-8" in said
    assert "there is no clinic" not in said
    assert "--keep-going" not in said


def test_a_missing_column_is_named(capsys):
    table = "\n".join(line.rpartition(",")[0] for line in rows(3).splitlines()) + "\n"

    assert batch(table) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "the column “jurisdiction” is missing" in said
    assert "there is no clinic" not in said
    assert batch(table, "--keep-going") == 2
    assert not Path("out").exists()


def test_three_hundred_bad_rows_of_ten_thousand_are_all_listed_and_the_good_ones_go_on(capsys):
    bad = frozenset(range(0, 9_900, 33))
    table = rows(10_000, bad=bad)

    assert len(bad) == 300
    assert batch(table, "--dry-run") == 2
    said = capsys.readouterr().err
    assert all(f"clinics.csv:{number + 2} " in said for number in bad)
    assert "nothing was made" in said
    assert batch(table, "--dry-run", "--keep-going", "--json") == 0
    assert json.loads(capsys.readouterr().out)["files"] == 9_700


@pytest.mark.slow
def test_the_good_rows_are_printed_and_the_manifest_names_the_others(tmp_path, capsys):
    words = ("--keep-going", "--masters", str(tmp_path / "masters"), "--jobs", "1")
    assert batch(rows(8, bad=frozenset({3, 4})), *words, "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert (told[-1]["delivered"], len(told[-1]["left_out"])) == (6, 2)
    manifest = json.loads(Path("out/manifest.json").read_text())
    assert [(entry["line"], entry["path"]) for entry in manifest["left_out"]] == [(5, "id"), (6, "qr")]
    assert len(list(Path("out").glob("*/*.pdf"))) == 6
    assert not any(path.name.startswith("c3") for path in tmp_path.parent.iterdir())

    capsys.readouterr()
    assert batch(rows(8), *words) == 0  # mended: two more are made, six stay
    said = capsys.readouterr().err
    assert "6 of 8 are there and intact" in said
    assert "2 delivered, 6 intact" in said
    assert json.loads(Path("out/manifest.json").read_text())["left_out"] == []
    assert cli.run(["batch", "spring.yaml", *AS_OF, *words, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_logos_that_cannot_be_printed_refuse_their_own_clinic_alone(tmp_path, capsys):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}<rect width="10" height="10"/></svg>'
    Path("good.svg").write_text(svg.format(""))
    Path("script.svg").write_text(svg.format("<script>fetch('https://x.example')</script>"))
    with Path("huge.svg").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    logos = ("good.svg", "script.svg", "huge.svg", "none.svg")
    table = "id,name,phone_1,jurisdiction,logo\n" + "".join(
        f"ward-{number},Ward {number},0113 496 000{number},GB,{logo}\n" for number, logo in enumerate(logos)
    )

    assert batch(table, "--masters", str(tmp_path / "masters"), "--jobs", "1") == 8
    said = " ".join(capsys.readouterr().err.split())
    assert "“script.svg” holds a script" in said
    assert "“huge.svg” is larger than" in said
    assert "there is no file “none.svg”" in said
    assert "1 delivered, 0 intact, 3 refused, 0 crashed" in said
    assert [path.parent.name for path in Path("out").glob("*/*.pdf")] == ["ward-0"]


def test_an_id_or_a_logo_that_leads_elsewhere_is_refused(capsys):
    table = (
        "id,name,phone_1,jurisdiction,logo\n../../etc,A,0113 496 0001,GB,\nb,B,0113 496 0002,GB,../x.svg\n"
    )

    assert batch(table) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "clinics.csv:2 id" in said
    assert "clinics.csv:3 logo" in said
    assert sorted(path.name for path in Path().iterdir()) == ["clinics.csv", "spring.yaml"]


def test_a_destination_that_holds_other_things_is_left_as_it_is(capsys):
    Path("out").mkdir()
    Path("out/letter.txt").write_text("mine")

    assert batch(rows(1)) == 9
    assert "no print run made" in capsys.readouterr().err
    assert [path.name for path in Path("out").iterdir()] == ["letter.txt"]


def test_a_disk_that_may_only_be_read_is_an_error(tmp_path, capsys):
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() == 0:
        mounted = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(disk)]
        if subprocess.run(mounted, capture_output=True, check=False).returncode:
            pytest.skip("root may write anywhere, and no disk can be mounted here")
    else:
        disk.chmod(0o500)
    try:
        Path("clinics.csv").write_text(rows(1))
        Path("spring.yaml").write_text("handouts: [enough-milk]\nclinics: clinics.csv\nto: disk/out\n")
        assert cli.run(["batch", "spring.yaml", *AS_OF]) == 9
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(disk)], check=True)
    said = capsys.readouterr().err
    assert "cannot be written" in said
    assert "check the folder" in said


def test_verapdf_that_is_not_there_refuses_before_anything_is_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JAXB_JARS", str(tmp_path))

    assert batch(rows(1), "--verify", "1%") == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "veraPDF cannot be asked" in said
    assert "nothing was made" in said
    assert "--without-verapdf" in said
    assert batch(rows(1), "--verify", "some") == 2
    assert not Path("out").exists()

"""`handouts batch` and `handouts verify` as people type them; what they do is tested in tests/batch/."""

from __future__ import annotations

import json

import pytest

from handouts.cli import app as cli
from tests.batch.runs import a_plan, done

CLINICS = """
- id: leeds
  name: {any: Harbour Street Health Centre}
  phones: [{number: 0113 496 0123, purpose: main}]
  jurisdiction: GB
"""
AS_OF = ["--as-of", "2026-11-22"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Run in a folder of our own, with clinics."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clinics.yaml").write_text(CLINICS, encoding="utf-8")


def write(tmp_path, text: str) -> str:
    path = tmp_path / "spring.yaml"
    path.write_text(f"clinics: clinics.yaml\nto: out\n{text}", encoding="utf-8")
    return str(path)


def test_a_dry_run_counts_and_makes_nothing(tmp_path, capsys):
    run_file = write(tmp_path, "handouts: [enough-milk, low-*]\nlocales: [vi, pl]\ncopies: 20\n")

    assert cli.run(["batch", run_file, "--dry-run", "--json", *AS_OF]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["files"], told["copies"], told["masters"]) == (4, 80, 4)
    assert told["locales"] == {"pl": 2, "vi": 2}
    assert cli.run(["batch", run_file, "--dry-run", *AS_OF]) == 0
    assert "4 files of 4 masters" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_slip_is_told_with_file_line_and_the_nearest_name(tmp_path, capsys):
    assert cli.run(["batch", write(tmp_path, "handouts: [enough-mlk]\n"), *AS_OF]) == 2
    said = capsys.readouterr().err
    assert "spring.yaml:3" in said
    assert "did you mean enough-milk?" in said


def test_faulty_clinics_stop_the_run_or_are_left_out(tmp_path, capsys):
    (tmp_path / "clinics.yaml").write_text(CLINICS + CLINICS.replace("leeds", "../leeds"), encoding="utf-8")
    run_file = write(tmp_path, "handouts: [enough-milk]\nlocales: [vi]\n")

    assert cli.run(["batch", run_file, "--dry-run", *AS_OF]) == 2
    assert "../leeds" in capsys.readouterr().err
    assert cli.run(["batch", run_file, "--dry-run", "--keep-going", *AS_OF]) == 0
    said = capsys.readouterr().err
    assert "../leeds" in said
    assert "1 files of 1 masters" in said


def test_clinics_that_are_not_there_and_unknown_executors_are_refused(tmp_path, capsys):
    (tmp_path / "clinics.yaml").unlink()
    run_file = write(tmp_path, "handouts: [enough-milk]\n")

    assert cli.run(["batch", run_file, *AS_OF]) == 2
    assert "spring.yaml:1" in capsys.readouterr().err
    assert cli.run(["batch", run_file, "--executor", "ray:tcp://x"]) == 2


def test_verify_says_what_is_wrong(tmp_path, capsys):
    done(a_plan(tmp_path / "run", "handouts: [resting]\nlocales: [en]"))
    manifest = tmp_path / "run/out/manifest.json"
    assert cli.run(["verify", str(manifest)]) == 0
    assert "3 files whole" in capsys.readouterr().err
    (tmp_path / "run/out/ward-00/resting-en-GB-a4.pdf").unlink()

    assert cli.run(["verify", str(manifest), "--json"]) == 9
    told = json.loads(capsys.readouterr().out)
    assert told["missing"] == ["ward-00/resting-en-GB-a4.pdf"]
    assert told["good"] is False
    assert cli.run(["verify", str(manifest), "--quiet"]) == 9
    assert capsys.readouterr().err == "missing: ward-00/resting-en-GB-a4.pdf\n"

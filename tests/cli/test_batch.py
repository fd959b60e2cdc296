"""`handouts batch` and `handouts verify` as people type them; what they do is tested in tests/batch/."""

from __future__ import annotations

import json
import signal

import pytest

from handouts.batch.events import Outcome, Stopper
from handouts.batch.print_run import run
from handouts.cli import app as cli
from handouts.cli.batch import stops_on_ctrl_c
from handouts.cli.batch_words import show_outcome, watched
from handouts.testing.makers import StubRecipe
from tests.batch.runs import ALONE, a_plan, done

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


def test_the_first_ctrl_c_asks_the_run_to_end_and_the_second_ends_it():
    stopper, before = Stopper(), signal.getsignal(signal.SIGINT)
    with stops_on_ctrl_c(stopper):
        signal.raise_signal(signal.SIGINT)
        assert stopper()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_json_gives_a_line_for_each_file_and_one_for_the_run(tmp_path, capsys):
    plan = a_plan(tmp_path / "run", "handouts: [resting]\nlocales: [en, vi]")
    outcome = watched(run(plan, recipe=StubRecipe(), options=ALONE), as_json=True, quiet=False)
    assert isinstance(outcome, Outcome)
    show_outcome(outcome, plan, as_json=True, quiet=False)
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]

    assert said.err == ""
    assert sorted(line["path"] for line in lines[:-1]) == sorted(
        path.relative_to(tmp_path / "run/out").as_posix() for path in (tmp_path / "run/out").glob("*/*.pdf")
    )
    assert (lines[-1]["delivered"], lines[-1]["verified"]) == (6, None)


def test_a_change_of_edition_is_told_in_words(tmp_path, capsys):
    plan = a_plan(tmp_path / "run", "handouts: [resting, drinking]\nlocales: [en, vi]")
    done(plan)
    recipe = StubRecipe(parts=(("translation:vi", "2"),))
    outcome = watched(run(plan, recipe=recipe, options=ALONE), as_json=False, quiet=False)
    show_outcome(outcome, plan, as_json=False, quiet=False)

    said = " ".join(capsys.readouterr().err.split())
    assert "6 of 12 changed (translation): ward-00, ward-01, ward-02" in said
    assert "6 delivered, 6 intact" in said

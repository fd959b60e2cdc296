"""The command as a shell sees it: imports, pipes, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PYTHON = sys.executable
ENV = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}


def ran(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [PYTHON, "-m", "handouts", *arguments]
    return subprocess.run(
        command, cwd=folder, env=ENV, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["locales", "--help"], ["--version"]])
def test_help_is_quick_because_it_loads_no_engine(tmp_path, words):
    code = (
        "import sys\nfrom handouts.cli.app import run\n"
        f"assert run({words!r}) == 0\n"
        # pydantic is typer's own: it reads options with it (typer 0.29).
        "heavy = {'weasyprint', 'babel', 'reportlab', 'pikepdf', 'jinja2', 'yaml', 'rapidfuzz'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run(
        [PYTHON, "-c", code], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_json_goes_to_standard_output_and_words_to_standard_error(tmp_path):
    listed = ran("list", "--json", folder=tmp_path)
    shown = ran("list", folder=tmp_path)

    assert (listed.returncode, listed.stderr) == (0, "")
    assert (shown.returncode, shown.stdout) == (0, "")
    assert "enough-milk" in shown.stderr


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_mistake(tmp_path):
    command = f"{PYTHON} -m handouts list --json | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        env=ENV,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert "Sorry" not in done.stderr
    assert done.stdout.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_in_the_middle_leaves_130_and_no_half_written_file(tmp_path, jobs):
    command = [
        PYTHON,
        "-m",
        "handouts",
        "build",
        "--all",
        "-l",
        "en",
        "--draft",
        "--to",
        "out",
        "--jobs",
        jobs,
    ]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=ENV, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    give_up = time.monotonic() + 60
    while not list(tmp_path.glob("out/*.pdf")) and process.poll() is None and time.monotonic() < give_up:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    files = list((tmp_path / "out").iterdir())

    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "stopped" in err
    assert files
    assert all(path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF") for path in files)

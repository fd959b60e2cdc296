"""Small print runs for tests: clinics, a library of names, and a run in a process of its own.

    python -m tests.batch.runs FOLDER JSON

makes the run that `start` wrote down, so that tests can kill it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from handouts.batch.events import Event, Looked, Options, Outcome
from handouts.batch.plan import Plan, make_plan
from handouts.batch.plan_faults import Names
from handouts.batch.prepared import stationery_of
from handouts.batch.print_run import run
from handouts.batch.run_file import read_run_file
from handouts.content.clinics import Clinic
from handouts.resources import AssetPath
from handouts.testing.makers import StubRecipe

PROJECT = Path(__file__).resolve().parents[2]
NAMES = Names(("drinking", "feeding", "resting", "sleeping"), ("en", "pl", "vi"), ("a4", "a5"))
STATIONERY = stationery_of(AssetPath())
STUB = StubRecipe()
ALONE = Options(processes=1)
TWO = Options(processes=2)


def a_clinic(clinic_id: str = "ward-1", **over: Any) -> Clinic:
    """Return a clinic with one telephone line."""
    phone = {"number": "0113 496 0123", "purpose": "main"}
    values = {"id": clinic_id, "name": {"any": f"Ward {clinic_id}"}, "phones": [phone], "jurisdiction": "GB"}
    return Clinic.model_validate({**values, **over})


def some_clinics(count: int) -> tuple[Clinic, ...]:
    """Return clinics ward-00, ward-01 …"""
    return tuple(a_clinic(f"ward-{number:02}") for number in range(count))


def a_run_file(folder: Path, text: str = "") -> Path:
    """Write a run file; lines of `text` replace the usual ones of the same field."""
    lines = {"handouts": '["*"]', "clinics": "clinics.yaml", "to": "out"}
    own = [line for line in text.splitlines() if line.strip()]
    named = {line.partition(":")[0] for line in own if not line.startswith((" ", "-"))}
    usual = [f"{name}: {value}" for name, value in lines.items() if name not in named]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "spring.yaml"
    path.write_text("\n".join((*own, *usual)) + "\n", encoding="utf-8")
    return path


def a_plan(
    folder: Path, text: str = "", *, clinics: tuple[Clinic, ...] | int = 3, names: Names = NAMES
) -> Plan:
    """Return the plan of a run file for some clinics."""
    wards = some_clinics(clinics) if isinstance(clinics, int) else clinics
    return make_plan(read_run_file(a_run_file(folder, text)), clinics=wards, names=names)


def events_of(plan: Plan, recipe: StubRecipe = STUB, options: Options = ALONE) -> list[Event]:
    """Do a run and return all that it told."""
    return list(run(plan, recipe=recipe, options=options, stationery=STATIONERY))


def done(plan: Plan, recipe: StubRecipe = STUB, options: Options = ALONE) -> Outcome:
    """Do a run and return what came of it."""
    last = events_of(plan, recipe, options)[-1]
    assert isinstance(last, Outcome)
    return last


def looked(events: list[Event]) -> Looked:
    """Return what a run found before it began."""
    return next(event for event in events if isinstance(event, Looked))


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file of a destination but the run's own, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".handouts-run" not in path.parts
    }


def start(
    folder: Path,
    recipe: StubRecipe,
    *,
    clinics: int,
    text: str = "",
    options: Options = TWO,
) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    values = {"recipe": asdict(recipe), "clinics": clinics, "text": text, "options": asdict(options)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch.runs", str(folder), json.dumps(values)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _main(folder: str, written: str) -> int:
    values = json.loads(written)
    recipe = StubRecipe(**{**values["recipe"], "parts": (), "prepared": ()})
    plan = a_plan(Path(folder), values["text"], clinics=values["clinics"])
    return done(plan, recipe, Options(**values["options"])).exit_code


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))

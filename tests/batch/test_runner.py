from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.api import Job, open_workshop
from handouts.batch.results import Crashed, Delivered, Refused, Result, worst_exit_code
from handouts.batch.runner import run
from handouts.content.model import Jurisdiction
from handouts.content.starter import starter_leaflet
from handouts.errors import CheckFailed, ContentError, DeliveryError
from handouts.settings import Settings
from handouts.testing.builders import an_overlay
from handouts.testing.engines import Crashes, DiesHard, GivesUp, workshop_with

TODAY = date(2026, 11, 22)
GOOD, OTHER = "drinking-enough", "resting-enough"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    names = (GOOD, OTHER)
    files = {f"library/leaflets/{name}.yaml": starter_leaflet(name, dated=TODAY) for name in names}
    files["library/leaflets/faulty.yaml"] = "kind: leaflet\n"
    return Settings(overlays=(an_overlay(tmp_path / "overlay", files),), jobs=1)


@pytest.fixture(autouse=True)
def crash_files_stay_here(tmp_path, monkeypatch):
    """Tracebacks go into the test's own folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def a_job(handout: str = GOOD) -> Job:
    return Job(handout, "en", "a4", Jurisdiction.GB)


def ran(settings: Settings, *handouts: str, folder: Path, opener=open_workshop) -> list[Result]:
    jobs = tuple(a_job(handout) for handout in handouts)
    return list(run(jobs, settings=settings, today=TODAY, folder=folder, opener=opener))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def kinds(results: list[Result]) -> dict[str, type]:
    return {result.job.handout: type(result) for result in results}


@pytest.mark.slow
def test_results_are_values_and_one_refusal_stops_nothing(settings, tmp_path):
    results = ran(settings, "faulty", GOOD, folder=tmp_path / "out")

    assert kinds(results) == {"faulty": Refused, GOOD: Delivered}
    assert results[0].error.findings
    assert results[1].receipt.path.read_bytes().startswith(b"%PDF")
    assert worst_exit_code(results) == CheckFailed.exit_code


@pytest.mark.slow
def test_one_crash_stops_nothing_and_leaves_its_traceback(settings, tmp_path):
    opener = workshop_with(Crashes(only=OTHER))
    results = ran(settings, OTHER, GOOD, folder=tmp_path / "out", opener=opener)

    assert kinds(results) == {OTHER: Crashed, GOOD: Delivered}
    assert "ZeroDivisionError" in results[0].traceback_file.read_text()
    assert worst_exit_code(results) == 1


def test_an_engine_that_gives_up_refuses_with_its_own_exit_code(settings, tmp_path):
    results = ran(settings, GOOD, folder=tmp_path / "out", opener=workshop_with(GivesUp()))

    assert kinds(results) == {GOOD: Refused}
    assert worst_exit_code(results) == 7
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_to_is_a_refusal(settings, tmp_path):
    (tmp_path / "out").write_text("a file")
    results = ran(settings, GOOD, folder=tmp_path / "out")

    assert worst_exit_code(results) == DeliveryError.exit_code


def test_no_jobs_are_no_results(settings, tmp_path):
    assert ran(settings, folder=tmp_path) == []
    assert worst_exit_code([]) == 0


def test_the_worst_exit_code_wins():
    refused = [Refused(a_job(), ContentError("x")), Refused(a_job(), DeliveryError("x"))]

    assert worst_exit_code([*refused, Crashed(a_job(), Path("x"))]) == 9
    assert worst_exit_code([Crashed(a_job(), Path("x"))]) == 1


@pytest.mark.slow
def test_two_processes_make_the_bytes_that_one_makes(settings, tmp_path):
    alone = ran(settings, GOOD, OTHER, folder=tmp_path / "one")
    together = ran(Settings(overlays=settings.overlays, jobs=2), GOOD, OTHER, folder=tmp_path / "two")

    assert {r.receipt.sha256 for r in alone} == {r.receipt.sha256 for r in together}
    assert len({r.receipt.sha256 for r in alone}) == 2
    assert names_in(tmp_path / "one") == names_in(tmp_path / "two")


@pytest.mark.slow
def test_a_refusal_and_a_crash_come_back_whole_from_another_process(settings, tmp_path):
    many = Settings(overlays=settings.overlays, jobs=2)
    results = ran(many, "faulty", OTHER, GOOD, folder=tmp_path, opener=workshop_with(Crashes(only=OTHER)))

    assert kinds(results) == {"faulty": Refused, OTHER: Crashed, GOOD: Delivered}
    assert next(r for r in results if isinstance(r, Refused)).error.findings


@pytest.mark.slow
def test_a_job_that_kills_its_worker_is_the_only_one_lost(settings, tmp_path):
    many = Settings(overlays=settings.overlays, jobs=2)
    results = ran(
        many, OTHER, GOOD, "faulty", folder=tmp_path / "out", opener=workshop_with(DiesHard(only=OTHER))
    )

    assert kinds(results) == {OTHER: Crashed, GOOD: Delivered, "faulty": Refused}
    assert not list((tmp_path / "out").glob(".*"))

"""Print runs on a real Dask scheduler with two workers in processes of their own, one of them killed."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.batch.against_disk import verify
from handouts.batch.events import Options, Progress
from handouts.batch.executors import parse_executor
from handouts.batch.print_run import run
from handouts.errors import SettingsError
from handouts.testing.makers import StubRecipe
from tests.batch.runs import PROJECT, STATIONERY, a_plan, done, files_in

CLINICS = 40
KILLS = 3


def test_an_executor_is_named_by_its_kind_and_address():
    assert parse_executor("dask:tcp://127.0.0.1:8786") == "tcp://127.0.0.1:8786"
    for words in ("dask", "dask:host", "ray:tcp://x", ""):
        with pytest.raises(SettingsError):
            parse_executor(words)


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._logs: list[Path] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._scheduler = self._started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self._said(self._scheduler, r"Scheduler at:\s+(tcp://\S+)")

    def add_worker(self) -> None:
        """Start one more worker and wait until it is known."""
        words = ("worker", self.address, "--host", "127.0.0.1", "--nworkers", "1", "--nthreads", "1")
        worker = self._started(*words, "--no-dashboard", "--no-nanny", "--local-directory", str(self._folder))
        self._said(worker, r"(Registered to)")
        self.workers.append(worker)

    def _started(self, *words: str) -> subprocess.Popen[bytes]:
        self._logs.append(self._folder / f"{len(self._logs)}.log")
        with self._logs[-1].open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
                cwd=PROJECT,
                env={**os.environ, "PYTHONPATH": str(PROJECT)},
                stdout=log,
                stderr=log,
            )

    def _said(self, process: subprocess.Popen[bytes], pattern: str) -> str:
        until = time.monotonic() + 30
        said = ""
        while process.poll() is None and time.monotonic() < until:
            said = self._logs[-1].read_text()
            if found := re.search(pattern, said):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(said)

    def close(self) -> None:
        """End everything that was started here."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="the extra handouts[dask] is not installed")
    made = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        made.add_worker()
        made.add_worker()
        yield made
    finally:
        made.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_what_one_process_makes_although_its_workers_die(tmp_path, cluster):
    done(a_plan(tmp_path / "here", clinics=CLINICS))
    rng = random.Random(3)
    options = Options(executor=f"dask:{cluster.address}")
    for number in range(KILLS):
        folder = tmp_path / f"there-{number}"
        kill_at = rng.randrange(1, 5)
        ended = 0
        for event in run(
            a_plan(folder, clinics=CLINICS),
            recipe=StubRecipe(slow_s=0.004),
            options=options,
            stationery=STATIONERY,
        ):
            if isinstance(event, Progress):
                ended += 1
                if ended == kill_at:
                    victim = cluster.workers.pop(rng.randrange(2))
                    victim.send_signal(signal.SIGKILL)
                    victim.wait()
        assert event.delivered == CLINICS * 12
        assert event.exit_code == 0
        assert files_in(folder / "out") == files_in(tmp_path / "here/out")
        assert verify(event.manifest).is_good
        cluster.add_worker()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_an_error(tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="the extra handouts[dask] is not installed")
    from handouts.batch import dask_crew

    monkeypatch.setattr(dask_crew, "PATIENCE_S", 0.5)
    began = time.monotonic()
    with pytest.raises(SettingsError, match="no Dask scheduler"):
        done(a_plan(tmp_path), options=Options(executor="dask:tcp://127.0.0.1:9"))
    assert time.monotonic() - began < 20

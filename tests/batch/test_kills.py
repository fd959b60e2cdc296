"""Runs that are killed, or whose disk fills up, at random points: what is there is whole; the next run ends.

With `test_dask.py` these are twenty kills.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from handouts.batch.against_disk import verify
from handouts.batch.events import Outcome
from handouts.batch.on_disk import Status
from handouts.errors import DeliveryError
from handouts.testing.makers import StubRecipe
from tests.batch.runs import ALONE, TWO, a_plan, done, files_in, start

CLINICS = 30
FILES = CLINICS * 12
KILLS = 10
FULL_DISKS = 6

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def right(tmp_path_factory) -> dict[str, bytes]:
    """What a run makes that nobody kills."""
    folder = tmp_path_factory.mktemp("right")
    assert done(a_plan(folder, clinics=CLINICS), StubRecipe(padding=9000)).delivered == FILES
    return {name: data for name, data in files_in(folder / "out").items() if name.endswith(".pdf")}


def assert_whole(out: Path, right: dict[str, bytes]) -> int:
    """Check that whatever has its name is complete, and return how many files there are."""
    there = {name: data for name, data in files_in(out).items() if name.endswith(".pdf")}
    assert all(right[name] == data for name, data in there.items())
    return len(there)


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    tasks = Path(f"/proc/{process.pid}/task")
    try:
        return [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]
    except OSError:
        return []


def are_gone(pids: list[int]) -> bool:
    def runs(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    until = time.monotonic() + 5
    while any(map(runs, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(runs, pids))


def test_a_run_that_is_killed_again_and_again_ends_complete(tmp_path, right):
    # Slowed down, so that every kill finds it at work; what a whole run takes is spread over all kills.
    recipe = StubRecipe(padding=9000, slow_s=0.008)
    rng = random.Random(20261122)
    out = tmp_path / "out"
    killed, counts = 0, [0]
    while killed < KILLS:
        process = start(tmp_path, recipe, clinics=CLINICS)
        journal = out / ".handouts-run/token"
        before = journal.read_text() if journal.exists() else ""
        while process.poll() is None and not (journal.exists() and journal.read_text() != before):
            time.sleep(0.005)
        time.sleep(rng.uniform(0, 0.3))
        workers = children_of(process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it ended before it was killed"
        killed += 1
        assert are_gone(workers), "a worker outlived its run"
        counts.append(assert_whole(out, right))
        assert counts[-1] >= counts[-2], "a kill lost files that were there"
    assert counts[-1] > 0

    outcome = done(a_plan(tmp_path, clinics=CLINICS), StubRecipe(padding=9000), TWO)
    assert outcome.exit_code == 0
    assert assert_whole(out, right) == FILES
    assert verify(outcome.manifest).is_good


def test_a_worker_that_is_killed_is_replaced_and_loses_nothing(tmp_path, right):
    process = start(tmp_path, StubRecipe(padding=9000, slow_s=0.004), clinics=CLINICS)
    killed: set[int] = set()
    while process.poll() is None and len(killed) < 1:
        if (tmp_path / "out/ward-00").exists():
            for pid in children_of(process)[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
        time.sleep(0.01)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, len(killed)) == (0, 1), said
    assert assert_whole(tmp_path / "out", right) == FILES
    assert verify(tmp_path / "out/manifest.json").is_good


def test_a_disk_that_fills_up_ends_the_run_and_loses_nothing(tmp_path, right, monkeypatch):
    rng = random.Random(7)
    write = os.write
    plan = a_plan(tmp_path, clinics=CLINICS)
    counts = [0]
    for _ in range(FULL_DISKS):
        left = [rng.randrange(1000, 700_000)]

        def fails_when_full(handle: int, data: bytes, left: list[int] = left) -> int:
            if left[0] <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            written = write(handle, data[: left[0]])
            left[0] -= written
            return written

        monkeypatch.setattr(os, "write", fails_when_full)
        outcome = done(plan, StubRecipe(padding=9000), ALONE)
        monkeypatch.setattr(os, "write", write)
        assert isinstance(outcome.stopped, DeliveryError)
        assert "No space left" in outcome.stopped.message
        assert (outcome.exit_code, outcome.crashed) == (9, ())
        counts.append(assert_whole(tmp_path / "out", right))
        assert counts[-1] >= counts[-2]
        assert not verify(outcome.manifest).partial
        if counts[-1] == FILES:
            break

    outcome = done(plan, StubRecipe(padding=9000))
    assert assert_whole(tmp_path / "out", right) == FILES
    assert verify(outcome.manifest).is_good


def test_a_small_disk_that_is_really_full_ends_the_run_and_a_larger_one_ends_it_well(tmp_path, right):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        plan = a_plan(disk, clinics=CLINICS)
        for options in (TWO, ALONE):
            try:
                stopped = done(plan, StubRecipe(padding=9000), options).stopped
            except DeliveryError as error:  # not even room for the run's own marker
                stopped = error
            assert isinstance(stopped, DeliveryError)
            assert stopped.exit_code == 9
            assert 0 < assert_whole(disk / "out", right) < FILES
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        outcome = done(plan, StubRecipe(padding=9000), TWO)
        assert isinstance(outcome, Outcome)
        assert outcome.inspection.count(Status.DAMAGED) == 0
        assert assert_whole(disk / "out", right) == FILES
        assert verify(outcome.manifest).is_good
    finally:
        subprocess.run(["umount", str(disk)], check=False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_an_error(tmp_path):
    tmp_path.chmod(0o500)

    with pytest.raises(DeliveryError):
        done(a_plan(tmp_path))

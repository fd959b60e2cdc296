"""Jobs -> results, on all processors, in the order they finish."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from pathlib import Path

from handouts.api import Job, Workshop, build, open_workshop
from handouts.batch.results import Crashed, Delivered, Refused, Result
from handouts.errors import HandoutsError
from handouts.settings import Settings

DOCUMENTS_PER_WORKER = 200
"""Workers are replaced after about so many documents each, because the engine's memory grows.

Whole pools are, since `max_tasks_per_child` can hang on Python 3.11 (python/cpython#115634).
"""

_workshop: Workshop | None = None
"""The workshop of this worker process; made once by `_open`."""


Opener = Callable[..., Workshop]
"""A function such as `handouts.api.open_workshop`; it is sent to the workers, so it must be picklable."""


def run(
    jobs: tuple[Job, ...], *, settings: Settings, today: date, folder: Path, opener: Opener = open_workshop
) -> Iterator[Result]:
    """Yield the result of each job as it is done.

    Workers are spawned, not forked, and each loads the library once. One job, or one processor, runs in this
    process. When a worker is killed, the jobs that were left are done again one by one, so that only the job
    that kills its worker is lost.

    Args:
        jobs: what to make.
        settings: the organisation's.
        today: the day on which contacts and reviews must still hold.
        folder: where the files go.
        opener: how each process makes its workshop.
    """
    workers = min(settings.jobs or os.cpu_count() or 1, len(jobs))
    if workers <= 1:
        workshop = opener(settings, today=today)
        for job in jobs:
            yield _result(job, workshop, folder)
        return
    open_pool = partial(_pool, settings=settings, today=today, opener=opener)
    portion = DOCUMENTS_PER_WORKER * workers
    for start in range(0, len(jobs), portion):
        left = yield from _side_by_side(jobs[start : start + portion], open_pool(workers), folder)
        while left:
            left = yield from _one_by_one(left, open_pool(1), folder)


def _pool(workers: int, *, settings: Settings, today: date, opener: Opener) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_open,
        initargs=(settings, today, opener),
    )


def _side_by_side(
    jobs: tuple[Job, ...], pool: ProcessPoolExecutor, folder: Path
) -> Generator[Result, None, tuple[Job, ...]]:
    """Yield results as they are done; return the jobs that a killed worker left undone."""
    left: list[Job] = []
    pending: dict[Future[Result], Job] = {}
    try:
        for position, job in enumerate(jobs):
            try:
                pending[pool.submit(_work, job, folder)] = job
            except BrokenProcessPool:
                left += jobs[position:]
                break
        for done in as_completed(pending):
            try:
                yield done.result()
            except BrokenProcessPool:
                left.append(pending[done])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return tuple(left)


def _one_by_one(
    jobs: tuple[Job, ...], pool: ProcessPoolExecutor, folder: Path
) -> Generator[Result, None, tuple[Job, ...]]:
    """Yield results until a job kills its worker; return the jobs after that one."""
    try:
        for position, job in enumerate(jobs):
            try:
                yield pool.submit(_work, job, folder).result()
            except BrokenProcessPool:
                yield Crashed(job, _saved_traceback())
                return jobs[position + 1 :]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return ()


def _open(settings: Settings, today: date, opener: Opener) -> None:
    global _workshop
    # Ctrl-C reaches every process of the terminal: the parent stops, its workers finish the page they are at.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _workshop = opener(settings, today=today)


def _work(job: Job, folder: Path) -> Result:
    if _workshop is None:
        raise RuntimeError("the worker has no workshop")
    return _result(job, _workshop, folder)


def _result(job: Job, workshop: Workshop, folder: Path) -> Result:
    try:
        return Delivered(job, build(job, workshop=workshop, folder=folder))
    except HandoutsError as error:
        return Refused(job, error)
    except Exception:  # the outermost edge: one crash must not stop the rest
        return Crashed(job, _saved_traceback())


def _saved_traceback() -> Path:
    handle, name = tempfile.mkstemp(prefix="handouts-crash-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(traceback.format_exc())
    return Path(name)

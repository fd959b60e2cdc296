"""Jobs -> results, on all processors, in the order they finish."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import traceback
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

from handouts.api import Job, Workshop, build, open_workshop
from handouts.batch.results import Crashed, Delivered, Refused, Result
from handouts.errors import HandoutsError
from handouts.settings import Settings

DOCUMENTS_PER_WORKER = 200
"""A worker is replaced after so many documents, because the engine's memory grows."""

_workshop: Workshop | None = None
"""The workshop of this worker process; made once by `_open`."""


def run(jobs: tuple[Job, ...], *, settings: Settings, today: date, folder: Path) -> Iterator[Result]:
    """Yield the result of each job as it is done.

    Workers are spawned, not forked, and each loads the library once. One job, or one processor, runs in this process.
    """
    workers = min(settings.jobs or os.cpu_count() or 1, len(jobs))
    if workers <= 1:
        workshop = open_workshop(settings, today=today)
        for job in jobs:
            yield _result(job, workshop, folder)
        return
    pool = ProcessPoolExecutor(
        max_workers=workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_open,
        initargs=(settings, today),
        max_tasks_per_child=DOCUMENTS_PER_WORKER,
    )
    try:
        pending: dict[Future[Result], Job] = {pool.submit(_work, job, folder): job for job in jobs}
        for done in as_completed(pending):
            try:
                yield done.result()
            except BrokenProcessPool:
                yield Crashed(pending[done], _saved_traceback())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _open(settings: Settings, today: date) -> None:
    global _workshop  # noqa: PLW0603 (one workshop for the life of a worker process)
    _workshop = open_workshop(settings, today=today)


def _work(job: Job, folder: Path) -> Result:
    if _workshop is None:
        raise RuntimeError("the worker has no workshop")
    return _result(job, _workshop, folder)


def _result(job: Job, workshop: Workshop, folder: Path) -> Result:
    try:
        return Delivered(job, build(job, workshop=workshop, folder=folder))
    except HandoutsError as error:
        return Refused(job, error)
    except Exception:  # noqa: BLE001 (the outermost edge: one crash must not stop the rest)
        return Crashed(job, _saved_traceback())


def _saved_traceback() -> Path:
    handle, name = tempfile.mkstemp(prefix="handouts-crash-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(traceback.format_exc())
    return Path(name)

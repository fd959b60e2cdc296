"""Who does the work of a run: processes here, or anything with the `concurrent.futures` interface."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, Protocol, TypeVar

R = TypeVar("R")

TASKS_PER_PROCESS = 200
"""Worker processes are replaced after so many tasks (about 12,000 files), whatever they may have gathered."""
_PR_SET_PDEATHSIG = 1


class Crew(Protocol):
    """Whoever does the work."""

    size: int
    """Workers that work at once."""

    def submit(self, call: Callable[..., R], /, *values: Any) -> Future[R]:
        """Hand out one call."""

    def renew(self) -> None:
        """Replace workers that died."""

    def due(self) -> bool:
        """Say whether the workers want to be replaced before they get more."""

    def close(self, *, at_once: bool = False) -> None:
        """Send everybody home; with `at_once` what has not begun is dropped."""


class Processes:
    """Worker processes of this machine.

    Where it is safe (Linux, no other thread), they are forked from this process with everything it has read:
    a pool stands in 10 ms. Elsewhere they are spawned and read it again. They die with their parent, ignore
    Ctrl-C, and are replaced as a whole now and then, since `max_tasks_per_child` can hang on Python 3.11
    (python/cpython#115634).

    Args:
        size: how many.
        warm: called in each process before its first task.
    """

    def __init__(self, size: int, *, warm: Callable[[], object] | None = None) -> None:
        self.size = size
        self._warm = warm
        self._handed_out = 0
        self._pool = self._open()

    def submit(self, call: Callable[..., R], /, *values: Any) -> Future[R]:
        """Hand out one call."""
        self._handed_out += 1
        return self._pool.submit(call, *values)

    def renew(self) -> None:
        """Send everybody home and start anew."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._handed_out = 0
        self._pool = self._open()

    def due(self) -> bool:
        """Say whether the processes have done enough."""
        return self._handed_out >= TASKS_PER_PROCESS * self.size

    def close(self, *, at_once: bool = False) -> None:
        """Wait for what has begun, then end all processes."""
        self._pool.shutdown(wait=True, cancel_futures=at_once)

    def _open(self) -> ProcessPoolExecutor:
        way = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
        return ProcessPoolExecutor(
            self.size,
            mp_context=multiprocessing.get_context(way),
            initializer=_start,
            initargs=(os.getpid(), self._warm if way == "spawn" else None),
        )


def _start(parent: int, warm: Callable[[], object] | None) -> None:
    """Make this process a good worker: it leaves Ctrl-C to its parent and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it died before we could ask
        os._exit(1)
    if warm is not None:
        warm()


def _watch(parent: int) -> None:
    ended = threading.Event()
    while not ended.wait(1):
        if os.getppid() != parent:
            os._exit(1)


class Beyond:
    """Anything with the `concurrent.futures` interface: a cluster's executor, threads, MPI.

    Args:
        executor: calls reach its workers as the name of a function of ours with plain values; handouts must
            be installed there. It is not shut down.
        size: how many workers it has.
        after: called when the run is over.
    """

    def __init__(self, executor: Executor, *, size: int, after: Callable[[], object] | None = None) -> None:
        self.size = size
        self._executor = executor
        self._after = after

    def submit(self, call: Callable[..., R], /, *values: Any) -> Future[R]:
        """Hand out one call."""
        return self._executor.submit(call, *values)

    def renew(self) -> None:
        """Leave it to the executor to replace its workers."""

    def due(self) -> bool:
        """Never: its workers are not ours."""
        return False

    def close(self, *, at_once: bool = False) -> None:
        """Leave the workers to whoever called them: they are not ours."""
        if self._after is not None:
            self._after()

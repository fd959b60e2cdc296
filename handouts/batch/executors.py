"""Tasks -> what came of them: by processes here, or by anything with the `concurrent.futures` interface."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures import CancelledError as Cancelled
from typing import Any, Generic, Protocol, TypeVar

from handouts.errors import SettingsError

T = TypeVar("T")
R = TypeVar("R")

TASKS_PER_PROCESS = 400
"""Worker processes are replaced after so many tasks (about 24,000 files), whatever they may have gathered."""
TASKS_AHEAD = 3
"""Tasks handed out for each process, so that none waits for the next and few are lost with the run."""
TIMES_TOGETHER = 2
"""After a task has seen its worker die so often it runs alone, file by file, to find the one that kills."""
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


class Lost(Generic[T]):
    """A task whose worker died, alone, with nothing else to blame."""

    def __init__(self, task: T, why: str) -> None:
        self.task = task
        self.why = why


class ThisProcess:
    """Works here, one call at a time: for small runs, and for tests."""

    size = 1

    def submit(self, call: Callable[..., R], /, *values: Any) -> Future[R]:
        """Do it now."""
        future: Future[R] = Future()
        try:
            future.set_result(call(*values))
        except Exception as error:
            future.set_exception(error)
        return future

    def renew(self) -> None:
        """Nothing can be replaced."""

    def due(self) -> bool:
        """Never."""
        return False

    def close(self, *, at_once: bool = False) -> None:
        """Nobody is to be sent home."""


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


def dispatch(
    tasks: Iterator[T],
    *,
    crew: Crew,
    call: Callable[[T], tuple[Callable[..., R], tuple[Any, ...]]],
    singles: Callable[[T], tuple[T, ...]] = lambda task: (task,),
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[R | Lost[T]]:
    """Yield what came of each task, in the order they end; a task whose worker dies is done again.

    Args:
        tasks: taken one by one as workers become free.
        crew: who works.
        call: the function and values of a task.
        singles: the smallest tasks that a task can be split into.
        stop: once it says so nothing more is handed out; what has begun is waited for.
    """
    pending: dict[Future[R], tuple[T, int]] = {}
    again: deque[tuple[T, int]] = deque()
    alone: deque[T] = deque()

    def failed(task: T, tries: int) -> None:
        if tries < TIMES_TOGETHER:
            again.append((task, tries))
        else:
            alone.append(task)

    more = True
    while more or pending or again or alone:
        if stop():
            more = False
            again.clear()
            alone.clear()
            for future in [future for future in pending if future.cancel()]:
                del pending[future]
        while len(pending) < crew.size * TASKS_AHEAD and (more or again) and not crew.due():
            if not again:
                fresh = next(tasks, None)
                if fresh is None:
                    more = False
                    break
                again.append((fresh, 0))
            task, tries = again.popleft()
            function, values = call(task)
            try:
                pending[crew.submit(function, *values)] = (task, tries + 1)
            except BrokenExecutor:
                again.appendleft((task, tries))
                break
        if not pending:
            if alone and not (more or again):
                yield from _alone(alone.popleft(), crew=crew, call=call, singles=singles)
            elif more or again:
                crew.renew()
            continue
        broken = False
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            task, tries = pending.pop(future)
            try:
                result = future.result()
            except (Exception, Cancelled) as error:
                broken = broken or isinstance(error, BrokenExecutor)
                failed(task, tries)
            else:
                yield result
        if broken:  # what waited behind it is lost too, through no fault of its own
            for task, tries in pending.values():
                failed(task, tries)
            pending.clear()
            crew.renew()


def _alone(
    task: T,
    *,
    crew: Crew,
    call: Callable[[T], tuple[Callable[..., R], tuple[Any, ...]]],
    singles: Callable[[T], tuple[T, ...]],
) -> Iterator[R | Lost[T]]:
    for single in singles(task):
        function, values = call(single)
        try:
            yield crew.submit(function, *values).result()
        except (Exception, Cancelled) as error:
            if isinstance(error, BrokenExecutor):
                crew.renew()
            yield Lost(single, type(error).__name__)


def parse_executor(words: str) -> str:
    """Return the address of a Dask scheduler out of `dask:tcp://host:8786`.

    Raises:
        SettingsError: it is something else.
    """
    kind, _, address = words.partition(":")
    if kind != "dask" or "://" not in address:
        raise SettingsError(
            f"“{words}” is not an executor", hint="write dask:tcp://host:8786, or leave it out to work here"
        )
    return address

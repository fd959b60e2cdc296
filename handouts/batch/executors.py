"""Tasks -> what came of them, by whichever crew: here, by processes, or on a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from concurrent.futures import CancelledError as Cancelled
from typing import Any, Generic, TypeVar

from handouts.batch.crews import Crew
from handouts.errors import SettingsError

T = TypeVar("T")
R = TypeVar("R")

TASKS_AHEAD = 3
"""Tasks handed out for each process, so that none waits for the next and few are lost with the run."""
TIMES_TOGETHER = 2
"""After a task has seen its worker die so often it runs alone, file by file, to find the one that kills."""


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

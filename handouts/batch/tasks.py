"""A task of many jobs -> files in their places and their journal lines: what a worker does."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import pickle
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from handouts.batch.jobs import Maker, MasterKey, PrintJob, Recipe
from handouts.batch.journal import Line
from handouts.batch.putting import put
from handouts.batch.traces import trace_of
from handouts.content.clinics import Clinic
from handouts.errors import HandoutsError

STATE = ".handouts-run"
"""The run's own folder inside its destination."""
_NO_PLACE = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "EMFILE", "ENFILE", "EFBIG")
)
"""Trouble of the disk, not of a file: the next file would have it too."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files of one clinic, made together so that what is the clinic's is made ready once."""

    clinic: Clinic
    clinic_fingerprint: str
    files: tuple[tuple[int, str, int, bool], ...]
    """Number of the master in the order, path, copies, and whether a file lies there already."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is sent to a worker in one go."""

    number: int
    chunks: tuple[Chunk, ...]

    def __len__(self) -> int:
        return sum(len(chunk.files) for chunk in self.chunks)

    def singles(self) -> tuple[Task, ...]:
        """Return a task for each file, to find out which one brings a worker down."""
        return tuple(
            Task(self.number, (Chunk(chunk.clinic, chunk.clinic_fingerprint, (file,)),))
            for chunk in self.chunks
            for file in chunk.files
        )


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What all tasks of a run share. Small: it travels with every task."""

    recipe: Recipe
    masters: tuple[tuple[MasterKey, str], ...]
    """Each master with the id of its parts."""
    folder: str
    """Where files go; absolute."""
    marker: str
    """File in the destination that holds the token."""
    token: str
    """A worker that reads it in the marker file shares our disk."""
    _packed: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Pack it once for all tasks; a worker unpacks it once, too."""
        if not self._packed:
            values = self.recipe, self.masters, self.folder, self.marker, self.token
            self._packed.append(pickle.dumps(values, protocol=5))
        return _unpacked, (self._packed[0],)


@lru_cache(maxsize=1)
def _unpacked(values: bytes) -> WorkOrder:
    return WorkOrder(*pickle.loads(values))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused."""

    path: str
    clinic: str
    master: MasterKey
    error: HandoutsError


@dataclass(frozen=True, slots=True)
class Crash:
    """A file at which we failed; `trace` holds places in the code, nothing of the clinic's."""

    path: str
    clinic: str
    master: MasterKey
    trace: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task."""

    number: int
    lines: bytes = b""
    """Journal lines of files that lie in their places."""
    delivered: int = 0
    carried: tuple[tuple[Line, bytes], ...] = ()
    """Files made on a machine that does not see our disk."""
    refused: tuple[Refusal, ...] = ()
    crashed: tuple[Crash, ...] = ()
    stopped: tuple[int, str] | None = None
    """errno and path, when the disk takes no more files."""


_makers: dict[str, Maker] = {}
"""The makers of this process by recipe; a worker opens its own once."""
_shared: dict[tuple[str, str], bool] = {}


_one_at_a_time = threading.RLock()
"""A maker is not made for two threads, and a cluster's worker may have several."""


def maker_of(recipe: Recipe) -> Maker:
    """Return this process's maker for a recipe."""
    maker = _makers.get(recipe.id)
    if maker is None:
        _makers.clear()  # a run has one recipe; another run's masters only take memory
        maker = _makers[recipe.id] = recipe.open()
    return maker


def prepare(recipe: Recipe, key: MasterKey) -> HandoutsError | str | None:
    """Make one master ready; return why it was refused, or the trace of a crash."""
    try:
        maker_of(recipe).prepare(key)
    except HandoutsError as error:
        return error
    except Exception as error:  # the outermost edge of a worker
        return trace_of(error)
    return None


def work(order: WorkOrder, task: Task) -> Done:
    """Make every file of a task; one bad file never stops the rest."""
    with _one_at_a_time:
        return _work(order, task)


def _work(order: WorkOrder, task: Task) -> Done:
    maker = maker_of(order.recipe)
    here = _shares_our_disk(order)
    lines: list[bytes] = []
    carried: list[tuple[Line, bytes]] = []
    refused: list[Refusal] = []
    crashed: list[Crash] = []
    folders: dict[str, bool] = {}
    for chunk in task.chunks:
        for number, path, copies, lies_there in chunk.files:
            key, master = order.masters[number]
            try:
                made = maker.make(PrintJob(key, chunk.clinic, path, copies))
                changed_ns = 0
                if here:
                    changed_ns = put(path, made.data, order.folder, folders, lies_there=lies_there)
                line = Line(
                    path=path,
                    clinic=chunk.clinic.id,
                    clinic_fingerprint=chunk.clinic_fingerprint,
                    master=master,
                    edition=made.edition,
                    fingerprint=made.fingerprint,
                    sha256=made.sha256 or hashlib.sha256(made.data).hexdigest(),
                    size=len(made.data),
                    changed_ns=changed_ns,
                    pages=made.pages,
                    findings=tuple(finding.as_dict() for finding in made.findings),
                )
                if here:
                    lines.append(line.encoded())
                else:
                    carried.append((line, made.data))
            except HandoutsError as error:
                refused.append(Refusal(path, chunk.clinic.id, key, error))
            except OSError as error:
                if error.errno not in _NO_PLACE:
                    crashed.append(Crash(path, chunk.clinic.id, key, trace_of(error)))
                    continue
                stopped = (error.errno or 0, path)
                return _done(task, lines, carried, refused, crashed, stopped)
            except Exception as error:  # the outermost edge: one crash must not stop the rest
                crashed.append(Crash(path, chunk.clinic.id, key, trace_of(error)))
    return _done(task, lines, carried, refused, crashed, None)


def _done(
    task: Task,
    lines: list[bytes],
    carried: list[tuple[Line, bytes]],
    refused: list[Refusal],
    crashed: list[Crash],
    stopped: tuple[int, str] | None,
) -> Done:
    return Done(
        task.number, b"".join(lines), len(lines), tuple(carried), tuple(refused), tuple(crashed), stopped
    )


def _shares_our_disk(order: WorkOrder) -> bool:
    key = (order.marker, order.token)
    if key not in _shared:
        _shared[key] = False
        with contextlib.suppress(OSError):
            _shared[key] = Path(order.marker).read_text(encoding="ascii") == order.token
    return _shared[key]

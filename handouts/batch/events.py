"""What a print run tells on its way, and what came of it: values, and the words for people."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.batch.manifest import Output
from handouts.batch.on_disk import Status
from handouts.batch.resume import Inspection
from handouts.batch.tasks import Crash, Done, Refusal
from handouts.batch.verified import Verified
from handouts.errors import CheckFailed, DeliveryError

CRASH_EXIT_CODE = 1


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done; what is made does not depend on it."""

    processes: int = 0
    """0 means one for each processor."""
    executor: str = ""
    """`dask:tcp://…`, or nothing to work here."""
    rehash: bool = False
    """Whether files that look untouched are read and hashed, too."""
    force: bool = False
    """Whether everything is made again."""
    prune: bool = False
    """Whether files that are no part of the run any more are deleted."""
    sync: bool = False
    """Whether the run ends only when the disk has everything."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The run has looked around; nothing is made yet."""

    inspection: Inspection


@dataclass(frozen=True, slots=True)
class MastersReady:
    """So many masters are ready, of so many."""

    ready: int
    of: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A task has ended."""

    done: Done
    finished: int
    of: int


@dataclass(frozen=True, slots=True)
class OutputsReady:
    """So many archives or collections are ready, of so many."""

    ready: int
    of: int


@dataclass(frozen=True, slots=True)
class Examining:
    """So many delivered files were looked at in full, of so many."""

    ready: int
    of: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the run."""

    inspection: Inspection
    delivered: int
    refused: tuple[Refusal, ...]
    crashed: tuple[Crash, ...]
    crash_files: tuple[Path, ...]
    outputs: tuple[Output, ...]
    manifest: Path
    pruned: int = 0
    interrupted: bool = False
    stopped: DeliveryError | None = None
    """Why the run ended early: the disk takes no more."""
    verified: Verified | None = None
    """What the full checks found, when they were asked for."""

    @property
    def exit_code(self) -> int:
        """Return the worst exit code of all that happened."""
        codes = [refusal.error.exit_code for refusal in self.refused]
        codes += [CRASH_EXIT_CODE] if self.crashed else []
        codes += [self.stopped.exit_code] if self.stopped else []
        codes += [CheckFailed.exit_code] if self.verified and self.verified.failed else []
        return max(codes, default=0)


Event = Looked | MastersReady | Progress | OutputsReady | Examining | Outcome


class Stopper:
    """Remembers that somebody wants the run to end."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def ask(self) -> None:
        """End soon."""
        self._asked.set()

    def __call__(self) -> bool:
        """Say whether somebody asked."""
        return self._asked.is_set()


def in_words(inspection: Inspection) -> Iterator[str]:
    """Yield what a run found, a sentence a line, for people."""
    total = len(inspection.statuses)
    if intact := inspection.count(Status.INTACT):
        yield f"{intact} of {total} are there and intact"
    for status, words in ((Status.MISSING, "are missing"), (Status.DAMAGED, "are damaged")):
        if count := inspection.count(status):
            yield f"{count} of {total} {words} and will be made again"
    for why, files in sorted(inspection.reasons.items()):
        yield f"{files.files} of {total} changed ({', '.join(why)}): {files.named()}"
    if inspection.withdrawn:
        count = len(inspection.withdrawn)
        yield f"{count} files of earlier runs are not asked for any more (--prune deletes them)"
    if inspection.outdated:
        count = len(inspection.outdated)
        yield f"{count} files are of an earlier edition, and the new one is refused: do not hand them out"
    if inspection.swept:
        yield f"{inspection.swept} half-written files of a run that was killed were removed"

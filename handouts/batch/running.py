"""A run while it goes on: what it gathers, who works for it, and what ends it early."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from handouts.batch import tasks
from handouts.batch.crews import Crew, Processes
from handouts.batch.events import Options
from handouts.batch.executors import ThisProcess
from handouts.batch.jobs import Recipe
from handouts.batch.journal import Journal
from handouts.batch.place_of_run import RunPlace
from handouts.batch.plan import Plan
from handouts.batch.tasks import Crash, Refusal
from handouts.errors import DeliveryError

SMALL_RUN = 24
"""Fewer files are made in this process: they are done before another stands."""


@dataclass
class Running:
    """What a run gathers on its way."""

    plan: Plan
    recipe: Recipe
    options: Options
    place: RunPlace
    journal: Journal
    boot: str
    """Names this start of the machine."""
    stop: Callable[[], bool]
    crew: Crew | None = None
    refused: list[Refusal] = field(default_factory=list)
    crashed: list[Crash] = field(default_factory=list)
    delivered: int = 0
    stopped: DeliveryError | None = None
    """Why it ends early: the disk takes no more."""

    @property
    def singles(self) -> Path:
        """Return the folder of single documents."""
        return self.place.files(self.plan.order.file.deliver)

    def ends(self) -> bool:
        """Say whether nothing more is to be begun."""
        return self.stopped is not None or self.stop()

    def workers(self, work: int, *, least: int = SMALL_RUN) -> Crew:
        """Return who works here: this process alone when there is little to do."""
        processes = self.options.processes or os.cpu_count() or 1
        if processes == 1 or work < least:
            return ThisProcess()
        return Processes(processes, warm=partial(tasks.maker_of, self.recipe))

    def disk_trouble(self, number: int, path: str) -> None:
        """End the run, as the disk takes no more; the first trouble is the one that is told."""
        self.stopped = self.stopped or disk_trouble(number, path)


def disk_trouble(number: int, path: str) -> DeliveryError:
    """Return the error of a disk that takes no more."""
    hint = (
        "free some space" if number in (errno.ENOSPC, errno.EDQUOT) else "check the disk and its permissions"
    )
    return DeliveryError(
        f"“{path}” could not be written: {os.strerror(number)}",
        hint=f"{hint}, then run it again: what was made is kept",
    )

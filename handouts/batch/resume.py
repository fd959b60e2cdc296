"""Plan + journal + disk -> what is to be made, and why; whatever is intact is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.batch.jobs import CLINIC, MasterKey, MasterParts, PrintJob
from handouts.batch.journal import Journal, Line
from handouts.batch.on_disk import Status, state_of, sweep
from handouts.batch.plan import Plan
from handouts.batch.tasks import Chunk, Task
from handouts.content.clinics import Clinic
from handouts.errors import HandoutsError

FILES_PER_TASK = 60
"""About fifty milliseconds of work: small against a lost task, large against the cost of sending one."""
MOST_TASKS_OF_A_CLINIC = 3
"""A clinic with up to so many times as many files is one task: what is the clinic's own is made only once."""
MOST_CLINICS_NAMED = 8
_STATUSES = {int(status): status for status in Status}


@dataclass(frozen=True)
class Inspection:
    """What a run finds before it makes anything."""

    plan: Plan
    masters: Mapping[MasterKey, MasterParts | HandoutsError]
    clinic_fingerprints: tuple[str, ...]
    """In the order of the plan's clinics."""
    statuses: bytearray
    """One `Status` for each job of the plan, in its order."""
    reasons: Mapping[tuple[str, ...], Reissue] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    """Files that an earlier run made and nobody asks for any more."""
    outdated: tuple[str, ...] = ()
    """Files of an earlier edition whose master is refused now."""
    doubtful: int = 0
    """Files that were read and hashed, because nobody knew whether the disk had them before it was off."""
    swept: int = 0
    """Partial files of a killed run that were removed."""

    def count(self, *statuses: Status) -> int:
        """Return how many files have one of some statuses."""
        return sum(self.statuses.count(int(status)) for status in statuses)

    @property
    def to_make(self) -> int:
        """Return how many files are to be made."""
        return self.count(Status.NEW, Status.MISSING, Status.DAMAGED, Status.CHANGED)

    def masters_to_use(self) -> tuple[MasterKey, ...]:
        """Return the masters of the files that are to be made."""
        used = dict.fromkeys(
            job.master for job, status in self._jobs() if status not in (Status.INTACT, Status.REFUSED)
        )
        return tuple(used)

    def refused_jobs(self) -> Iterator[PrintJob]:
        """Yield the jobs whose master is refused."""
        return (job for job, status in self._jobs() if status is Status.REFUSED)

    def _jobs(self) -> Iterator[tuple[PrintJob, Status]]:
        statuses = map(_STATUSES.__getitem__, self.statuses)
        return zip((job for _, jobs in self.plan.jobs() for job in jobs), statuses, strict=True)

    def tasks(
        self, numbers: Mapping[MasterKey, int], *, files_per_task: int = FILES_PER_TASK
    ) -> Iterator[Task]:
        """Yield what is to be made, a clinic's files together.

        Args:
            numbers: masters that can be used, by their number in the work order.
            files_per_task: how many go to a worker at once.
        """
        number, at = 0, 0
        chunks: list[Chunk] = []
        size = 0
        for (clinic, jobs), fingerprint in zip(self.plan.jobs(), self.clinic_fingerprints, strict=True):
            files = []
            for job in jobs:
                status = self.statuses[at]
                at += 1
                if status not in (Status.INTACT, Status.REFUSED) and job.master in numbers:
                    lies_there = status in (Status.NEW, Status.DAMAGED)
                    files.append((numbers[job.master], job.path, job.copies, lies_there))
            is_large = len(files) > files_per_task * MOST_TASKS_OF_A_CLINIC
            most = files_per_task if is_large else max(1, len(files))
            for start in range(0, len(files), most):
                portion = tuple(files[start : start + most])
                if size and size + len(portion) > files_per_task:
                    yield Task(number, tuple(chunks))
                    number, chunks, size = number + 1, [], 0
                chunks.append(Chunk(clinic, fingerprint, portion))
                size += len(portion)
        if chunks:
            yield Task(number, tuple(chunks))


@dataclass(slots=True)
class Reissue:
    """Files that are issued again for the same reasons."""

    files: int = 0
    clinics: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON output."""
        return {"files": self.files, "clinics": sorted(self.clinics)}

    def named(self) -> str:
        """Return the clinics in words, the first few by name."""
        names = sorted(self.clinics)
        more = len(names) - MOST_CLINICS_NAMED
        return ", ".join(names[:MOST_CLINICS_NAMED]) + (f" and {more} more" if more > 0 else "")


def inspect(
    plan: Plan,
    *,
    journal: Journal,
    folder: Path,
    parts: Callable[[MasterKey], MasterParts],
    fingerprint: Callable[[Clinic], str],
    rehash: bool = False,
    force: bool = False,
) -> Inspection:
    """Compare what is asked for with the journal and the disk.

    A file is intact when the journal has its line, made of the same master and clinic, and the file has the
    size and the time of change that the line says. When the time differs, or the machine was off since and
    the line was not sealed, the file is read and hashed. Partial files are removed.

    Args:
        plan: what is asked for.
        journal: of the earlier runs.
        folder: where the files lie.
        parts: what a master is made of.
        fingerprint: of a clinic, its logo included.
        rehash: read and hash every file.
        force: make every file again.
    """
    swept = sweep(folder)
    masters = {key: _parts_or_refusal(parts, key) for key in plan.masters()}
    ids = {key: made.id for key, made in masters.items() if isinstance(made, MasterParts)}
    statuses = bytearray()
    doubtful = 0
    reasons: dict[tuple[str, ...], Reissue] = {}
    prints, outdated, refreshed = [], [], []
    base = f"{folder}/"
    asked: set[str] | None = set() if len(journal) else None
    for clinic, jobs in plan.jobs():
        prints.append(print_ := fingerprint(clinic))
        for job in jobs:
            line = journal.line(job.path)
            if asked is not None:
                asked.add(job.path)
            if (master := ids.get(job.master)) is None:
                statuses.append(Status.REFUSED)
                if line is not None:
                    outdated.append(job.path)
                continue
            if line is None:
                statuses.append(Status.NEW)
                continue
            trusted = journal.is_trusted(job.path)
            doubtful += not trusted
            status, now_ns = state_of(line, base, trusted=trusted and not rehash)
            if line.master != master or line.clinic_fingerprint != print_:
                status = Status.CHANGED
                why = _why(
                    line, masters[job.master], journal, clinic_changed=line.clinic_fingerprint != print_
                )
                entry = reasons.setdefault(why, Reissue())
                entry.files += 1
                entry.clinics[clinic.id] += 1
            elif status is Status.INTACT and now_ns != line.changed_ns:
                refreshed.append(line.at(now_ns).encoded())
            statuses.append(Status.DAMAGED if force and status is Status.INTACT else status)
    journal.append(b"".join(refreshed))
    withdrawn = tuple(path for path in journal.paths() if asked is not None and path not in asked)
    return Inspection(
        plan, masters, tuple(prints), statuses, reasons, withdrawn, tuple(outdated), doubtful, swept
    )


def _parts_or_refusal(
    parts: Callable[[MasterKey], MasterParts], key: MasterKey
) -> MasterParts | HandoutsError:
    try:
        return parts(key)
    except HandoutsError as error:
        return error


def _why(
    line: Line, now: MasterParts | HandoutsError, journal: Journal, *, clinic_changed: bool
) -> tuple[str, ...]:
    """Return which parts of a file are others than when it was made."""
    why = []
    if isinstance(now, MasterParts) and line.master != now.id:
        before = journal.masters.get(line.master)
        old, new = dict(before.hashes) if before else {}, dict(now.hashes)
        why = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)] or ["engine"]
    return (*why, CLINIC) if clinic_changed else tuple(why)

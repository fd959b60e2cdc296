"""Single documents in their places -> the archives and collections that a run delivers."""

from __future__ import annotations

from collections.abc import Generator

from handouts.batch.events import Event, OutputsReady
from handouts.batch.executors import Lost, dispatch
from handouts.batch.jobs import MasterKey
from handouts.batch.journal import Journal, decoded
from handouts.batch.manifest import Output
from handouts.batch.outputs import OutputJob, is_there, make_output, output_jobs
from handouts.batch.running import Running, disk_trouble
from handouts.batch.stationery import Stationery
from handouts.batch.tasks import Crash, Refusal
from handouts.batch.traces import guarded
from handouts.errors import DeliveryError, HandoutsError

_NOBODY = MasterKey("", "", "", "")


def make_outputs(run: Running, stationery: Stationery) -> Generator[Event, None, tuple[Output, ...]]:
    """Make archives and collections that are not up to date; return them all.

    Args:
        run: whose documents are there.
        stationery: for job tickets.
    """
    jobs = tuple(output_jobs(run.plan, journal=run.journal, stationery=stationery))
    if not jobs:
        return ()
    folder = run.place.destination
    journal = Journal(run.place.outputs_journal, boot=run.boot)
    try:
        journal.begin()
        todo = [job for job in jobs if is_there(job, folder=folder, journal=journal) is None]
        crew = run.workers(len(todo), least=2)
        ready = 0
        try:
            for result in dispatch(
                iter(todo),
                crew=crew,
                call=lambda job: (_make, (job, str(run.singles), str(folder))),
                stop=run.ends,
            ):
                _note(run, result, journal)
                ready += 1
                yield OutputsReady(ready, len(todo))
        finally:
            crew.close(at_once=True)
        if todo and run.options.sync and run.stopped is None:
            journal.seal()
        if run.options.prune:
            _prune(run, {job.path for job in jobs}, journal)
        lines = ((journal.line(job.path), len(job.members)) for job in jobs)
        return tuple(Output.of(line, members=members) for line, members in lines if line is not None)
    finally:
        journal.close()


def _prune(run: Running, wanted: set[str], journal: Journal) -> None:
    for path in journal.paths():
        if path not in wanted:
            (run.place.destination / path).unlink(missing_ok=True)
            journal.forget(path)


def _make(job: OutputJob, singles: str, folder: str) -> bytes | HandoutsError | str:
    return guarded(_made, job, singles, folder)


def _made(job: OutputJob, singles: str, folder: str) -> bytes:
    try:
        return make_output(job, singles, folder)
    except OSError as error:
        raise disk_trouble(error.errno or 0, job.path) from error


def _note(run: Running, result: bytes | HandoutsError | str | Lost[OutputJob], journal: Journal) -> None:
    match result:
        case bytes() if decoded(result.rstrip()) is not None:
            journal.append(result)
        case DeliveryError():
            run.stopped = run.stopped or result
        case HandoutsError():
            run.refused.append(Refusal("", "", _NOBODY, result))
        case Lost(task=job, why=why):
            run.crashed.append(Crash(job.path, "", _NOBODY, f"the process that made it ended ({why})\n"))
        case _:
            run.crashed.append(Crash("", "", _NOBODY, str(result)))

"""A plan -> files, journal and manifest: the whole print run, from the first look to the last line."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from handouts import __version__
from handouts.batch import tasks
from handouts.batch.events import Event, Looked, MastersReady, Options, Outcome, OutputsReady, Progress
from handouts.batch.executors import Crew, Lost, Processes, ThisProcess, dispatch, parse_executor
from handouts.batch.jobs import Maker, MasterKey, MasterParts, Recipe
from handouts.batch.journal import Journal, decoded, this_boot
from handouts.batch.manifest import JSON_NAME, Output, write_manifest
from handouts.batch.outputs import OutputJob, is_there, make_output, output_jobs
from handouts.batch.place_of_run import RunPlace, open_place
from handouts.batch.plan import Plan
from handouts.batch.resume import Inspection, clinic_fingerprint, inspect
from handouts.batch.tasks import Crash, Done, Refusal, Task, WorkOrder
from handouts.deliver.files import write_atomically
from handouts.errors import DeliveryError, HandoutsError

AS_USUAL = Options()
SMALL_RUN = 24
"""Fewer files are made in this process: they are done before another stands."""


@dataclass
class _Run:
    """What a run gathers on its way."""

    plan: Plan
    recipe: Recipe
    options: Options
    place: RunPlace
    journal: Journal
    stop: Callable[[], bool]
    crew: Crew | None = None
    refused: list[Refusal] = field(default_factory=list)
    crashed: list[Crash] = field(default_factory=list)
    delivered: int = 0
    stopped: DeliveryError | None = None

    def ends(self) -> bool:
        return self.stopped is not None or self.stop()


def run(
    plan: Plan,
    *,
    recipe: Recipe,
    options: Options = AS_USUAL,
    fonts: tuple[str, str] = ("", ""),
    stop: Callable[[], bool] = lambda: False,
    crew: Crew | None = None,
) -> Iterator[Event]:
    """Do a print run; the last event is its outcome.

    A second run on the same destination makes only what is missing, damaged or of another edition.

    Args:
        plan: what is asked for.
        recipe: how each process makes files.
        options: how it is done.
        fonts: regular and bold, for job tickets.
        stop: asked between tasks; once it says so, what has begun is finished and the run ends.
        crew: whoever makes the files, such as `Beyond(executor, size=8)` with an executor of your own.
            Masters are painted and collections put together here all the same.

    Raises:
        DeliveryError: the destination cannot be used.
    """
    with open_place(plan.order.destination, run=plan.order.id) as place:
        journal = Journal(place.journal, boot=this_boot())
        try:
            yield from _in_place(_Run(plan, recipe, options, place, journal, stop, crew), fonts)
        finally:
            journal.close()


def _in_place(run: _Run, fonts: tuple[str, str]) -> Iterator[Event]:
    plan, place, journal, options = run.plan, run.place, run.journal, run.options
    maker = tasks.maker_of(run.recipe)
    singles = place.files(plan.order.file.deliver)
    _make_folder(singles)
    journal.begin()
    clinics = plan.order.clinics.parent
    wrong = yield from _masters(run, maker)
    if run.ends():
        wrong |= dict.fromkeys((key for key in plan.masters() if not maker.is_ready(key)), STOPPED)

    def parts(key: MasterKey) -> MasterParts:
        if (fault := wrong.get(key)) is not None:
            raise fault
        return maker.parts(key)

    inspection = inspect(
        plan,
        journal=journal,
        folder=singles,
        parts=parts,
        fingerprint=partial(clinic_fingerprint, folder=clinics),
        rehash=options.rehash,
        force=options.force,
    )
    yield Looked(inspection)
    for job in inspection.refused_jobs():
        match inspection.masters[job.master]:
            case MasterCrashed() as crash:
                run.crashed.append(Crash(job.path, job.clinic.id, job.master, crash.trace))
            case HandoutsError() as error if error is not STOPPED:
                run.refused.append(Refusal(job.path, job.clinic.id, job.master, error))
    if inspection.to_make and not run.ends():
        yield from _files(run, inspection, inspection.masters_to_use(), singles)
    pruned = _prune(run, inspection, singles) if options.prune and not run.ends() else 0
    outputs: tuple[Output, ...] = ()
    if not run.ends():
        outputs = yield from _outputs(run, singles, fonts)
    if inspection.doubtful or (run.delivered and options.sync):
        journal.seal()
    yield _ended(run, inspection, outputs, pruned)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeliveryError(
            f"“{folder}” cannot be made: {error.strerror}", hint="check its permissions"
        ) from error


def _crew(run: _Run, work: int, *, least: int = SMALL_RUN) -> Crew:
    processes = run.options.processes or os.cpu_count() or 1
    if processes == 1 or work < least:
        return ThisProcess()
    return Processes(processes, warm=partial(tasks.maker_of, run.recipe))


class MasterCrashed(HandoutsError):  # noqa: N818 (a result, never raised out of the run)
    """We failed at painting a master; every file of it is a crash."""

    def __init__(self, trace: str) -> None:
        super().__init__("a master could not be painted, by a mistake of ours")
        self.trace = trace


STOPPED = HandoutsError("the run was stopped before this master was painted")


def _masters(run: _Run, maker: Maker) -> Generator[Event, None, dict[MasterKey, HandoutsError]]:
    """Make every master ready that the run needs; return why others cannot be."""
    keys = tuple(key for key in run.plan.masters() if not maker.is_ready(key))
    wrong: dict[MasterKey, HandoutsError] = {}
    if not keys:
        return wrong
    ready = 0
    crew = _crew(run, len(keys), least=2)
    try:
        for result in dispatch(
            iter(keys), crew=crew, call=lambda key: (_prepare, (run.recipe, key)), stop=run.ends
        ):
            match result:
                case Lost(task=key, why=why):
                    wrong[key] = MasterCrashed(f"the process that painted it ended ({why})\n")
                case (key, HandoutsError() as error):
                    wrong[key] = error
                case (key, str(trace)):
                    wrong[key] = MasterCrashed(trace)
            ready += 1
            yield MastersReady(ready, len(keys))
    finally:
        crew.close(at_once=True)
    return wrong


def _prepare(recipe: Recipe, key: MasterKey) -> tuple[MasterKey, HandoutsError | str | None]:
    return key, tasks.prepare(recipe, key)


def _files(run: _Run, inspection: Inspection, keys: tuple[MasterKey, ...], singles: Path) -> Iterator[Event]:
    parts = {key: inspection.masters[key] for key in keys}
    ids = tuple((key, made.id) for key, made in parts.items() if isinstance(made, MasterParts))
    for made in parts.values():
        if isinstance(made, MasterParts):
            run.journal.add_master(made)
    numbers = {key: number for number, (key, _) in enumerate(ids)}
    crew, recipe = _file_crew(run, inspection.to_make, keys)
    order = WorkOrder(recipe, ids, str(singles), str(run.place.marker), run.place.token)
    finished = 0
    try:
        for result in dispatch(
            inspection.tasks(numbers),
            crew=crew,
            call=lambda task: (tasks.work, (order, task)),
            singles=Task.singles,
            stop=run.ends,
        ):
            done = _lost(result, ids) if isinstance(result, Lost) else result
            done = _note(run, done, singles)
            finished += done.delivered + len(done.refused) + len(done.crashed)
            yield Progress(done, finished, inspection.to_make)
    finally:
        crew.close(at_once=True)


def _file_crew(run: _Run, files: int, keys: tuple[MasterKey, ...]) -> tuple[Crew, Recipe]:
    if run.crew is not None:
        return run.crew, run.recipe
    if run.options.executor:
        from handouts.batch.dask_crew import dask_crew  # an extra

        return dask_crew(parse_executor(run.options.executor), run.recipe, masters=keys)
    return _crew(run, files), run.recipe


def _lost(result: Lost[Task], ids: tuple[tuple[MasterKey, str], ...]) -> Done:
    trace = f"the process that made it ended ({result.why})\n"
    crashed = tuple(
        Crash(path, chunk.clinic.id, ids[number][0], trace)
        for chunk in result.task.chunks
        for number, path, _, _ in chunk.files
    )
    return Done(result.task.number, crashed=crashed)


def _note(run: _Run, done: Done, singles: Path) -> Done:
    """Write down what came of a task; trouble with the disk ends the run and loses nothing."""
    run.refused += done.refused
    run.crashed += done.crashed
    try:
        lines = done.lines + (tasks.put_carried(done.carried, str(singles)) if done.carried else b"")
        run.journal.append(lines)
        done = replace(done, lines=lines, delivered=done.delivered + len(done.carried), carried=())
        run.delivered += done.delivered
    except DeliveryError as error:
        run.stopped = run.stopped or error
    except OSError as error:
        run.stopped = run.stopped or _disk_trouble(error.errno or 0, str(singles))
    if done.stopped is not None:
        run.stopped = run.stopped or _disk_trouble(*done.stopped)
    return done


def _disk_trouble(number: int, path: str) -> DeliveryError:
    hint = (
        "free some space" if number in (errno.ENOSPC, errno.EDQUOT) else "check the disk and its permissions"
    )
    return DeliveryError(
        f"“{path}” could not be written: {os.strerror(number)}",
        hint=f"{hint}, then run it again: what was made is kept",
    )


def _prune(run: _Run, inspection: Inspection, singles: Path) -> int:
    """Delete files that are no part of the run any more, and the folders that are empty then."""
    kept = 0
    for path in (*inspection.withdrawn, *inspection.outdated):
        target = singles / path
        try:
            target.unlink(missing_ok=True)
            run.journal.forget(path)
            kept += 1
            target.parent.rmdir()
        except OSError:
            continue
    return kept


def _outputs(run: _Run, singles: Path, fonts: tuple[str, str]) -> Generator[Event, None, tuple[Output, ...]]:
    """Make archives and collections that are not up to date; return them all."""
    jobs = tuple(output_jobs(run.plan, journal=run.journal, fonts=fonts))
    if not jobs:
        return ()
    folder = run.place.destination
    journal = Journal(run.place.outputs_journal, boot=this_boot())
    try:
        journal.begin()
        todo = [job for job in jobs if is_there(job, folder=folder, journal=journal) is None]
        crew = _crew(run, len(todo), least=2)
        ready = 0
        try:
            for result in dispatch(
                iter(todo),
                crew=crew,
                call=lambda job: (_make_output, (job, str(singles), str(folder))),
                stop=run.ends,
            ):
                _note_output(run, result, journal)
                ready += 1
                yield OutputsReady(ready, len(todo))
        finally:
            crew.close(at_once=True)
        if todo and run.options.sync and run.stopped is None:
            journal.seal()
        if run.options.prune:
            _prune_outputs({job.path for job in jobs}, journal, folder)
        lines = ((journal.line(job.path), len(job.members)) for job in jobs)
        return tuple(Output.of(line, members=members) for line, members in lines if line is not None)
    finally:
        journal.close()


def _prune_outputs(wanted: set[str], journal: Journal, folder: Path) -> None:
    for path in journal.paths():
        if path not in wanted:
            (folder / path).unlink(missing_ok=True)
            journal.forget(path)


def _make_output(job: OutputJob, singles: str, folder: str) -> bytes | HandoutsError | str:
    try:
        return make_output(job, singles, folder)
    except HandoutsError as error:
        return error
    except OSError as error:
        return _disk_trouble(error.errno or 0, job.path)
    except Exception as error:  # the outermost edge of a worker
        return tasks.trace_of(error)


def _note_output(run: _Run, result: bytes | HandoutsError | str | Lost[OutputJob], journal: Journal) -> None:
    nobody = MasterKey("", "", "", "")
    match result:
        case bytes() if decoded(result.rstrip()) is not None:
            journal.append(result)
        case DeliveryError():
            run.stopped = run.stopped or result
        case HandoutsError():
            run.refused.append(Refusal("", "", nobody, result))
        case Lost(task=job, why=why):
            run.crashed.append(Crash(job.path, "", nobody, f"the process that made it ended ({why})\n"))
        case _:
            run.crashed.append(Crash("", "", nobody, str(result)))


def _ended(run: _Run, inspection: Inspection, outputs: tuple[Output, ...], pruned: int) -> Outcome:
    manifest = run.place.destination / JSON_NAME
    plan_digest = run.plan.digest()
    seen = run.place.state / "manifest-of"
    nothing_new = not (run.delivered or pruned or run.refused or run.crashed or run.stopped or run.stop())
    if not (nothing_new and manifest.exists() and _says(seen, plan_digest)):
        try:
            write_manifest(
                run.place.destination,
                plan=run.plan,
                journal=run.journal,
                outputs=outputs,
                refused=run.refused,
                crashed=run.crashed,
                made_with=f"handouts {__version__}",
            )
            write_atomically(seen, plan_digest.encode())
        except DeliveryError as error:
            run.stopped = run.stopped or error
    return Outcome(
        inspection=inspection,
        delivered=run.delivered,
        refused=tuple(run.refused),
        crashed=tuple(run.crashed),
        crash_files=_saved(run),
        outputs=outputs,
        manifest=manifest,
        pruned=pruned,
        interrupted=run.stop(),
        stopped=run.stopped,
    )


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="ascii") == text
    except (OSError, ValueError):
        return False


def _saved(run: _Run) -> tuple[Path, ...]:
    """Write each different traceback into a file of its own."""
    different = dict.fromkeys(crash.trace for crash in run.crashed)
    saved = []
    for number, trace in enumerate(different, start=1):
        path = run.place.state / f"crash-{number}.txt"
        try:
            write_atomically(path, f"handouts {__version__}\n{trace}".encode())
        except DeliveryError:
            continue
        saved.append(path)
    return tuple(saved)

"""What an inspection found missing -> files in their places, a line in the journal for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.batch import tasks
from handouts.batch.crews import Crew
from handouts.batch.events import Event, Progress
from handouts.batch.executors import Lost, dispatch, parse_executor
from handouts.batch.jobs import MasterKey, MasterParts, Recipe
from handouts.batch.putting import put_carried
from handouts.batch.resume import Inspection
from handouts.batch.running import Running
from handouts.batch.tasks import Crash, Done, Task, WorkOrder
from handouts.errors import DeliveryError


def make_files(run: Running, inspection: Inspection) -> Iterator[Event]:
    """Make what is to be made, task by task."""
    keys = inspection.masters_to_use()
    parts = {key: inspection.masters[key] for key in keys}
    ids = tuple((key, made.id) for key, made in parts.items() if isinstance(made, MasterParts))
    for made in parts.values():
        if isinstance(made, MasterParts):
            run.journal.add_master(made)
    numbers = {key: number for number, (key, _) in enumerate(ids)}
    crew, recipe = _crew(run, inspection.to_make, keys)
    order = WorkOrder(recipe, ids, str(run.singles), str(run.place.marker), run.place.token)
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
            done = _note(run, done)
            finished += done.delivered + len(done.refused) + len(done.crashed)
            yield Progress(done, finished, inspection.to_make)
    finally:
        crew.close(at_once=True)


def _crew(run: Running, files: int, keys: tuple[MasterKey, ...]) -> tuple[Crew, Recipe]:
    if run.crew is not None:
        return run.crew, run.recipe
    if run.options.executor:
        from handouts.batch.dask_crew import dask_crew  # an extra

        return dask_crew(parse_executor(run.options.executor), run.recipe, masters=keys)
    return run.workers(files), run.recipe


def _lost(result: Lost[Task], ids: tuple[tuple[MasterKey, str], ...]) -> Done:
    trace = f"the process that made it ended ({result.why})\n"
    crashed = tuple(
        Crash(path, chunk.clinic.id, ids[number][0], trace)
        for chunk in result.task.chunks
        for number, path, _, _ in chunk.files
    )
    return Done(result.task.number, crashed=crashed)


def _note(run: Running, done: Done) -> Done:
    """Write down what came of a task; trouble with the disk ends the run and loses nothing."""
    run.refused += done.refused
    run.crashed += done.crashed
    try:
        lines = done.lines + (put_carried(done.carried, str(run.singles)) if done.carried else b"")
        run.journal.append(lines)
        done = replace(done, lines=lines, delivered=done.delivered + len(done.carried), carried=())
        run.delivered += done.delivered
    except DeliveryError as error:
        run.stopped = run.stopped or error
    except OSError as error:
        run.disk_trouble(error.errno or 0, str(run.singles))
    if done.stopped is not None:
        run.disk_trouble(*done.stopped)
    return done

"""The masters of a run that are not there yet -> painted; why others cannot be."""

from __future__ import annotations

from collections.abc import Generator

from handouts.batch import tasks
from handouts.batch.events import Event, MastersReady
from handouts.batch.executors import Lost, dispatch
from handouts.batch.jobs import Maker, MasterKey, Recipe
from handouts.batch.running import Running
from handouts.errors import HandoutsError


class MasterCrashed(HandoutsError):  # noqa: N818 (a result, never raised out of the run)
    """We failed at painting a master; every file of it is a crash."""

    def __init__(self, trace: str) -> None:
        super().__init__("a master could not be painted, by a mistake of ours")
        self.trace = trace


STOPPED = HandoutsError("the run was stopped before this master was painted")


def make_masters(run: Running, maker: Maker) -> Generator[Event, None, dict[MasterKey, HandoutsError]]:
    """Make every master ready that the run needs; return why others cannot be."""
    keys = tuple(key for key in run.plan.masters() if not maker.is_ready(key))
    wrong: dict[MasterKey, HandoutsError] = {}
    if not keys:
        return wrong
    ready = 0
    crew = run.workers(len(keys), least=2)
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
    if run.ends():
        wrong |= dict.fromkeys((key for key in keys if not maker.is_ready(key)), STOPPED)
    return wrong


def _prepare(recipe: Recipe, key: MasterKey) -> tuple[MasterKey, HandoutsError | str | None]:
    return key, tasks.prepare(recipe, key)

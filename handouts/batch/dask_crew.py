"""A Dask scheduler's address -> a crew on its workers, each with the masters in its memory.

The documented way over many machines. `distributed` is an extra (`pip install handouts[dask]`): it is
imported here alone, when `--executor dask:…` asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.batch.crews import Beyond
from handouts.batch.jobs import Maker, MasterKey, Recipe
from handouts.errors import SettingsError

PATIENCE_S = 10
"""How long a scheduler may take to answer."""
PLUGIN = "handouts-masters"


@dataclass(frozen=True, slots=True)
class Held:
    """Stands for a recipe that every worker holds already."""

    id: str

    def open(self) -> Maker:
        """Never has to: the worker was given the maker before any task.

        Raises:
            RuntimeError: it was not.
        """
        raise RuntimeError("this worker was not given the masters")

    def packed(self, keys: tuple[MasterKey, ...]) -> Recipe:
        """Return itself."""
        del keys
        return self


def dask_crew(address: str, recipe: Recipe, *, masters: tuple[MasterKey, ...]) -> tuple[Beyond, Recipe]:
    """Connect to a scheduler and give each worker the masters, once; workers that join later get them too.

    Args:
        address: such as tcp://10.0.0.5:8786.
        recipe: of this run.
        masters: that the run uses.

    Returns:
        The crew, and the recipe to name in work orders.

    Raises:
        SettingsError: Dask is not installed, nobody answers, or there is no worker.
    """
    try:
        from distributed import Client, WorkerPlugin
    except ImportError as error:
        raise SettingsError("Dask is not installed", hint="pip install 'handouts[dask]'") from error

    class HoldsMasters(WorkerPlugin):  # type: ignore[misc]
        name = PLUGIN

        def __init__(self, packed: Recipe) -> None:
            self.packed = packed

        def setup(self, worker: Any) -> None:
            from handouts.batch import tasks as there

            there.maker_of(self.packed)

    try:
        client = Client(address, timeout=PATIENCE_S, set_as_default=False)
        workers = client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            client.wait_for_workers(1, timeout=PATIENCE_S)
            workers = client.scheduler_info(n_workers=-1)["workers"]
        client.register_plugin(HoldsMasters(recipe.packed(masters)))
    except (OSError, TimeoutError, ValueError) as error:
        raise SettingsError(
            f"no Dask scheduler with a worker answers at {address}",
            hint="start dask-scheduler and dask-worker, or leave --executor out",
        ) from error
    executor = client.get_executor(pure=False, retries=1)
    return Beyond(executor, size=len(workers), after=client.close), Held(recipe.id)

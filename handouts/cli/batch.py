"""`handouts batch`: a whole print run, resumable."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Masters, Overlays, Quiet, today
from handouts.errors import INTERRUPTED_EXIT_CODE, SettingsError

if TYPE_CHECKING:
    from handouts.batch.events import Stopper
    from handouts.batch.maker import HandoutsRecipe
    from handouts.batch.stage_verify import Verification


def batch(
    run_file: Annotated[Path, typer.Argument(help="Run file (YAML): see docs/print-runs.md.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what would be made, and check every name; make nothing.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out clinics that have faults instead of stopping.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, max=256, help="Processes; 0 means all processors.")
    ] = 0,
    executor: Annotated[
        str, typer.Option("--executor", help="Work on a Dask cluster: dask:tcp://host:8786.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Make every file again.")] = False,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Read and hash every file that is there already.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete files of earlier runs that nobody asks for any more.")
    ] = False,
    sync: Annotated[
        bool, typer.Option("--sync", help="Wait until the disk has everything, against power cuts.")
    ] = False,
    verify: Annotated[
        str,
        typer.Option(
            "--verify", help="Look at a share of the files in full, with veraPDF: 1%, 120 (files) or all."
        ),
    ] = "",
    without_verapdf: Annotated[
        bool, typer.Option("--without-verapdf", help="Verify with our own full checks alone.")
    ] = False,
    masters: Masters = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> int:
    """Make a print run: handouts × languages × formats × clinics. A second run makes only what is not there.

    Example: handouts batch spring.yaml --jobs 2
    """
    from handouts.batch.events import Options, Outcome, Stopper
    from handouts.batch.executors import parse_executor
    from handouts.batch.maker import HandoutsRecipe
    from handouts.batch.prepared import plan_of, stationery_of
    from handouts.batch.print_run import run
    from handouts.batch.run_file import read_run_file
    from handouts.cli.batch_words import show_counts, show_outcome, watched
    from handouts.cli.clinic_place import masters_folder
    from handouts.resources import AssetPath
    from handouts.settings import load_settings

    if executor:
        parse_executor(executor)
    verification = _verification(verify, with_verapdf=not without_verapdf) if verify else None
    order = read_run_file(run_file)
    settings = load_settings(Path.cwd(), overlays=tuple(overlay or ()), jobs=jobs)
    assets = AssetPath(settings.overlays)
    plan = plan_of(order, assets=assets, today=today(as_of), keep_going=keep_going)
    if dry_run:
        show_counts(plan, as_json=as_json)
        return 0
    options = Options(
        processes=settings.jobs, executor=executor, rehash=rehash, force=force, prune=prune, sync=sync
    )
    logos = tuple(sorted({clinic.logo for clinic in plan.clinics if clinic.logo}))
    recipe = HandoutsRecipe(settings, today(as_of), order.clinics.parent, masters_folder(masters), logos)
    stopper = Stopper()
    with stops_on_ctrl_c(stopper):
        events = run(
            plan,
            recipe=recipe,
            options=options,
            stationery=stationery_of(assets),
            stop=stopper,
            verification=verification(recipe) if verification else None,
        )
        outcome = watched(events, as_json=as_json, quiet=quiet)
    if not isinstance(outcome, Outcome):
        raise SettingsError("the run ended without an outcome")
    show_outcome(outcome, plan, as_json=as_json, quiet=quiet)
    return INTERRUPTED_EXIT_CODE if outcome.interrupted else outcome.exit_code


def _verification(words: str, *, with_verapdf: bool) -> Callable[[HandoutsRecipe], Verification]:
    """Return what makes the verification of a run, and refuse before anything is made what cannot be done.

    Raises:
        SettingsError: the share cannot be read, or veraPDF is not installed.
    """
    from handouts.batch.examine import FullChecks
    from handouts.batch.sample import parse_share
    from handouts.batch.stage_verify import Verification
    from handouts.checks.verapdf import FLAVOURS, JAXB_FOLDER, Java, VeraPdfError, require, verdicts

    share = parse_share(words)
    if not with_verapdf:
        return lambda recipe: Verification(share, FullChecks(recipe))
    java = Java(os.environ.get("JAVA_HOME", ""), os.environ.get("JAXB_JARS", str(JAXB_FOLDER)))
    try:
        require(java)
    except VeraPdfError as error:
        hint = f"{error.hint}; or ask our own checks alone: --without-verapdf"
        raise SettingsError(f"{error.message}; nothing was made", hint=hint) from error
    judge = partial(verdicts, java=java)
    return lambda recipe: Verification(share, FullChecks(recipe), judge, FLAVOURS)


@contextmanager
def stops_on_ctrl_c(stopper: Stopper) -> Iterator[None]:
    """Let the first Ctrl-C end the run in order, and the second one at once."""

    def ask(number: int, frame: object) -> None:
        del number, frame
        if stopper():
            raise KeyboardInterrupt
        stopper.ask()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

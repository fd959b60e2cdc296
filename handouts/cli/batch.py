"""`handouts batch`: a whole print run, resumable."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Masters, Overlays, Quiet, today
from handouts.errors import INTERRUPTED_EXIT_CODE, SettingsError

if TYPE_CHECKING:
    from handouts.batch.events import Event, Outcome, Stopper
    from handouts.batch.plan import Plan

MOST_SHOWN = 20
"""Refusals shown one by one; the manifest names all."""


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
    from handouts.batch.prepared import font_files, plan_of
    from handouts.batch.print_run import run
    from handouts.batch.run_file import read_run_file
    from handouts.cli.clinic_place import masters_folder
    from handouts.resources import AssetPath
    from handouts.settings import load_settings

    if executor:
        parse_executor(executor)
    order = read_run_file(run_file)
    settings = load_settings(Path.cwd(), overlays=tuple(overlay or ()), jobs=jobs)
    assets = AssetPath(settings.overlays)
    plan = plan_of(order, assets=assets, today=today(as_of), keep_going=keep_going)
    if dry_run:
        _show_counts(plan, as_json=as_json)
        return 0
    options = Options(
        processes=settings.jobs, executor=executor, rehash=rehash, force=force, prune=prune, sync=sync
    )
    logos = tuple(sorted({clinic.logo for clinic in plan.clinics if clinic.logo}))
    recipe = HandoutsRecipe(settings, today(as_of), order.clinics.parent, masters_folder(masters), logos)
    stopper = Stopper()
    with _ctrl_c(stopper):
        events = run(plan, recipe=recipe, options=options, fonts=font_files(assets), stop=stopper)
        outcome = _watched(events, as_json=as_json, quiet=quiet)
    if not isinstance(outcome, Outcome):
        raise SettingsError("the run ended without an outcome")
    _show_outcome(outcome, plan, as_json=as_json, quiet=quiet)
    return INTERRUPTED_EXIT_CODE if outcome.interrupted else outcome.exit_code


@contextmanager
def _ctrl_c(stopper: Stopper) -> Iterator[None]:
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


def _watched(events: Iterator[Event], *, as_json: bool, quiet: bool) -> Event | None:
    """Show the run as it goes on, and return its last event."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from handouts.batch import events as told
    from handouts.cli.show import console

    last: Event | None = None
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # No thread that draws: workers are forked from this process, which is safe only while it has one thread.
    with Progress(
        *columns, console=console, disable=quiet or as_json, transient=True, auto_refresh=False
    ) as bar:
        task = bar.add_task("looking", total=None, rate="")
        for last in events:
            match last:
                case told.Looked(inspection):
                    if not (quiet or as_json):
                        for words in told.in_words(inspection):
                            console.print(words, markup=False)
                case told.MastersReady(ready, of):
                    bar.update(task, description="masters", completed=ready, total=of)
                case told.Progress(done, finished, of):
                    if as_json:
                        _print_done(done)
                    speed = bar.tasks[task].speed
                    bar.update(
                        task,
                        description="files",
                        completed=finished,
                        total=of,
                        rate=f"{speed:,.0f}/s" if speed else "",
                    )
                case told.OutputsReady(ready, of):
                    bar.update(task, description="collections", completed=ready, total=of, rate="")
            bar.refresh()
    return last


def _print_done(done: object) -> None:
    import sys

    from handouts.batch.tasks import Done

    if isinstance(done, Done) and done.lines:
        sys.stdout.write(done.lines.decode())
        sys.stdout.flush()


def _show_counts(plan: Plan, *, as_json: bool) -> None:
    from rich.table import Table

    from handouts.cli.show import console, print_json, show_findings

    counts = plan.counts()
    if as_json:
        print_json({"run": plan.order.id, **counts.as_dict()})
        return
    show_findings(plan.left_out)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("", "files"):
        table.add_column(heading, justify="right" if heading else "left")
    for rows in (counts.by_handout, counts.by_locale, counts.by_clinic):
        for name, files in rows[:MOST_SHOWN]:
            table.add_row(name, str(files))
        if len(rows) > MOST_SHOWN:
            table.add_row(f"… {len(rows) - MOST_SHOWN} more", str(sum(n for _, n in rows[MOST_SHOWN:])))
        table.add_section()
    console.print(table)
    console.print(
        f"[bold]{counts.files} files of {counts.masters} masters, {counts.copies} copies; nothing was made[/]"
    )


def _show_outcome(outcome: Outcome, plan: Plan, *, as_json: bool, quiet: bool) -> None:
    from handouts.batch.resume import Status
    from handouts.cli.show import console, error_as_dict, print_json, show_error, show_findings

    found = outcome.inspection
    if as_json:
        for refusal in outcome.refused:
            print_json({"path": refusal.path, "clinic": refusal.clinic, **error_as_dict(refusal.error)})
        for crash in outcome.crashed:
            print_json({"path": crash.path, "clinic": crash.clinic, "error": "crashed"})
        print_json(
            {
                "run": plan.order.id,
                "delivered": outcome.delivered,
                "intact": found.count(Status.INTACT),
                "refused": len(outcome.refused),
                "crashed": len(outcome.crashed),
                "changed": [
                    {"why": list(why), **files.as_dict()} for why, files in sorted(found.reasons.items())
                ],
                "withdrawn": list(found.withdrawn),
                "outdated": list(found.outdated),
                "left_out": [finding.as_dict() for finding in plan.left_out],
                "crash_files": [str(path) for path in outcome.crash_files],
                "manifest": str(outcome.manifest),
                "interrupted": outcome.interrupted,
                "stopped": error_as_dict(outcome.stopped) if outcome.stopped else None,
            }
        )
        return
    show_findings(plan.left_out)
    reasons: dict[str, list[str]] = {}
    for refusal in outcome.refused:
        reasons.setdefault(refusal.error.message, []).append(refusal.path)
        if len(reasons) <= MOST_SHOWN and len(reasons[refusal.error.message]) == 1:
            show_error(refusal.error)
    if len(reasons) > MOST_SHOWN:
        console.print(f"… {len(reasons) - MOST_SHOWN} more reasons: see {outcome.manifest}", markup=False)
    for path in outcome.crash_files:
        console.print(f"[red]Sorry, a mistake of ours:[/] {path}")
    if outcome.stopped:
        show_error(outcome.stopped)
    if quiet:
        return
    intact = found.count(Status.INTACT)
    console.print(
        f"[bold]{outcome.delivered} delivered, {intact} intact, {len(outcome.refused)} refused, "
        f"{len(outcome.crashed)} crashed[/]"
    )
    for output in outcome.outputs[:MOST_SHOWN]:
        console.print(f"{output.path}: {output.members} documents, {output.size / 1e6:.1f} MB", markup=False)
    console.print(f"manifest: {outcome.manifest}", markup=False)

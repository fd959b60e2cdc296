"""What `handouts batch` says: progress, counts of a dry run, and what came of the run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.batch.events import Event, Outcome
    from handouts.batch.plan import Plan
    from handouts.batch.verified import Verified

MOST_SHOWN = 20
"""Refusals shown one by one; the manifest names all."""


def watched(events: Iterator[Event], *, as_json: bool, quiet: bool) -> Event | None:
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
                case told.Examining(ready, of):
                    bar.update(task, description="full checks", completed=ready, total=of, rate="")
            bar.refresh()
    return last


def _print_done(done: object) -> None:
    from handouts.batch.tasks import Done

    if isinstance(done, Done) and done.lines:
        sys.stdout.write(done.lines.decode())
        sys.stdout.flush()


def show_counts(plan: Plan, *, as_json: bool) -> None:
    """Show how many files a run would make."""
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


def show_outcome(outcome: Outcome, plan: Plan, *, as_json: bool, quiet: bool) -> None:
    """Show what came of a run."""
    from handouts.batch.on_disk import Status
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
                "verified": outcome.verified.summary() if outcome.verified else None,
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
    if outcome.verified:
        _show_failed(outcome.verified)
    if quiet:
        return
    intact = found.count(Status.INTACT)
    console.print(
        f"[bold]{outcome.delivered} delivered, {intact} intact, {len(outcome.refused)} refused, "
        f"{len(outcome.crashed)} crashed[/]"
    )
    for output in outcome.outputs[:MOST_SHOWN]:
        console.print(f"{output.path}: {output.members} documents, {output.size / 1e6:.1f} MB", markup=False)
    if seen := outcome.verified:
        told = seen.summary()
        console.print(
            f"{told['looked_at']} looked at in full ({', '.join(seen.judges)}), {told['failed']} failed",
            markup=False,
        )
    console.print(f"manifest: {outcome.manifest}", markup=False)


def _show_failed(verified: Verified) -> None:
    from handouts.cli.show import console

    for looked in verified.failed[:MOST_SHOWN]:
        console.print(f"failed: {looked.path}", markup=False)
        for finding in looked.findings[:MOST_SHOWN]:
            console.print(f"  {finding['code']}: {finding['message']}", markup=False)
    if (more := len(verified.failed) - MOST_SHOWN) > 0:
        console.print(f"failed: … {more} more: see the manifest", markup=False)

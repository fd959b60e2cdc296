"""`handouts masters`: what is kept between runs."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from handouts.cli.clinic_place import masters_folder
from handouts.cli.options import AsJson, AsOf, Masters, Quiet, today

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_masters(masters: Masters = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Show the masters that are kept: what they are, how large, until when they hold, and which are outdated.

    Example: handouts masters list
    """
    from handouts.cli.show import console, counted, print_json
    from handouts.imprint.store import MasterStore

    day = today(as_of)
    entries = list(MasterStore(masters_folder(masters)).entries())
    if as_json:
        for entry in entries:
            print_json(
                {
                    "master": entry.name,
                    "edition": entry.code,
                    "valid_until": entry.valid_until,
                    "outdated": entry.valid_until < day,
                    "size": entry.size,
                    "key": entry.key,
                    "path": entry.path,
                }
            )
        return
    for entry in entries:
        until = f"until {entry.valid_until}" + (" [bold](outdated)[/]" if entry.valid_until < day else "")
        console.print(f"{entry.name}  {entry.code}  {until}  {entry.size // 1000} kB")
    size = sum(entry.size for entry in entries) / 1e6
    outdated = sum(entry.valid_until < day for entry in entries)
    told = f", {outdated} outdated: handouts masters prune removes them" if outdated else ""
    console.print(f"[bold]{counted(len(entries), 'master')}, {size:.1f} MB{told}[/]")


@app.command("prune")
def prune_masters(
    unused_days: Annotated[
        int, typer.Option("--unused-days", min=0, help="Remove what was not used for so long; 0 removes all.")
    ] = 90,
    masters: Masters = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Remove masters that are past their date, unused for long, or of another version.

    Example: handouts masters prune --unused-days 30
    """
    from handouts.cli.show import console, counted, print_json
    from handouts.imprint.store import MasterStore

    store = MasterStore(masters_folder(masters))
    gone = store.prune(today=today(as_of), unused_days=unused_days, now=time.time())
    for entry in gone:
        if as_json:
            print_json({"removed": entry.name, "edition": entry.code, "key": entry.key})
    if not quiet and not as_json:
        console.print(f"[bold]{counted(len(gone), 'master')} removed[/]")

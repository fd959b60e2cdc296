"""`handouts new leaflet`: a file to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import AsOf, today
from handouts.errors import ContentError, DeliveryError

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def new() -> None:
    """Start a new piece of content."""


@app.command("leaflet")
def leaflet(
    name: Annotated[str, typer.Argument(help="Lower-case words joined by hyphens, such as drinking-enough.")],
    to: Annotated[
        Path | None, typer.Option("--to", help="Overlay folder; default: the library this program runs from.")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write a small, complete leaflet to start from.

    Example: handouts new leaflet drinking-enough --to my-clinic/
    """
    from handouts.content.model import LONGEST_ID, WORD  # pydantic is slow to import
    from handouts.content.starter import starter_leaflet
    from handouts.deliver.files import write_atomically
    from handouts.resources import AssetPath

    if not re.fullmatch(WORD, name) or len(name) > LONGEST_ID:
        raise ContentError(
            f"“{name}” cannot be an id",
            hint=f"use lower-case words joined by hyphens, at most {LONGEST_ID} letters",
        )
    folder = (to / "library") if to else AssetPath().roots("library")[-1]
    path = folder / "leaflets" / f"{name}.yaml"
    if path.exists():
        raise DeliveryError(f"“{path}” exists already", hint="choose another name, or edit that file")
    write_atomically(path, starter_leaflet(name, dated=today(as_of)).encode())
    overlay = f" --overlay {to}" if to else ""
    typer.echo(f"{path}\nnext: edit it, then run: handouts check {name}{overlay}", err=True)

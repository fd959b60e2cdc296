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
    from handouts.content.model import WORD  # noqa: PLC0415 (pydantic is slow to import)
    from handouts.content.starter import starter_leaflet  # noqa: PLC0415
    from handouts.deliver.files import write_atomically  # noqa: PLC0415
    from handouts.resources import AssetPath  # noqa: PLC0415

    if not re.match(WORD, name):
        raise ContentError(f"“{name}” cannot be an id", hint="use lower-case words joined by hyphens")
    folder = (to / "library") if to else AssetPath().roots("library")[-1]
    path = folder / "leaflets" / f"{name}.yaml"
    if path.exists():
        raise DeliveryError(f"“{path}” exists already", hint="choose another name, or edit that file")
    write_atomically(path, starter_leaflet(name, dated=today(as_of)).encode())
    typer.echo(f"{path}\nnext: edit it, then run: handouts check {name}", err=True)

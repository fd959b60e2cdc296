"""`handouts locales`: which languages there are, and bringing catalogs up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli import (
    locales_add,
    locales_back,
    locales_check,
    locales_exchange,
    locales_memory,
    locales_review,
    locales_signoff,
    locales_status,
)
from handouts.cli.options import AsOf, Overlays, today, workshop
from handouts.errors import LocaleError

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
locales_status.register(app)
locales_check.register(app)
locales_signoff.register(app)
locales_memory.register(app)
locales_review.register(app)
locales_back.register(app)
app.command("add")(locales_add.add)
app.command("export")(locales_exchange.export)
app.command("import")(locales_exchange.import_file)


@app.command("update")
def update(
    code: Annotated[str, typer.Argument(help="Language to bring up to date, such as pl.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Overlay folder that holds the catalogs; default: our own locales/."),
    ] = None,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Bring a catalog up to date with the library: kept, stale, new and gone messages, nothing guessed.

    Example: handouts locales update pl
    """
    from handouts.api import messages, open_language  # the engine is slow to import
    from handouts.localize.merge import update_catalogs

    shop = workshop(overlay, as_of)
    locale = open_language(code, shop.assets).locale
    if locale.source:
        raise LocaleError(f"“{code}” is the source language", hint="edit library/ instead")
    folder = (to / "locales" if to else shop.assets.roots("locales")[-1]) / code
    merged = update_catalogs(folder, messages(shop), locale=locale, today=today(as_of))
    typer.echo(
        f"{code}: {merged.kept} kept, {merged.stale} stale, {merged.new} new, {merged.gone} gone", err=True
    )

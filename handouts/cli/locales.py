"""`handouts locales`: which languages there are, and bringing catalogs up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Overlays, workshop
from handouts.errors import LocaleError

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("status")
def status(overlay: Overlays = None, as_json: AsJson = False, as_of: AsOf = None) -> None:
    """Show how much of each catalog is translated.

    Example: handouts locales status --json
    """
    from handouts.api import every_locale, messages  # the engine is slow to import
    from handouts.cli.show import console, print_json

    shop = workshop(overlay, as_of)
    wanted = messages(shop)
    for language in every_locale(shop):
        entries = language.catalog.entries
        known = [entries.get(message.key) for message in wanted]
        done = sum(e is not None and e.is_current(m) for e, m in zip(known, wanted, strict=True))
        row = {
            "locale": language.locale.code,
            "name": language.locale.settings.name,
            "messages": len(wanted),
            "translated": len(wanted) if language.locale.source else done,
            "signatures": len(language.signatures),
        }
        if as_json:
            print_json(row)
        else:
            done_of_all = f"{row['translated']} of {row['messages']} translated"
            console.print(f"{row['locale']}: {done_of_all}, {row['signatures']} signatures")


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
    merged = update_catalogs(folder, messages(shop), locale=locale)
    typer.echo(
        f"{code}: {merged.kept} kept, {merged.stale} stale, {merged.new} new, {merged.gone} gone", err=True
    )

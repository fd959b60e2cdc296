"""`handouts locales status`: how far each handout is in each language, as a table, JSON or a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Handouts, Locales, Overlays, today, workshop

if TYPE_CHECKING:
    from rich.table import Table

    from handouts.api import Workshop
    from handouts.checks.coverage import Coverage


def register(app: typer.Typer) -> None:
    """Add the command to `handouts locales`."""
    app.command("status")(status)


def status(
    handouts: Handouts = None,
    locale: Locales = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write a page that stands alone to this file.")
    ] = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Show for each handout in each language what is translated, stale, missing, failing, signed, printable.

    Each language with its own country. Printable: nothing found before painting refuses it.

    Example: handouts locales status --locale vi --json
    """
    from rich.progress import track

    from handouts.cli.show import console, print_json

    shop = workshop(overlay, as_of)
    rows: list[Coverage] = []
    for row in track(
        _rows(shop, handouts, locale), "reading", console=console, transient=True, disable=as_json
    ):
        rows.append(row)
        if as_json:
            print_json(row.as_dict())
    if html is not None:
        from handouts.cli.status_page import page
        from handouts.localize.whole import write_all

        write_all({html: page(rows, publisher=shop.settings.publisher, day=today(as_of))})
    if not as_json:
        console.print(table(rows))


def _rows(shop: Workshop, handouts: list[str] | None, locales: list[str] | None) -> Iterator[Coverage]:
    from handouts.api import Job, open_language, read_and_localize  # the engine is slow to import
    from handouts.checks.coverage import broken, cover
    from handouts.checks.gate import Policy
    from handouts.errors import HandoutsError
    from handouts.findings import Finding, Report
    from handouts.localize.locales import locale_codes

    policy = Policy(refuse_warnings=shop.settings.refuse_warnings)
    wanted = [shop.library.entry(name).id for name in handouts or shop.library.entries]
    for code in locales or locale_codes(shop.assets):
        for handout in wanted:
            place = "–"
            try:
                language = open_language(code, shop.assets)
                country = language.locale.settings.default_jurisdiction
                place = str(country)
                report, localized = read_and_localize(Job(handout, code, "", country), workshop=shop)
            except (
                HandoutsError
            ) as error:  # a language that cannot be read is a row, not the end of the others
                if locales:
                    raise
                report = Report((*error.findings, Finding(error.code, error.message)))
                localized = None
            if localized is None:
                yield broken(code, handout, place, report, policy=policy)
            else:
                yield cover(localized, report, language=language, policy=policy)


def table(rows: list[Coverage]) -> Table:
    """Return the rows as a table for people."""
    from rich.markup import escape
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("language", "handout"):
        made.add_column(heading, no_wrap=True)
    for heading in ("of", "done", "stale", "missing", "failing", "words left"):
        made.add_column(heading, justify="right", no_wrap=True)
    for heading in ("stale since", "signed", "printable"):
        made.add_column(heading, overflow="fold")
    for row in rows:
        made.add_row(
            f"{row.locale}-{row.jurisdiction}",
            row.handout,
            *map(str, (row.messages, row.translated, row.stale, row.missing)),
            str(sum(count for _, count in row.failing)),
            str(row.words_left),
            str(row.oldest_stale or "–"),
            escape(signed(row)),
            escape(printable(row)),
        )
    return made


def signed(row: Coverage) -> str:
    """Return who signed a handout, in a few words."""
    said = [
        f"{one.signature.role} {one.signature.signed_on}{'' if one.holds else ' (void)'}"
        for one in row.signatures
    ]
    waiting = [f"{row.unreviewed} arrived unreviewed"] if row.unreviewed else []
    return ", ".join(said + waiting) or "–"


def printable(row: Coverage) -> str:
    """Return whether a handout may be printed, and why not, in a few words."""
    return "yes" if row.is_printable else "no: " + ", ".join(f"{n} {code}" for code, n in row.why_not)

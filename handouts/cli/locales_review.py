"""`handouts locales review` and `difference`: what reviewers read, and what changed since they did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Jurisdictions, Overlays, workshop
from handouts.cli.sheets import (
    Code,
    Force,
    jobs_of,
    language_of,
    localized,
    origin_of,
    paint,
    refuse_unwritable,
)
from handouts.errors import SettingsError


def register(locales: typer.Typer) -> None:
    """Add the commands to `handouts locales`."""
    locales.command("review")(review)
    locales.command("difference")(difference)


def review(
    code: Code,
    to: Annotated[Path, typer.Option("--to", help="PDF to write.")],
    handout: Annotated[
        list[str] | None,
        typer.Option("--handout", help="Only this handout; repeat it. Default: all that the language has."),
    ] = None,
    jurisdiction: Jurisdictions = None,
    force: Force = False,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Paint source and translation side by side, with what the checks say and lines to sign.

    Example: handouts locales review vi --handout when-to-get-help --to review.pdf
    """
    from handouts.api import messages  # the engine is slow to import
    from handouts.checks.catalog.review import check_language
    from handouts.cli.show import console, counted
    from handouts.review.side_by_side import Subject, side_by_side

    refuse_unwritable(to, force, ".pdf")
    shop = workshop(overlay, as_of)
    language = language_of(code, shop)
    subjects = []
    for job in jobs_of(code, handout, jurisdiction, shop):
        report, made = localized(job, shop)
        subjects.append(Subject(shop.library.handout(job.handout), made, report))
    found, _ = check_language(language, glossary=shop.library.glossary.values(), assets=shop.assets)
    document = side_by_side(
        subjects,
        language=language,
        library=shop.library,
        messages=messages(shop),
        catalog_findings=found,
        origin=origin_of(language, shop),
    )
    pages = paint(document, to, shop)
    console.print(f"{to}: {counted(len(subjects), 'handout')}, {counted(pages, 'page')}", markup=False)


def difference(
    code: Code,
    old: Annotated[Path, typer.Option("--old", help="Folder with the earlier library/ and locales/.")],
    new: Annotated[
        Path | None, typer.Option("--new", help="The same of the later edition. Default: what is in effect.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="PDF to write.")] = None,
    force: Force = False,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Show what changed between two editions of a language, key by key: English, translation, facts.

    Example: handouts locales difference vi --old 2025-edition --to changes.pdf
    """
    from handouts.api import messages  # the engine is slow to import
    from handouts.cli.show import console, counted, print_json
    from handouts.content.interface import load_interface
    from handouts.content.library import load_library
    from handouts.review.difference import difference as compared
    from handouts.review.difference import lay_out_difference
    from handouts.review.edition import Side, side_of
    from handouts.review.snapshot import open_snapshot

    if to is None and not as_json:
        raise SettingsError("nowhere to write to", hint="say --to FILE.pdf, or --json")
    if to is not None:
        refuse_unwritable(to, force, ".pdf")
    shop = workshop(overlay, as_of)

    def side(folder: Path | None) -> Side:
        there = shop
        if folder is not None:
            assets = open_snapshot(folder)
            library, interface = load_library(assets), load_interface(assets)
            there = replace(shop, assets=assets, library=library, interface=interface)
        return side_of(messages(there), language=language_of(code, there), library=there.library)

    before, now = side(old), side(new)
    found = compared(before, now)
    changes = [change for _, group in found.changes for change in group]
    if to is not None:
        language = language_of(code, shop)
        names = (old.name or str(old), str(new.name) if new else "what is in effect")
        document = lay_out_difference(found, before, about=names, origin=origin_of(language, shop))
        paint(document, to, shop)
        console.print(
            f"{to}: {counted(len(changes), 'text')}, {counted(len(found.values), 'fact')} changed",
            markup=False,
        )
    if as_json:
        for row in (*(one.as_dict() for one in found.values), *(one.as_dict() for one in changes)):
            print_json(row)

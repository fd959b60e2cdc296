"""`handouts locales memory` and `suggest`: a memory to give away, suggestions to read, nothing filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Overlays, workshop
from handouts.errors import LocaleError, SettingsError

if TYPE_CHECKING:
    from handouts.localize.localizer import Language
    from handouts.localize.memory import Suggestion, Unit


def register(app: typer.Typer) -> None:
    """Add the commands to `handouts locales`."""
    app.command("memory")(memory)
    app.command("suggest")(suggest)


def memory(
    code: Annotated[str, typer.Argument(help="Language, such as pl.")],
    to: Annotated[Path, typer.Option("--to", help="TMX file to write.")],
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Write every finished translation of a language as a translation memory (TMX 1.4b).

    Example: handouts locales memory pl --to pl.tmx
    """
    from handouts.api import open_language  # the engine is slow to import
    from handouts.cli.show import console
    from handouts.localize.memory import units_of
    from handouts.localize.tmx import to_tmx
    from handouts.localize.whole import write_all

    shop = workshop(overlay, as_of)
    language = _translated(open_language(code, shop.assets))
    units = tuple(units_of(language.catalog))
    write_all({to: to_tmx(units, source_tag="en", target_tag=language.locale.settings.tag)})
    console.print(f"{len(units)} pairs: {to}", markup=False)


def suggest(
    code: Annotated[str, typer.Argument(help="Language, such as pl.")],
    memory: Annotated[
        list[Path] | None,
        typer.Option("--memory", help="TMX file; repeat for more. Default: the language's own catalog."),
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="For what is missing alone.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="For what is stale alone.")] = False,
    least: Annotated[
        int, typer.Option("--least", min=50, max=100, help="Percent of likeness that is worth a look.")
    ] = 70,
    into_comments: Annotated[
        Path | None,
        typer.Option(
            "--into-comments",
            help="Overlay or checkout whose catalogs get those that may be filled in, as comments.",
        ),
    ] = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Show what a translation memory has for messages that are missing or stale. Nothing is ever filled in.

    Numbers and placeholders are masked to find what is alike. Where amounts, limits, how often or a “not”
    differ, a suggestion says so and is to be read, not taken.

    Example: handouts locales suggest vi --missing
    """
    from handouts.api import messages, open_language  # the engine is slow to import
    from handouts.checks.amounts import comparing, comparing_within
    from handouts.cli.show import console, counted, print_json
    from handouts.localize.kept import State, state_of
    from handouts.localize.memory import Memory
    from handouts.localize.suggested import write_comments

    if missing and stale:
        raise SettingsError("say --missing or --stale, not both", hint="neither means both")
    shop = workshop(overlay, as_of)
    language = _translated(open_language(code, shop.assets))
    wanted = {State.MISSING} if missing else {State.STALE} if stale else {State.MISSING, State.STALE}
    known = Memory(_units(language, memory))
    english = language.source_locale
    same = comparing_within(english, assets=shop.assets)
    across = comparing(english, language.locale, assets=shop.assets)
    found: list[Suggestion] = []
    entries = language.catalog.entries
    for message in messages(shop):
        state = state_of(
            entries.get(message.key), message.text, message.plural, locale=code, kept=language.kept_by_key
        )
        if state not in wanted:
            continue
        for one in known.suggest(message, same_language=same, across=across, least=least):
            found.append(one)
            if as_json:
                print_json(_row(one))
            else:
                _show(one)
    if into_comments is not None:
        written = write_comments(into_comments / "locales" / code, [one for one in found if one.may_fill_in])
        console.print(f"{counted(written, 'message')} got a comment", markup=False)
    if not as_json:
        safe = sum(one.may_fill_in for one in found)
        console.print(f"{counted(len(found), 'suggestion')}, {len(found) - safe} of them only to be read")


def _translated(language: Language) -> Language:
    if language.locale.source:
        raise LocaleError(
            f"“{language.locale.code}” is the source language", hint="name the language of a translation"
        )
    return language


def _units(language: Language, files: list[Path] | None) -> tuple[Unit, ...]:
    from handouts.localize.memory import units_of
    from handouts.localize.tmx import read_tmx

    if not files:
        return tuple(units_of(language.catalog))
    tag = language.locale.settings.tag
    return tuple(unit for file in files for unit in read_tmx(file, source_tag="en", target_tag=tag))


def _row(one: Suggestion) -> dict[str, object]:
    return {
        "key": one.key,
        "english": one.english,
        "score": one.score,
        "may_fill_in": one.may_fill_in,
        "why_not": list(one.why_not),
        "source": one.unit.source,
        "target": one.unit.target,
        "form": one.unit.form if one.unit.forms else None,
        "from": one.unit.key,
    }


def _show(one: Suggestion) -> None:
    from handouts.cli.show import console

    console.print(f"{one.key}: {one.english}", style="bold", markup=False)
    console.print(f"  {one.score} %  {one.unit.source}", markup=False)
    console.print(f"        {one.unit.target}", markup=False)
    if one.why_not:
        console.print(f"        only to be read: {'; '.join(one.why_not)}", style="yellow", markup=False)

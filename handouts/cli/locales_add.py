"""`handouts locales add`: a new language in one command."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from handouts.cli.options import AsOf, Overlays, jurisdictions, today, workshop
from handouts.errors import DeliveryError, LocaleError

MOST_SHOWN = 40
"""Letters named one by one."""


def add(
    code: Annotated[str, typer.Argument(help="Folder of the language, such as uk or zh-Hant.")],
    name: Annotated[str, typer.Option("--name", help="In English. Default: what CLDR calls it.")] = "",
    endonym: Annotated[str, typer.Option("--endonym", help="In the language itself. Default: CLDR's.")] = "",
    formatting: Annotated[
        str, typer.Option("--formatting", help="CLDR locale of its digits and dates. Default: the code.")
    ] = "",
    tag: Annotated[str, typer.Option("--tag", help="BCP 47, for the PDF. Default: the code.")] = "",
    direction: Annotated[
        str, typer.Option("--direction", help="ltr or rtl. Default: CLDR's.", metavar="ltr|rtl")
    ] = "",
    plural: Annotated[
        str, typer.Option("--plural", help="gettext header of its plural forms. Default: by CLDR's rule.")
    ] = "",
    jurisdiction: Annotated[
        str, typer.Option("--jurisdiction", "-j", help="Country whose numbers apply when nobody chooses.")
    ] = "GB",
    sample: Annotated[
        Path | None,
        typer.Option(
            "--sample", help="Text file in the language, for its letters. Default: CLDR's alphabet."
        ),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Overlay folder to put it into; default: our own locales/.")
    ] = None,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Add a language: its conventions from CLDR, its catalogs to translate, and what its letters need.

    Nothing that is there is ever overwritten.

    Example: handouts locales add uk --name Ukrainian --endonym Українська
    """
    from handouts.api import messages
    from handouts.checks.font_coverage import choose_fonts, shown
    from handouts.localize.exemplars import letters_of
    from handouts.localize.locales import SOURCE_LOCALE, load_locale
    from handouts.localize.merge import update_catalogs
    from handouts.localize.new_locale import files_of, new_locale
    from handouts.resources import AssetPath

    if direction not in ("", "ltr", "rtl"):
        raise LocaleError(f"“{direction}” is no direction", hint="write ltr or rtl")
    shop = workshop(overlay, as_of)
    root = to / "locales" if to else shop.assets.roots("locales")[-1]
    if os.path.lexists(root / code):
        raise LocaleError(f"“{root / code}” exists already", hint=f"handouts locales update {code}")
    (place,) = jurisdictions([jurisdiction])
    new = new_locale(
        code,
        name=name,
        endonym=endonym,
        tag=tag,
        formatting=formatting,
        direction=direction,
        plural_forms=plural,
        jurisdiction=place,
    )
    letters = _letters(sample) if sample else letters_of(new.tag)
    fonts = choose_fonts({*letters, *new.endonym}, assets=shop.assets)
    new = replace(new, text_fonts=fonts.text, heading_fonts=fonts.heading)
    source = load_locale(SOURCE_LOCALE, assets=shop.assets)
    try:
        root.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(prefix=f".{code}-", dir=root))
    except OSError as error:
        raise DeliveryError(f"“{root}” cannot be written to: {error.strerror}", hint="check --to") from error
    try:
        folder = part / "locales" / code
        folder.mkdir(parents=True)
        for file, text in files_of(new, source=source).items():
            (folder / file).write_text(text, encoding="utf-8")
        # Read back as every command will: what is refused is never put in place.
        locale = load_locale(code, assets=AssetPath((*shop.assets.overlays, part)))
        merged = update_catalogs(folder, messages(shop), locale=locale, today=today(as_of))
        folder.rename(root / code)
    except OSError as error:
        raise DeliveryError(f"“{root / code}” cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    typer.echo(f"{root / code}: {new.name} ({new.endonym}), {new.direction}, {new.plural_forms}", err=True)
    typer.echo(f"{merged.new} messages to translate", err=True)
    if not letters:
        typer.echo(f"CLDR has no alphabet of {new.tag}: give a text in it with --sample", err=True)
    elif not fonts.missing:
        families = ", ".join((*fonts.text, *(f for f in fonts.heading if f not in fonts.text))) or "as usual"
        typer.echo(f"our fonts hold all its {len(letters)} letters: {families}", err=True)
    else:
        named = shown(fonts.missing[:MOST_SHOWN]) + (" …" if len(fonts.missing) > MOST_SHOWN else "")
        typer.echo(f"our fonts lack {len(fonts.missing)} letters: {named}", err=True)
        for family, package in fonts.packages:
            typer.echo(f"  {family} has them: Debian package {package}; see docs/add-a-language.md", err=True)
    typer.echo(f"next: read {code}/locale.toml, fill in measures.toml, translate handouts.po", err=True)


def _letters(sample: Path) -> frozenset[str]:
    try:
        text = sample.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LocaleError(f"“{sample}” cannot be read: {error}", hint="save it as UTF-8") from error
    return frozenset(letter for letter in text if not letter.isspace())

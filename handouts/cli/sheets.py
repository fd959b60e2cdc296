"""What the commands that paint sheets for reviewers share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import jurisdictions
from handouts.errors import ContentError, DeliveryError, LocaleError, SettingsError

if TYPE_CHECKING:
    from handouts.api import Job, Workshop
    from handouts.findings import Report
    from handouts.layout.document import LaidOutDocument
    from handouts.localize.handout import LocalizedHandout
    from handouts.localize.localizer import Language
    from handouts.review.document import Origin

Code = Annotated[str, typer.Argument(help="Language, such as vi.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]


def language_of(code: str, shop: Workshop) -> Language:
    """Return a language that is a translation.

    Raises:
        LocaleError: there is none of that code, or it is the source language.
    """
    from handouts.api import open_language

    language = open_language(code, shop.assets)
    if language.locale.source:
        raise LocaleError(f"“{code}” is the source language", hint="name a translation")
    return language


def jobs_of(
    code: str, handouts: list[str] | None, places: list[str] | None, shop: Workshop
) -> tuple[Job, ...]:
    """Return what to localize: the handouts named, or all of the language."""
    from handouts.api import jobs_for

    return jobs_for(
        shop,
        handouts=tuple(handouts or ()),
        locales=(code,),
        formats=("a4",),
        jurisdictions=jurisdictions(places),
    )


def localized(job: Job, shop: Workshop) -> tuple[Report, LocalizedHandout]:
    """Return a handout as it would be printed, with what the checks say.

    Raises:
        ContentError: its file has faults.
    """
    from handouts.api import read_and_localize

    report, made = read_and_localize(job, workshop=shop)
    if made is None or made.seal is None:
        raise ContentError(f"“{job.handout}” has faults", findings=report.errors)
    return report, made


def origin_of(language: Language, shop: Workshop) -> Origin:
    """Return what all sheets of a command share."""
    from handouts import __version__
    from handouts.review.document import Origin

    return Origin(
        language.source_locale,
        language.locale,
        shop.assets,
        f"handouts {__version__} {shop.engine.name}",
        shop.settings.publisher,
        shop.today,
    )


def paint(document: LaidOutDocument, to: Path, shop: Workshop) -> int:
    """Paint a sheet into a file and return how many pages it has."""
    from handouts.deliver.files import write_atomically
    from handouts.review.document import paint_sheet

    checked = paint_sheet(document, engine=shop.engine, assets=shop.assets)
    write_atomically(to, checked.data)
    return checked.pages


def refuse_unwritable(to: Path, force: bool, *endings: str) -> None:
    """Refuse a file before anything is read for it.

    Raises:
        SettingsError: its name has another ending.
        DeliveryError: it is there already.
    """
    if to.suffix.lower() not in endings:
        raise SettingsError(f"“{to}” has none of the endings {', '.join(endings)}", hint="name it so")
    if to.exists() and not force:
        raise DeliveryError(f"“{to}” exists already", hint="choose another name, or add --force")

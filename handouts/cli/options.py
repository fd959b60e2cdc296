"""Options that several commands share, each declared once, and the values they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.today import day_of as today
from handouts.errors import SettingsError

if TYPE_CHECKING:
    from handouts.api import Workshop
    from handouts.content.model import Jurisdiction


def _complete_handout(incomplete: str) -> list[str]:
    from handouts.resources import AssetPath  # completion must answer at once: nothing of the library is read

    assets = AssetPath()
    files = (*assets.files("library", "leaflets/*.yaml"), *assets.files("library", "sheets/*.yaml"))
    return [path.stem for path in files if path.stem.startswith(incomplete)]


def _complete_locale(incomplete: str) -> list[str]:
    from handouts.resources import AssetPath

    return [name for name in AssetPath().folders("locales") if name.startswith(incomplete)]


def _complete_format(incomplete: str) -> list[str]:
    from handouts.resources import AssetPath

    names = (path.parent.name for path in AssetPath().files("templates", "page_formats/*/format.toml"))
    return [name for name in names if name.startswith(incomplete)]


Handouts = Annotated[
    list[str] | None,
    typer.Argument(help="Ids of handouts, as `handouts list` shows them.", autocompletion=_complete_handout),
]
Locales = Annotated[
    list[str] | None,
    typer.Option("--locale", "-l", help="Language; repeat for more.", autocompletion=_complete_locale),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", help="Page format; repeat for more.", autocompletion=_complete_format),
]
Jurisdictions = Annotated[
    list[str] | None,
    typer.Option(
        "--jurisdiction", "-j", help="Country whose numbers apply: VN, PL, GB, US. Default: the locale's own."
    ),
]
Overlays = Annotated[
    list[Path] | None, typer.Option("--overlay", help="Folder laid over the library; the last one wins.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Check dates as on this day (YYYY-MM-DD) instead of today.")
]
ClinicOption = Annotated[
    str | None,
    typer.Option("--clinic", help="Imprint this clinic: its file, or FILE:ID where the file holds several."),
]
Masters = Annotated[
    Path | None,
    typer.Option(
        "--masters", help="Folder of masters kept between runs. Default: HANDOUTS_MASTERS, or the cache."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")]


def workshop(overlays: list[Path] | None, as_of: str | None, **flags: object) -> Workshop:
    """Open the workshop for a command.

    Raises:
        HandoutsError: the settings, an overlay or the library cannot be used.
    """
    from handouts.api import open_workshop  # the engine is slow to import
    from handouts.settings import load_settings

    try:
        folder = Path.cwd()
    except OSError as error:
        raise SettingsError(
            f"this folder cannot be entered any more: {error.strerror}", hint="go to a folder that exists"
        ) from error
    settings = load_settings(folder, overlays=tuple(overlays or ()), **flags)
    return open_workshop(settings, today=today(as_of))


def jurisdictions(names: list[str] | None) -> tuple[Jurisdiction, ...]:
    """Return the countries named.

    Raises:
        SettingsError: one of them is not known.
    """
    from handouts.content.authoring import suggest
    from handouts.content.model import Jurisdiction

    found = []
    for name in names or ():
        try:
            found.append(Jurisdiction(name.upper()))
        except ValueError:
            raise SettingsError(
                f"“{name}” is not a jurisdiction we have", hint=suggest(name.upper(), Jurisdiction)
            ) from None
    return tuple(found)


__all__ = ["today"]

"""One leaflet for one clinic from a stored master: without the engine and the library.

Whatever is not exactly this case returns nothing, and the whole program does it: the same file, later.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import HandoutsError
from handouts.resources import AssetPath
from handouts.settings import Settings, load_settings

_VALUES = {
    "--locale": "locale",
    "-l": "locale",
    "--format": "format",
    "-f": "format",
    "--jurisdiction": "jurisdiction",
    "-j": "jurisdiction",
    "--to": "to",
    "--clinic": "clinic",
    "--masters": "masters",
    "--as-of": "as_of",
}


@dataclass(slots=True)
class _Asked:
    """The words on the command line."""

    handout: str = ""
    locale: str = ""
    format: str = ""
    jurisdiction: str = ""
    to: str = "out"
    clinic: str = ""
    masters: str = ""
    as_of: str = ""
    quiet: bool = False


def build_at_once(arguments: list[str]) -> int | None:
    """Build from a stored master, and return the exit code; nothing when it takes the whole program."""
    asked = _parsed(arguments)
    if asked is None:
        return None
    try:
        settings = load_settings(Path.cwd())
        return _build(asked, settings)
    except HandoutsError as error:
        from handouts.cli.show import show_error  # rich is slow to import

        show_error(error)
        return error.exit_code
    except (OSError, ValueError):
        return None  # whatever it was, the whole program says it better


def _parsed(arguments: list[str]) -> _Asked | None:
    asked = _Asked()
    words = iter(arguments)
    for word in words:
        name = _VALUES.get(word)
        if name is not None:
            value = next(words, "")
            if not value or (getattr(asked, name) and name != "to"):
                return None
            setattr(asked, name, value)
        elif word in ("--quiet", "-q"):
            asked.quiet = True
        elif word.startswith("-") or asked.handout:
            return None
        else:
            asked.handout = word
    complete = asked.handout and asked.locale and asked.format and asked.clinic
    return asked if complete else None


def _build(asked: _Asked, settings: Settings) -> int | None:
    from handouts.cli.clinic_place import card_named, clinic_named, imprint_card, masters_folder
    from handouts.cli.today import day_of
    from handouts.imprint.cards import logo_is_the_same, read_cards
    from handouts.imprint.index import remembered, request_id, signature
    from handouts.imprint.store import MasterStore

    assets = AssetPath(settings.overlays)
    store = MasterStore(masters_folder(asked.masters))
    file, clinic = clinic_named(asked.clinic)
    cards = read_cards(store, file)
    if cards is None:
        return None
    card = card_named(dict(cards), clinic, file)
    overlays = (str(overlay.resolve()) for overlay in settings.overlays)
    place = asked.jurisdiction.upper() or card.jurisdiction
    request = request_id(
        asked.handout, asked.locale, place, asked.format, str(False), settings.publisher, *overlays,
        *settings.names_of_requests("print"),
    )  # fmt: skip
    key = remembered(store, request, signature(assets))
    master = store.find(key) if key else None
    if master is None:
        return None
    if not logo_is_the_same(card, file.parent):
        return None
    from handouts.deliver.files import deliver_imprint
    from handouts.imprint.printing import Printer

    checked = imprint_card(
        master,
        card,
        today=day_of(asked.as_of or None),
        printer=Printer(),
        refuse_warnings=settings.refuse_warnings,
    )
    receipt = deliver_imprint(checked, folder=Path(asked.to))
    if not asked.quiet:
        sys.stderr.write(f"{receipt.path}  {receipt.edition}  {receipt.pages} pages\n")
    return 0

"""What the tests of sheets for reviewers share: commands run as people run them, PDFs read as tags."""

from __future__ import annotations

from pathlib import Path

import polib

from handouts.api import Job, open_language, open_workshop, read_and_localize
from handouts.checks.pdf_view import PdfView, look_into
from handouts.checks.words import squeezed
from handouts.cli.app import run
from handouts.content.model import Jurisdiction
from handouts.localize.seals import Seal
from handouts.resources import AssetPath
from handouts.settings import Settings
from tests.built import TODAY

LEAFLET = "when-to-get-help"


def command(*words: str) -> int:
    """Run `handouts locales …` on a fixed day, as in a process of its own."""
    open_language.cache_clear()
    return run(["locales", *words, "--as-of", "2026-11-22"])


def look(path: Path) -> PdfView:
    """Open a sheet."""
    view = look_into(path.read_bytes())
    assert not view.fault
    return view


def spoken(path: Path) -> str:
    """Return all words of a sheet in reading order, without white space."""
    view = look(path)
    assert view.tags is not None
    return squeezed(view.spoken(view.tags))


def seal_of(handout: str, code: str, *overlays: Path, place: str = "") -> Seal:
    """Return what a signature of a handout would cover."""
    open_language.cache_clear()
    shop = open_workshop(Settings(overlays=overlays), today=TODAY)
    country = place or open_language(code, shop.assets).locale.settings.default_jurisdiction
    _, localized = read_and_localize(Job(handout, code, "", Jurisdiction(country)), workshop=shop)
    assert localized is not None
    assert localized.seal is not None
    return localized.seal


def overlay_of(folder: Path, code: str, *entries: polib.POEntry) -> Path:
    """Lay entries over a catalog of ours and return the overlay's folder."""
    path = folder / "locales" / code / "LC_MESSAGES" / "content.po"
    path.parent.mkdir(parents=True)
    (ours,) = (
        p for root in AssetPath().roots("locales") if (p := root / code / "LC_MESSAGES/content.po").is_file()
    )
    po = polib.pofile(ours.read_text(encoding="utf-8"), wrapwidth=0)
    for entry in entries:
        (old,) = (one for one in po if one.msgctxt == entry.msgctxt)
        old.msgstr, old.flags, old.previous_msgid = entry.msgstr, entry.flags, entry.previous_msgid
    path.write_text(str(po), encoding="utf-8")
    return folder

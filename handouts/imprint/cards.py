"""A clinics' file -> cards that are read back at once: what each language prints, the QR code, the logo.

Reading a profile means YAML, models and pictures: a third of a second. A card holds what came of it, under a
hash of the file's bytes, so a changed file finds no card.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handouts import __version__
from handouts.content.clinic_text import ClinicText
from handouts.errors import DeliveryError
from handouts.findings import Finding, Where
from handouts.imprint.logo_objects import XObject
from handouts.imprint.qr import QrCode
from handouts.imprint.store import FORMAT, MasterStore, read_sealed, write_sealed

_MAGIC = b"handouts-clinics %d\n" % FORMAT
_BESIDE = ("organisations.yaml",)
"""Files that belong to a clinics' file when they stand beside it."""


@dataclass(frozen=True, slots=True)
class PlacedLogo:
    """What an imprint needs of a logo."""

    sha256: str
    """Of the file."""
    width_mm: float
    height_mm: float
    colour: XObject


@dataclass(frozen=True, slots=True)
class ClinicCard:
    """A clinic, ready to be imprinted."""

    id: str
    jurisdiction: str
    languages: tuple[str, ...]
    """Empty means all."""
    texts: Mapping[str, ClinicText]
    """By locale."""
    expiries: tuple[tuple[str, date], ...]
    """Telephone numbers with their last day."""
    code: tuple[str, QrCode] | None
    logo: PlacedLogo | None
    logo_file: str = ""
    """Relative to the clinics' file."""

    def prints(self, locale: str) -> bool:
        """Say whether the clinic prints a language."""
        return not self.languages or locale in self.languages

    def expired(self, today: date) -> tuple[Finding, ...]:
        """Return a finding for every telephone line that may not be printed any more on a day."""
        return tuple(
            Finding(
                "clinic-phone-expired",
                f"{self.id}: {number} was valid until {last}",
                where=Where(path=f"{self.id}.phones"),
                hint="call the number, then write a new date",
            )
            for number, last in self.expiries
            if today > last
        )


def read_cards(store: MasterStore, clinics: Path) -> Mapping[str, ClinicCard] | None:
    """Return the cards of a clinics' file by id; nothing when the file changed or was never read."""
    found = read_sealed(_path(store, clinics), _MAGIC)
    if found is None:
        return None
    cards: Mapping[str, ClinicCard] = found[1]
    return cards


def keep_cards(store: MasterStore, clinics: Path, cards: Mapping[str, ClinicCard]) -> None:
    """Keep the cards of a clinics' file; a folder that cannot be written only costs time."""
    with contextlib.suppress(DeliveryError):
        write_sealed(_path(store, clinics), _MAGIC, {"cards": len(cards)}, dict(cards))


def logo_is_the_same(card: ClinicCard, folder: Path) -> bool:
    """Say whether the logo's file still holds what the card was made of."""
    if card.logo is None:
        return not card.logo_file
    try:
        return hashlib.sha256((folder / card.logo_file).read_bytes()).hexdigest() == card.logo.sha256
    except OSError:
        return False


def _path(store: MasterStore, clinics: Path) -> Path:
    sha = hashlib.sha256(f"{__version__} {clinics.name}\0".encode() + clinics.read_bytes())
    for name in _BESIDE:
        beside = clinics.parent / name
        if beside.is_file():
            sha.update(beside.read_bytes())
    return store.folder / f"{sha.hexdigest()[:32]}.clinics"

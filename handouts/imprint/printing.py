"""A clinic + masters -> imprinted PDFs: what is the clinic's own is made once, and kept for every file."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.content.clinic_text import ClinicText
from handouts.errors import CheckFailed
from handouts.findings import Finding
from handouts.imprint.assembly import assemble
from handouts.imprint.fonts import Cuts, trim
from handouts.imprint.master import Master
from handouts.imprint.qr import QrCode, qr_code
from handouts.imprint.typeface import SlotFont, Typeface
from handouts.imprint.wording import Filling, Wording
from handouts.layout.identity import HOME_LANGUAGES, Identity, identity_of

if TYPE_CHECKING:
    from handouts.imprint.cards import PlacedLogo
    from handouts.imprint.logo import Logo

MOST_KEPT = 64
"""Fonts, QR codes and wordings kept in memory by one process; a run prints a clinic's files together."""
MOST_STYLES = 400
"""Masters of which language, words, colours and fonts are remembered."""


@dataclass(frozen=True, slots=True)
class Imprinted:
    """A master with a clinic's identity on it, not yet looked at by the checks."""

    data: bytes
    """Nothing when it does not fit."""
    master: Master
    identity: Identity
    identifier: str
    """The printed document code with the clinic's letters."""
    digest: str
    """Of everything imprinted: with the master's fingerprint it names these bytes."""
    fillings: tuple[Filling, ...]
    findings: tuple[Finding, ...]
    """What does not fit, or cannot be printed."""

    @property
    def title(self) -> str:
        """As the file says it."""
        return f"{self.master.card.title} – {self.identity.name}"


class Printer:
    """Keeps what files have in common: opened fonts, QR codes, cut fonts, fitted places.

    One serves one process, and any number of masters and clinics; it keeps at most `MOST_KEPT` of each.
    """

    def __init__(self) -> None:
        self._faces: OrderedDict[str, Typeface] = OrderedDict()
        self._codes: OrderedDict[str, QrCode] = OrderedDict()
        self._cuts = Cuts(MOST_KEPT)
        self._wordings: OrderedDict[tuple[object, ...], Wording] = OrderedDict()
        self._styles: OrderedDict[int, tuple[Master, int]] = OrderedDict()
        self._numbers: dict[tuple[object, ...], int] = {}

    def keep_code(self, target: str, code: QrCode) -> None:
        """Take a QR code that was made before."""
        self._codes[target] = code

    def imprint(
        self, master: Master, text: ClinicText, *, jurisdiction: str, logo: Logo | PlacedLogo | None = None
    ) -> Imprinted:
        """Return a master with a clinic's identity on it.

        Args:
            master: of the language that the text is in.
            text: the clinic in that language.
            jurisdiction: of the clinic, for the language of its address.
            logo: where the clinic has one.
        """
        wording = self._wording(master, text, jurisdiction, logo)
        filled = wording.fill(master)
        card, press = master.card, filled.press
        if press is None:
            data, identifier = b"", card.code
        else:
            data = assemble(master, filled.plates, press, digest=filled.digest)
            identifier = f"{card.code}-{press.letters}"
        return Imprinted(
            data, master, wording.identity, identifier, filled.digest, filled.fillings, filled.findings
        )

    def _wording(
        self, master: Master, text: ClinicText, jurisdiction: str, logo: Logo | PlacedLogo | None
    ) -> Wording:
        """Return the clinic's words; masters share them that agree in language, words, colours and fonts."""
        key = text, jurisdiction, logo.sha256 if logo else "", self._style(master)
        found = self._wordings.get(key)
        if found is None:
            card, fonts = master.card, master.fonts
            home = HOME_LANGUAGES.get(jurisdiction, "")
            found = self._wordings[key] = Wording(
                text,
                identity_of(text, words=dict(card.words), lang=card.lang, home_lang=home),
                colours=card.colours,
                faces=(self._face(fonts[0]), self._face(fonts[1])),
                cuts=self._cuts,
                code=self._code(text.qr) if text.qr else None,
                logo=logo,
            )
            trim(self._wordings, MOST_KEPT)
        return found

    def _style(self, master: Master) -> int:
        """Return a number for language, words, colours and fonts: they are compared once for each master."""
        kept = self._styles.get(id(master))
        if kept is None or kept[0] is not master:
            card = master.card
            style = card.lang, card.words, card.colours, *(font.digest for font in master.fonts)
            kept = self._styles[id(master)] = master, self._numbers.setdefault(style, len(self._numbers))
            trim(self._styles, MOST_STYLES)
        return kept[1]

    def _face(self, font: SlotFont) -> Typeface:
        found = self._faces.get(font.digest)
        if found is None:
            found = self._faces[font.digest] = Typeface(font)
            trim(self._faces, MOST_KEPT)
        return found

    def _code(self, target: str) -> QrCode:
        found = self._codes.get(target)
        if found is None:
            found = self._codes[target] = qr_code(target)
            trim(self._codes, MOST_KEPT)
        return found


def check_country(master: Master, jurisdiction: str) -> None:
    """Refuse a clinic on a master with another country's telephone lines and amounts.

    Args:
        master: what would be imprinted.
        jurisdiction: the clinic's country.

    Raises:
        CheckFailed: the countries differ.
    """
    card = master.card
    if card.jurisdiction != jurisdiction:
        raise CheckFailed(
            f"“{card.handout}” is for {card.jurisdiction}; the clinic is in {jurisdiction}",
            hint=f"print it for the clinic's country: {jurisdiction}",
        )

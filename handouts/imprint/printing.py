"""A clinic + masters -> imprinted PDFs: what is the clinic's own is made once, and kept for every file."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handouts.content.clinic_text import ClinicText
from handouts.findings import Finding
from handouts.imprint import master as plan
from handouts.imprint.assembly import Filling, Press, assemble, letters_of, operators
from handouts.imprint.fit import Fitted, Room, fit
from handouts.imprint.fonts import font_objects
from handouts.imprint.master import Master
from handouts.imprint.qr import QrCode, qr_code
from handouts.imprint.typeface import SlotFont, Subset, Typeface
from handouts.layout.identity import HOME_LANGUAGES, Identity, clinic_letters, identity_of
from handouts.units import pt_from_mm

if TYPE_CHECKING:
    from handouts.imprint.cards import PlacedLogo
    from handouts.imprint.logo import Logo

MOST_KEPT = 64
"""Clinics and fonts kept in memory by one process; a run prints a clinic's files together."""


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
        self._subsets: OrderedDict[tuple[str, str], Subset] = OrderedDict()
        self._embedded: OrderedDict[tuple[str, str, int], tuple[bytes, ...]] = OrderedDict()
        self._made: OrderedDict[tuple[object, ...], tuple[Identity, tuple[Filling, ...], Press | None]] = (
            OrderedDict()
        )

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
        key = self._key(master, text, jurisdiction, logo)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(master, text, jurisdiction, logo)
            _trim(self._made)
        identity, fillings, press = made
        faults = tuple(fault for filling in fillings for fault in filling.fitted.faults)
        faults = tuple(dict.fromkeys((*text.findings, *faults)))
        data = assemble(master, fillings, press) if press is not None else b""
        letters = press.letters if press is not None else ""
        return Imprinted(
            data,
            master,
            identity,
            f"{master.card.code}-{letters}" if letters else master.card.code,
            press.digest if press is not None else "",
            fillings,
            faults,
        )

    def _key(
        self, master: Master, text: ClinicText, jurisdiction: str, logo: Logo | PlacedLogo | None
    ) -> tuple[object, ...]:
        """Return what decides the imprint: masters that agree in it share everything but their own bytes."""
        card = master.card
        places = tuple((slot.name, slot.width, slot.height) for slot in master.slots)
        fonts = tuple(font.digest for font in master.fonts)
        decided = (card.lang, card.words, card.colours, places, fonts, master.sizes)
        return text, jurisdiction, logo.sha256 if logo else "", *decided

    def _make(
        self, master: Master, text: ClinicText, jurisdiction: str, logo: Logo | PlacedLogo | None
    ) -> tuple[Identity, tuple[Filling, ...], Press | None]:
        card = master.card
        identity = identity_of(
            text, words=dict(card.words), lang=card.lang, home_lang=HOME_LANGUAGES.get(jurisdiction, "")
        )
        faces = (self._face(master.fonts[0]), self._face(master.fonts[1]))
        qr = self._code(text.qr) if text.qr else None
        fittings = [
            fit(
                identity.parts(slot.name),
                room=Room(
                    slot.name,
                    slot.width,
                    slot.height,
                    qr.modules if qr else 0,
                    pt_from_mm(logo.width_mm) if logo else 0.0,
                    pt_from_mm(logo.height_mm) if logo else 0.0,
                ),
                faces=faces,
                sizes=master.sizes,
            )
            for slot in master.slots
        ]
        if any(fitted.faults for fitted in fittings):
            empty = tuple(
                Filling(identity.parts(slot.name), fitted, ())
                for slot, fitted in zip(master.slots, fittings, strict=True)
            )
            return identity, empty, None
        subsets = tuple(
            self._cut(face, letters) if letters else None
            for face, letters in zip(faces, letters_of(fittings), strict=True)
        )
        colours = tuple(_operator(colour) for colour in (card.colours[0], identity.colour or card.colours[1]))
        fillings = tuple(
            _filling(identity, slot.name, fitted, (subsets[0], subsets[1]), (colours[0], colours[1]))
            for slot, fitted in zip(master.slots, fittings, strict=True)
        )
        return identity, fillings, self._press(text, fillings, subsets, qr, logo)

    def _press(
        self,
        text: ClinicText,
        fillings: tuple[Filling, ...],
        subsets: tuple[Subset | None, ...],
        qr: QrCode | None,
        logo: Logo | PlacedLogo | None,
    ) -> Press:
        objects: list[tuple[int, bytes]] = []
        names = b""
        for subset, first, name in zip(subsets, plan.FONTS, plan.FONT_NAMES, strict=True):
            if subset is not None:
                objects += enumerate(self._objects(subset, first), start=first)
                names += b"%s %d 0 R" % (name, first)
        kinds = {part.kind for filling in fillings for part in filling.parts}
        if qr is not None and "qr" in kinds:
            objects.append((plan.QR, qr.as_object(plan.QR)))
        if logo is not None and "logo" in kinds:
            objects.append((plan.LOGO, logo.colour.as_object(plan.LOGO)))
        drawn = hashlib.sha256(repr(fillings).encode())
        for _, data in objects:
            drawn.update(data)
        drawn.update(text.name.encode())
        return Press(text.name, clinic_letters(text), drawn.hexdigest(), tuple(objects), names)

    def _face(self, font: SlotFont) -> Typeface:
        found = self._faces.get(font.digest)
        if found is None:
            found = self._faces[font.digest] = Typeface(font)
            _trim(self._faces)
        return found

    def _cut(self, face: Typeface, letters: list[str]) -> Subset:
        """Return a cut font; places of other sizes hold the same words, so one cut serves many masters."""
        key = face.font.digest, "".join(letters)
        found = self._subsets.get(key)
        if found is None:
            found = self._subsets[key] = face.subset(letters)
            _trim(self._subsets)
        return found

    def _objects(self, subset: Subset, first: int) -> tuple[bytes, ...]:
        key = subset.font.digest, "".join(subset.codes), first
        found = self._embedded.get(key)
        if found is None:
            found = self._embedded[key] = font_objects(subset, first=first)
            _trim(self._embedded)
        return found

    def _code(self, target: str) -> QrCode:
        found = self._codes.get(target)
        if found is None:
            found = self._codes[target] = qr_code(target)
            _trim(self._codes)
        return found


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)


def _operator(colour: str) -> bytes:
    """Return the operator that fills with a colour such as `#0b5563`."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return b"%.4g %.4g %.4g rg\n" % tuple(parts)


def _filling(
    identity: Identity,
    slot: str,
    fitted: Fitted,
    subsets: tuple[Subset | None, Subset | None],
    colours: tuple[bytes, bytes],
) -> Filling:
    parts = identity.parts(slot)
    runs = []
    for at, part in enumerate(parts):
        pieces = []
        for number in range(len(part.pieces)):
            stretches = tuple(item for item in fitted.stretches if (item.part, item.piece) == (at, number))
            drawn = operators(stretches, subsets=subsets, colour=colours[part.kind == "name"])
            pieces.append((drawn, stretches))
        runs.append(tuple(pieces))
    return Filling(parts, fitted, tuple(runs))

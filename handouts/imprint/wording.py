"""A clinic in one language + places -> plates and press: all that is made once, whatever the master."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handouts.content.clinic_text import ClinicText
from handouts.findings import Finding
from handouts.imprint import master as plan
from handouts.imprint.assembly import Press, digest_of
from handouts.imprint.fit import Fitted, Fitter, Needs
from handouts.imprint.fonts import Cuts
from handouts.imprint.letters import Letters, letters_of
from handouts.imprint.lines import Row
from handouts.imprint.master import Master
from handouts.imprint.plate import Plate, Written, make_plate
from handouts.imprint.qr import QrCode
from handouts.imprint.typeface import Subset, Typeface
from handouts.layout.identity import Identity, Part, clinic_letters
from handouts.units import pt_from_mm

if TYPE_CHECKING:
    from handouts.imprint.cards import PlacedLogo
    from handouts.imprint.logo import Logo


@dataclass(frozen=True, slots=True)
class Filling:
    """One place filled."""

    parts: tuple[Part, ...]
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Filled:
    """All places of a master filled, the same for every master that has such places."""

    fillings: tuple[Filling, ...]
    findings: tuple[Finding, ...]
    """What does not fit, or cannot be printed; nothing is printed then."""
    press: Press | None = None
    plates: tuple[Plate, ...] = ()
    digest: str = ""
    """Of everything imprinted."""


@dataclass(frozen=True, slots=True)
class _Print:
    """What all files have in common, of masters with the same places."""

    letters: Mapping[str, Sequence[Letters]]
    """Of each part, by place."""
    press: Press
    written: Written = field(default_factory=dict)
    """Parts of plates with these letters."""


class Wording:
    """The words of a clinic in one language, in two fonts: measured once, fitted once for each size of place.

    Args:
        text: the clinic.
        identity: its parts.
        colours: of running text, and of names where the clinic has no colour of its own.
        faces: regular and bold.
        cuts: where cut fonts are kept.
        code: of the clinic's address, where it has one.
        logo: where the clinic has one.
    """

    def __init__(
        self,
        text: ClinicText,
        identity: Identity,
        *,
        colours: tuple[str, str],
        faces: tuple[Typeface, Typeface],
        cuts: Cuts,
        code: QrCode | None,
        logo: Logo | PlacedLogo | None,
    ) -> None:
        self.identity = identity
        self._text = text
        self._faces = faces
        self._cuts = cuts
        self._code = code
        self._logo = logo
        self._colours = (_operator(colours[0]), _operator(identity.colour or colours[1]))
        self._needs = Needs(
            code.modules if code else 0,
            pt_from_mm(logo.width_mm) if logo else 0.0,
            pt_from_mm(logo.height_mm) if logo else 0.0,
        )
        self._fitters: dict[str, Fitter] = {}
        self._printed: dict[tuple[str, ...], _Print] = {}
        self._plates: dict[tuple[object, ...], Plate] = {}
        self._filled: dict[tuple[object, ...], Filled] = {}

    def fill(self, master: Master) -> Filled:
        """Return the places of a master filled."""
        places = tuple((slot.name, slot.page, slot.width, slot.height) for slot in master.slots)
        key = places, master.sizes
        found = self._filled.get(key)
        if found is None:
            found = self._filled[key] = self._fill(master)
        return found

    def _fill(self, master: Master) -> Filled:
        fitters = [self._fitter(slot.name) for slot in master.slots]
        fillings = tuple(
            Filling(fitter.parts, fitter.fit(width=slot.width, height=slot.height, sizes=master.sizes))
            for slot, fitter in zip(master.slots, fitters, strict=True)
        )
        faults = tuple(fault for filling in fillings for fault in filling.fitted.faults)
        findings = tuple(dict.fromkeys((*self._text.findings, *faults)))
        if faults:
            return Filled(fillings, findings)
        printed = self._print(tuple(slot.name for slot in master.slots))
        plates, first = [], plan.FIRST_ELEMENT
        for at, (slot, filling) in enumerate(zip(master.slots, fillings, strict=True)):
            plates.append(self._plate(slot.name, filling.fitted, printed, at, plan.PAGES[slot.page], first))
            first = plates[-1].end
        digest = digest_of(plates, printed.press)
        return Filled(fillings, findings, printed.press, tuple(plates), digest)

    def _fitter(self, slot: str) -> Fitter:
        found = self._fitters.get(slot)
        if found is None:
            parts = self.identity.parts(slot)
            found = self._fitters[slot] = Fitter(slot, parts, needs=self._needs, faces=self._faces)
        return found

    def _plate(self, slot: str, fitted: Fitted, printed: _Print, at: int, page: int, first: int) -> Plate:
        key = slot, id(fitted), id(printed), at, page, first  # both live as long as this object
        found = self._plates.get(key)
        if found is None:
            found = self._plates[key] = make_plate(
                self._fitters[slot].parts,
                printed.letters[slot],
                fitted,
                colours=self._colours,
                place=plan.PLACES[at],
                page=page,
                first=first,
                written=printed.written,
            )
        return found

    def _print(self, slots: tuple[str, ...]) -> _Print:
        """Return what every file has of masters with some places."""
        found = self._printed.get(slots)
        if found is None:
            rows = {slot: self._fitters[slot].rows for slot in slots}
            wanted = _different([row for of_slot in rows.values() for row in of_slot])
            subsets = tuple(
                self._cuts.subset(face, letters) if letters else None
                for face, letters in zip(self._faces, wanted, strict=True)
            )
            kinds = {part.kind for slot in slots for part in self._fitters[slot].parts}
            letters = {slot: [letters_of(row, subsets) for row in of_slot] for slot, of_slot in rows.items()}
            found = self._printed[slots] = _Print(letters, self._press(subsets, kinds))
        return found

    def _press(self, subsets: tuple[Subset | None, ...], kinds: Collection[str]) -> Press:
        objects: list[tuple[int, bytes]] = []
        names = b""
        for subset, first, name in zip(subsets, plan.FONTS, plan.FONT_NAMES, strict=True):
            if subset is not None:
                objects += enumerate(self._cuts.objects(subset, first), start=first)
                names += b"%s %d 0 R" % (name, first)
        if self._code is not None and "qr" in kinds:
            objects.append((plan.QR, self._code.as_object(plan.QR)))
        if self._logo is not None and "logo" in kinds:
            objects.append((plan.LOGO, self._logo.colour.as_object(plan.LOGO)))
        drawn = hashlib.sha256(self._text.name.encode())
        for _, data in objects:
            drawn.update(data)
        return Press(self._text.name, clinic_letters(self._text), drawn.digest(), tuple(objects), names)


def _different(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return the letters of the regular and of the bold font, each once and sorted."""
    found: tuple[set[str], set[str]] = (set(), set())
    for row in rows:
        for first, last, bold in row.pieces:
            found[bold].update(row.text[first:last])
    return sorted(found[0]), sorted(found[1])


def _operator(colour: str) -> bytes:
    """Return the operator that fills with a colour such as `#0b5563`."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return b"%.4g %.4g %.4g rg\n" % tuple(parts)

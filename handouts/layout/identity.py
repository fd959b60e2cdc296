"""ClinicText + interface words -> the parts of a clinic's identity, in the order in which they are read.

Both ways onto paper start here: the page templates paint these parts, and `imprint` draws them. So the words,
their order, their languages and their links are the same by construction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from handouts.content.clinic_text import ClinicText, PhoneText

Kind = Literal["logo", "name", "organisation", "address", "phone", "website", "qr", "qr-address", "note"]
SLOTS = ("masthead-clinic", "help-clinic")
"""The places that a leaflet keeps for its clinic, in reading order."""
PURPOSE_WORDS = {
    "main": "clinic_phone_main",
    "appointments": "clinic_phone_appointments",
    "breastfeeding": "clinic_phone_breastfeeding",
    "out-of-hours": "clinic_phone_out_of_hours",
    "interpreter": "clinic_phone_interpreter",
}
CLINIC_WORDS = (*PURPOSE_WORDS.values(), "clinic_qr_alt", "clinic_logo_alt")
"""Interface words that stand in a clinic's identity; a master carries them in its language."""
HOME_LANGUAGES = {"GB": "en-GB", "US": "en-US", "PL": "pl", "VN": "vi"}
"""The language of a street address, by jurisdiction: a screen reader must not read it as another."""
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""As in the document code: no twins when read out on the telephone."""
CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one part; those of a link lead somewhere."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph or one picture of the identity."""

    kind: Kind
    pieces: tuple[Piece, ...] = ()
    lang: str = ""
    """BCP 47 tag where it differs from the document's."""
    alt: str = ""
    """Alternative text of a picture."""
    target: str = ""
    """What a QR code holds."""
    picture: str = ""
    """A `data:` address of the picture, for templates alone."""

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a leaflet prints of a clinic, place by place."""

    clinic: str
    """The clinic's id."""
    name: str
    masthead: tuple[Part, ...]
    help: tuple[Part, ...]
    colour: str = ""
    """Of the name, as `#rrggbb`; nothing means the design's own."""
    is_reserved: bool = False
    """Whether the places are only kept free."""

    def parts(self, slot: str) -> tuple[Part, ...]:
        """Return the parts of one place."""
        return self.masthead if slot == SLOTS[0] else self.help

    def with_pictures(self, pictures: Mapping[str, str]) -> Identity:
        """Return the same identity with a `data:` address for its logo and its QR code."""

        def filled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
            return tuple(replace(part, picture=pictures.get(part.kind, "")) for part in parts)

        return replace(self, masthead=filled(self.masthead), help=filled(self.help))


RESERVED = Identity("", "", (), (), is_reserved=True)
"""Stands in for every clinic while a master is painted."""


def identity_of(text: ClinicText, *, words: Mapping[str, str], lang: str, home_lang: str = "") -> Identity:
    """Return the parts that a clinic prints in one language.

    In the masthead: logo, name and the first telephone number. Where it says when to get help: everything.

    Args:
        text: the clinic in the leaflet's language.
        words: the interface words of `CLINIC_WORDS` in that language.
        lang: BCP 47 tag of the leaflet.
        home_lang: of the clinic's address, where it is known.
    """
    own = home_lang if home_lang and home_lang.lower() != lang.lower() else ""
    name = Part("name", (Piece(text.name),))
    first = next((phone for phone in text.phones if phone.purpose == "main"), text.phones[0])
    masthead = [name, _phone(first, words, with_hours=False)]
    if text.logo:
        owner = text.logo_alt or text.name
        masthead.insert(0, Part("logo", alt=words["clinic_logo_alt"].replace("{name}", owner)))
    return Identity(
        clinic=text.id,
        name=text.name,
        masthead=tuple(masthead),
        help=(name, *_help(text, words, own)),
        colour=text.colour,
    )


def _help(text: ClinicText, words: Mapping[str, str], own: str) -> Iterator[Part]:
    if text.organisation:
        yield Part("organisation", (Piece(text.organisation),))
    yield from (_phone(phone, words, with_hours=True) for phone in text.phones)
    if text.note:
        yield Part("note", (Piece(text.note),))
    if text.address:
        yield Part("address", tuple(_in_one_line(text.address)), lang=own)
    if text.website:
        yield Part("website", (Piece(text.website_shown, text.website),))
    if text.qr:
        alt = words["clinic_qr_alt"].replace("{url}", text.qr_shown)
        yield Part("qr", alt=alt, target=text.qr)
        if text.qr != text.website:
            yield Part("qr-address", (Piece(text.qr_shown, text.qr),))


def _in_one_line(lines: tuple[str, ...]) -> Iterator[Piece]:
    for line in lines[:-1]:
        yield Piece(line + (" " if line.endswith(",") else ", "))
    yield Piece(lines[-1])


def _phone(phone: PhoneText, words: Mapping[str, str], *, with_hours: bool) -> Part:
    hours = f", {phone.hours}" if with_hours and phone.hours else ""
    pieces = [Piece(f"{words[PURPOSE_WORDS[phone.purpose]]}: "), Piece(phone.number, f"tel:{phone.dial}")]
    return Part("phone", (*pieces, *([Piece(hours)] if hours else [])))


def clinic_letters(text: ClinicText) -> str:
    """Return the few letters by which a document code names exactly this text of a clinic."""
    plain = repr([getattr(text, name) for name in text.__slots__ if name != "findings"])
    value = int.from_bytes(hashlib.sha256(plain.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(CODE_LENGTH):
        value, rest = divmod(value, len(_CODE_LETTERS))
        letters += _CODE_LETTERS[rest]
    return letters


def imprinted_title(title: str, clinic: str) -> str:
    """Return the title of a handout in the hands of one clinic.

    >>> imprinted_title("When to get help", "Harbour Clinic")
    'When to get help – Harbour Clinic'
    """
    return f"{title} – {clinic}"

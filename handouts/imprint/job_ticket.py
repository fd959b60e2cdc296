"""What a print shop and a clinic are told about a print run: job ticket, separator sheets, packing list.

Their words are English and for people at work, not for patients.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.imprint.drawing import EmbeddedFont
from handouts.imprint.sheets import Sheet

_DUPLEX = {
    "long-edge": "both sides, turned on the long edge",
    "short-edge": "both sides, turned on the short edge",
    "one-sided": "one side",
}
_FOLD = {"none": "none", "half": "once, to half the size", "letter": "letter fold", "z": "Z fold"}
_COLOUR = {"colour": "colour", "black": "black and greys"}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The TrueType files that sheets are set in."""

    regular: Path
    bold: Path


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a ticket."""

    name: str
    code: str
    """The printed document code."""
    pages: int
    copies: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """Everything a print shop needs to know about one clinic's documents."""

    run: str
    clinic: str
    paper: str
    duplex: str
    fold: str
    colour: str
    note: str
    items: tuple[Item, ...]

    @property
    def copies(self) -> int:
        """Return how many copies there are in all."""
        return sum(item.copies for item in self.items)

    @property
    def sheets(self) -> int:
        """Return how many sheets of paper they take."""
        sides = 1 if self.duplex == "one-sided" else 2
        return sum(-(-item.pages // sides) * item.copies for item in self.items)


def draw_ticket(ticket: Ticket, *, fonts: Fonts) -> bytes:
    """Return the job ticket as a PDF."""
    sheet = _sheet(f"Job ticket, {ticket.clinic}", fonts)
    sheet.heading("Job ticket")
    sheet.line(ticket.clinic, size_pt=15, bold=True)
    sheet.table(
        ("Order", "Value"),
        (
            ("Print run", ticket.run),
            ("Paper", ticket.paper),
            ("Print", f"{_DUPLEX[ticket.duplex]}, {_COLOUR[ticket.colour]}, actual size"),
            ("Fold", _FOLD[ticket.fold]),
            ("Documents", str(len(ticket.items))),
            ("Copies in all", str(ticket.copies)),
            ("Sheets of paper in all", str(ticket.sheets)),
            *((("Note", ticket.note),) if ticket.note else ()),
        ),
        widths=(1, 2.4),
    )
    sheet.heading("Documents in this file", level=2, size_pt=15)
    sheet.line("A separator sheet stands before each document. Do not print the separators with the copies.")
    sheet.table(
        ("No.", "Document", "Code", "Pages", "Copies"),
        [
            (str(number), item.name, item.code, str(item.pages), str(item.copies))
            for number, item in enumerate(ticket.items, start=1)
        ],
        widths=(0.7, 4, 3.2, 1, 1),
    )
    return sheet.data()


def draw_separator(ticket: Ticket, *, number: int, fonts: Fonts) -> bytes:
    """Return the sheet that stands before one document.

    Args:
        ticket: of all documents.
        number: of the document, from 1.
        fonts: to set it in.
    """
    item = ticket.items[number - 1]
    sheet = _sheet(f"Separator {number}, {item.name}", fonts)
    sheet.heading(f"{number} of {len(ticket.items)}", size_pt=48)
    sheet.line(item.name, size_pt=18, bold=True)
    sheet.line(f"Code: {item.code}", size_pt=14)
    sheet.line(f"Copies: {item.copies}", size_pt=28, bold=True)
    sheet.line(f"Pages: {item.pages}, {_DUPLEX[ticket.duplex]}", size_pt=14)
    sheet.line(f"Paper: {ticket.paper}", size_pt=14)
    sheet.line(f"Fold: {_FOLD[ticket.fold]}", size_pt=14)
    sheet.line(f"For: {ticket.clinic}", size_pt=14)
    return sheet.data()


def draw_packing_list(ticket: Ticket, *, fonts: Fonts) -> bytes:
    """Return the list that travels with a clinic's parcel."""
    sheet = _sheet(f"Packing list, {ticket.clinic}", fonts)
    sheet.heading("Packing list")
    sheet.line(ticket.clinic, size_pt=15, bold=True)
    sheet.line(f"Print run: {ticket.run}")
    sheet.table(
        ("Document", "Code", "Copies", "Counted"),
        [(item.name, item.code, str(item.copies), "…….") for item in ticket.items],
        widths=(4, 3.4, 1, 1.1),
    )
    sheet.line(f"{len(ticket.items)} documents, {ticket.copies} copies in all", bold=True)
    return sheet.data()


def _sheet(title: str, fonts: Fonts) -> Sheet:
    regular, bold = EmbeddedFont.load(fonts.regular), EmbeddedFont.load(fonts.bold)
    return Sheet(title, lang="en", regular=regular, bold=bold)

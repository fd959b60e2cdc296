"""What a print shop and a clinic are told about a print run: job ticket, separator sheets, packing list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.imprint.drawing import EmbeddedFont
from handouts.imprint.sheets import Sheet
from handouts.imprint.ticket_words import TicketWords


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
    words: TicketWords

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
    say = ticket.words
    sheet = _sheet(f"{say('title')}, {ticket.clinic}", ticket, fonts)
    sheet.heading(say("title"))
    sheet.line(ticket.clinic, size_pt=15, bold=True)
    sheet.table(
        (say("order"), say("details")),
        (
            (say("run"), ticket.run),
            (say("paper"), ticket.paper),
            (say("print"), ", ".join(map(say, (ticket.duplex, ticket.colour, "actual-size")))),
            (say("fold"), say(f"fold-{ticket.fold}")),
            (say("documents"), str(len(ticket.items))),
            (say("copies-in-all"), str(ticket.copies)),
            (say("sheets"), str(ticket.sheets)),
            *(((say("note"), ticket.note),) if ticket.note else ()),
        ),
        widths=(1, 2.4),
    )
    sheet.heading(say("contents"), level=2, size_pt=15)
    sheet.line(say("separators"))
    sheet.table(
        tuple(map(say, ("number", "document", "code", "pages", "copies"))),
        [
            (str(number), item.name, item.code, str(item.pages), str(item.copies))
            for number, item in enumerate(ticket.items, start=1)
        ],
        widths=(0.7, 3.8, 3.2, 1.1, 1.1),
    )
    return sheet.data()


def draw_separator(ticket: Ticket, *, number: int, fonts: Fonts) -> bytes:
    """Return the sheet that stands before one document.

    Args:
        ticket: of all documents.
        number: of the document, from 1.
        fonts: to set it in.
    """
    item, say = ticket.items[number - 1], ticket.words
    sheet = _sheet(f"{say('separator', number=number)}, {item.name}", ticket, fonts)
    sheet.heading(say("of", number=number, all=len(ticket.items)), size_pt=48)
    sheet.line(item.name, size_pt=18, bold=True)
    sheet.line(f"{say('code')}: {item.code}", size_pt=14)
    sheet.line(f"{say('copies')}: {item.copies}", size_pt=28, bold=True)
    sheet.line(f"{say('pages')}: {item.pages}, {say(ticket.duplex)}", size_pt=14)
    sheet.line(f"{say('paper')}: {ticket.paper}", size_pt=14)
    sheet.line(f"{say('fold')}: {say(f'fold-{ticket.fold}')}", size_pt=14)
    sheet.line(f"{say('for')}: {ticket.clinic}", size_pt=14)
    return sheet.data()


def draw_packing_list(ticket: Ticket, *, fonts: Fonts) -> bytes:
    """Return the list that travels with a clinic's parcel."""
    say = ticket.words
    sheet = _sheet(f"{say('packing-list')}, {ticket.clinic}", ticket, fonts)
    sheet.heading(say("packing-list"))
    sheet.line(ticket.clinic, size_pt=15, bold=True)
    sheet.line(f"{say('run')}: {ticket.run}")
    sheet.table(
        tuple(map(say, ("document", "code", "copies", "counted"))),
        [(item.name, item.code, str(item.copies), "…….") for item in ticket.items],
        widths=(4, 3.4, 1, 1.3),
    )
    sheet.line(f"{say('documents')}: {len(ticket.items)}", gap_mm=1, bold=True)
    sheet.line(f"{say('copies-in-all')}: {ticket.copies}", bold=True)
    return sheet.data()


def _sheet(title: str, ticket: Ticket, fonts: Fonts) -> Sheet:
    regular, bold = EmbeddedFont.load(fonts.regular), EmbeddedFont.load(fonts.bold)
    return Sheet(title, lang=ticket.words.lang, regular=regular, bold=bold)

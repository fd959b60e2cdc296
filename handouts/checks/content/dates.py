"""May this still be handed out: review date, telephone lines?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.model_walk import parts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.content.blocks import Contacts
from handouts.content.contacts import Contact
from handouts.content.model import Jurisdiction
from handouts.findings import Finding


@check("content-review-overdue", stage=Stage.CONTENT, why="nobody answers for guidance after its review date")
def review_lies_ahead(subject: ContentSubject) -> Iterator[Finding]:
    """Compare the review date with today."""
    leaflet = subject.entry.handout
    if leaflet is not None and leaflet.review_by < subject.today:
        yield Finding(
            "content-review-overdue",
            f"the review was due by {leaflet.review_by}",
            where=subject.where("review_by"),
            hint="have it reviewed, then set a new edition and a new review_by",
        )


@check("content-edition-ahead", stage=Stage.CONTENT, why="an edition of the future puts its own review off")
def edition_has_come(subject: ContentSubject) -> Iterator[Finding]:
    """Compare the edition's month with today."""
    leaflet = subject.entry.handout
    if leaflet is not None and leaflet.dated > subject.today:
        yield Finding(
            "content-edition-ahead",
            f"the edition {leaflet.edition} has not come yet",
            where=subject.where("edition"),
            hint="date it with the month in which the text was last approved or changed",
        )


@check(
    codes=("contact-none", "contact-emergency-missing"),
    stage=Stage.CONTENT,
    why="when to get help is worth nothing without whom to call",
)
def help_can_be_called(subject: ContentSubject) -> Iterator[Finding]:
    """Check that every contacts block prints something in every jurisdiction, emergency lines among it."""
    if subject.entry.handout is None:
        return
    blocks = [part for part in parts(subject.entry.handout) if isinstance(part.model, Contacts)]
    for jurisdiction in jurisdictions_with_contacts(subject):
        for part in blocks:
            block = part.model
            if isinstance(block, Contacts) and not subject.library.contacts_for(jurisdiction, block.purposes):
                wanted = ", ".join(block.purposes)
                yield Finding(
                    "contact-none",
                    f"prints nothing in {jurisdiction}: there is no printable line for {wanted}",
                    where=subject.where(*part.path, "purposes"),
                    hint="add a line to contacts.yaml, confirm one (printable: true), or add a purpose",
                )
        lines = [contact for contact in printed_contacts(subject) if contact.jurisdiction is jurisdiction]
        if not any(contact.purpose == "emergency" for contact in lines):
            yield Finding(
                "contact-emergency-missing",
                f"names no emergency number for {jurisdiction}",
                where=subject.where(*blocks[0].path, "purposes") if blocks else subject.where("sections"),
                hint="add a contacts block with emergency among its purposes, and a printable line for it",
            )


def jurisdictions_with_contacts(subject: ContentSubject) -> tuple[Jurisdiction, ...]:
    """Return the countries we print for: those with any line on file."""
    known = {contact.jurisdiction for contact in subject.library.contacts}
    return tuple(jurisdiction for jurisdiction in Jurisdiction if jurisdiction in known)


def printed_contacts(subject: ContentSubject) -> tuple[Contact, ...]:
    """Return every line that the leaflet prints in one country or another, each once."""
    if subject.entry.handout is None:
        return ()
    purposes = {
        purpose
        for part in parts(subject.entry.handout)
        if isinstance(part.model, Contacts)
        for purpose in part.model.purposes
    }
    return tuple(
        contact for contact in subject.library.contacts if contact.printable and contact.purpose in purposes
    )

"""Are the telephone lines that this handout prints still to be trusted today?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.findings import Finding, Where
from handouts.localize.text import telephone_lines


@check(
    "contact-expired", stage=Stage.LOCALE, why="a dead number in an emergency is the worst misprint there is"
)
def lines_are_fresh(subject: LocaleSubject) -> Iterator[Finding]:
    """Compare the date of every telephone line that is printed for this country with today."""
    book = subject.library.contact_lines
    printed = {str(line["id"]) for line in telephone_lines(subject.localized.body)}
    for place, contact in enumerate(subject.library.contacts):
        if contact.id in printed and contact.expires_on < subject.today:
            path = ("contacts", place, "expires_on")
            yield Finding(
                "contact-expired",
                f"{contact.jurisdiction} {contact.number} ({contact.name}) was to be checked again "
                f"by {contact.expires_on}",
                where=Where(book.file, book.line_of(path), f"contacts.{place}.expires_on"),
                hint="call the number or read its official page, then set checked_on and expires_on",
            )

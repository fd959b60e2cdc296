"""Telephone lines of each jurisdiction, each with its source and the last day on which it may be printed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from handouts.content.model import Jurisdiction, Model, Slug, Translated

LONGEST_TRUST_DAYS = 184
"""Six months: numbers and hours change, and a dead number in an emergency is the worst misprint there is."""


class Contact(Model):
    """One telephone line."""

    id: Slug
    jurisdiction: Jurisdiction
    purpose: Literal["emergency", "urgent", "crisis", "breastfeeding"]
    number: Annotated[str, StringConstraints(pattern=r"^[0-9 +\-/()]{2,24}$")]
    """As it is printed; dialled without the spaces."""
    dial: Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{2,15}$")]
    """The digits for a tel: link."""
    name: Translated
    """Who answers."""
    hours: Translated | None = None
    note: Translated | None = None
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    checked_on: date
    expires_on: date
    printable: bool = True
    """False while a person has yet to confirm it: kept on file, never printed."""
    because: str = ""
    """Why it is not printable, or what was seen."""

    @model_validator(mode="after")
    def _dials_what_it_prints(self) -> Self:
        printed = "".join(char for char in self.number if char.isdigit())
        dialled = self.dial.lstrip("+")
        # Abroad a number loses its trunk zero and gains a country code of at most three digits.
        whole = len(printed) > 1 and dialled == printed
        from_abroad = len(printed) > 1 and self.dial.startswith("+") and _abroad(printed, dialled)
        if not (whole or from_abroad):
            raise ValueError(f"number “{self.number}” and dial “{self.dial}” must be one and the same line")
        return self

    @model_validator(mode="after")
    def _expires_in_time(self) -> Self:
        if not 0 < (self.expires_on - self.checked_on).days <= LONGEST_TRUST_DAYS:
            raise ValueError("expires_on must lie within six months after checked_on")
        return self


def _abroad(printed: str, dialled: str) -> bool:
    local = printed.removeprefix("0")
    return dialled.endswith(local) and 1 <= len(dialled) - len(local) <= 3


class ContactBook(Model):
    """All contacts, in the order they are printed."""

    contacts: tuple[Contact, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        counted = Counter(contact.id for contact in self.contacts)
        if twice := [name for name, count in counted.items() if count > 1]:
            raise ValueError(f"“{twice[0]}” stands twice; translations and approvals find a line by its id")
        return self

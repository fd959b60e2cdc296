"""Telephone lines of each jurisdiction, each with its source and the last day on which it may be printed."""

from __future__ import annotations

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
    def _expires_in_time(self) -> Self:
        if not 0 < (self.expires_on - self.checked_on).days <= LONGEST_TRUST_DAYS:
            raise ValueError("expires_on must lie within six months after checked_on")
        return self


class ContactBook(Model):
    """All contacts, in the order they are printed."""

    contacts: tuple[Contact, ...]

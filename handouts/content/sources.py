"""Sources: who says so, where it can be read, and when we read it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from handouts.content.model import Model

SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Source(Model):
    """One public source."""

    title: str
    """As printed in the list of sources, in its own language."""
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "en"
    """Language of the title, so that a screen reader says it right."""
    publisher: str
    printed: str = ""
    """How the page names it, where publisher and title would be too long."""
    year: int | None = None
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    accessed_on: date
    strength: Literal["guideline", "review", "study", "patient-information", "law", "secondary", "data"]
    """`data` is a table of measured values.

    `secondary` repeats another body's figure; prefer to print a stronger one beside it.
    """
    note: str = ""


class SourceList(Model):
    """All sources by id."""

    sources: dict[SourceId, Source]

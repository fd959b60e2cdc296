"""What every handout has: one message, sections of blocks, an edition, a day of review, and who says so."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from handouts.content.any_block import AnyBlock
from handouts.content.blocks import Figure
from handouts.content.model import Model, Slug, Statement, Translated


class Topics(Model):
    """Codes for finding the handout again; only codes that are certain."""

    icd10: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}(\.\d{1,2})?$")], ...] = ()
    """WHO ICD-10 (2019) codes."""
    snomed: tuple[Annotated[str, StringConstraints(pattern=r"^\d{6,18}$")], ...] = ()
    """SNOMED CT concept ids."""


class MainMessage(Statement):
    """The one thing to take home, at the top of the first page."""


class Section(Model):
    """A heading and the blocks under it."""

    id: Slug
    heading: Translated
    aside: Figure | None = None
    """A drawing beside the blocks."""
    role: Literal["body", "not-known", "get-help"] = "body"
    """What the section is for; every leaflet has one that says when to get help."""
    half: bool = False
    """Whether it takes half the width, beside the next half section; only for lists of a few words each."""
    blocks: Annotated[tuple[AnyBlock, ...], Field(min_length=1)]


class Handout(Model):
    """Anything we print."""

    kind: str
    id: Slug
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
    """Letters that start the printed document code."""
    title: Translated
    purpose: Translated
    """One sentence: what the handout is about and for whom."""
    audience: str
    """Who reads it; for editors."""
    edition: Annotated[str, StringConstraints(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")]
    """Year and month of this text."""
    review_by: date
    """Not after two years from the edition."""
    topics: Topics = Topics()
    max_pages: Annotated[int, Field(ge=1, le=8)] | None = None
    """Most pages of A4 or Letter, if not the page format's own limit."""
    aim_pages: Annotated[int, Field(ge=1, le=8)] | None = None
    """Pages it should take where tighter white space can bring it there; for handouts whose length varies."""
    main_message: MainMessage
    main_figure: Figure | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    sources_on_page: Annotated[tuple[str, ...], Field(min_length=1, max_length=8)]
    """The few sources printed; all others stand with their statements."""

    @model_validator(mode="after")
    def _review_is_within_two_years(self) -> Self:
        start = self.dated
        if not start < self.review_by <= start.replace(year=start.year + 2):
            raise ValueError(f"review_by must lie within two years after the edition ({start})")
        return self

    @property
    def dated(self) -> date:
        """The first day of the edition's month."""
        year, month = self.edition.split("-")
        return date(int(year), int(month), 1)

"""Blocks that leave room for handwriting: about days, feeds, glasses and tasks, never who fills them in."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handouts.content.blocks import Block
from handouts.content.model import BareRef, FactRef, Model, Slug, Statement, Translated


class FormBlock(Block):
    """What every block of a form has: its rows are at least 8 mm high, which a check measures."""


class FormAge(Model):
    """The days of one age, and what to expect on each of them."""

    id: Slug
    age: FactRef
    """A fact of kind quantity in days, from the first day to the last."""
    wet: BareRef
    """A fact that says at least how many."""
    dirty: BareRef
    look: Translated
    """Colour and look of the stools in words: colour alone never carries meaning."""
    swatch: Literal["poo-black", "poo-green", "poo-yellow"]


class FormDays(FormBlock):
    """One row a day: circles for feeds and nappies, those to expect drawn thick, and room for a weight."""

    kind: Literal["form-days"]
    caption: Translated
    how_to_use: Translated | None = None
    feeds: BareRef
    """A fact with a range: the fewest feeds are drawn thick, the most are drawn at all."""
    ages: Annotated[tuple[FormAge, ...], Field(min_length=1)]
    wet_circles: Annotated[int, Field(ge=1, le=10)] = 8
    """How many circles there are to fill, whatever is expected."""
    dirty_circles: Annotated[int, Field(ge=1, le=10)] = 5
    sources: tuple[str, ...]


class FormFeeds(FormBlock):
    """One empty row a feed, and a last row for the totals of the day."""

    kind: Literal["form-feeds"]
    caption: Translated
    how_to_use: Translated | None = None
    rows: Annotated[int, Field(ge=6, le=14)] = 12


class GlassMark(Model):
    """A line behind a glass, with the words that say what the glasses up to it hold."""

    id: Slug
    glasses: FactRef
    volume: FactRef


class FormDrinks(FormBlock):
    """One row a day of a week: glasses to tick, the colour of the urine, drinks with caffeine and alcohol."""

    kind: Literal["form-drinks"]
    caption: Translated
    how_to_use: Translated | None = None
    marks: Annotated[tuple[GlassMark, ...], Field(min_length=1, max_length=2)]
    """Fewest glasses first; as many glasses are drawn as the last one says."""
    urine: Annotated[tuple[Translated, ...], Field(min_length=2, max_length=3)]
    """Words for its colour, one of which is ringed."""
    sources: tuple[str, ...]


class FormTask(Statement):
    """One thing that is ticked on the days on which it was done."""

    mark: Literal["box", "face"] = "box"
    """A face without a mouth stands where the answer is a mood."""


class FormWeek(FormBlock):
    """A checklist: one row a task, one box for each day of the week."""

    kind: Literal["form-week"]
    caption: Translated
    how_to_use: Translated | None = None
    items: Annotated[tuple[FormTask, ...], Field(min_length=1, max_length=8)]


class FormLine(Model):
    """A line to write on, with the words in front of it."""

    id: Slug
    label: Translated
    half: bool = False
    """Whether it shares its row with the next half line."""


class FormLines(FormBlock):
    """Lines to write on."""

    kind: Literal["form-lines"]
    items: Annotated[tuple[FormLine, ...], Field(min_length=1, max_length=6)]

    @model_validator(mode="after")
    def _half_lines_come_in_pairs(self) -> Self:
        row: list[FormLine] = []
        for item in self.items:
            if row and not item.half:
                raise ValueError(f"the half line “{row[0].id}” needs another half line beside it")
            row = [] if row or not item.half else [item]
        if row:
            raise ValueError(f"the half line “{row[0].id}” needs another half line beside it")
        return self


AnyFormBlock = FormDays | FormFeeds | FormDrinks | FormWeek | FormLines
"""Every block of a form."""

"""The parts a handout is made of: one class a block kind, each with a folder under `templates/blocks/`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from handouts.content.model import BareRef, FactRef, Model, Slug, Statement, Translated


class Block(Model):
    """What every block has: an id, unique in its handout."""

    id: Slug


class Paragraph(Statement):
    """A statement that stands alone as a paragraph."""

    kind: Literal["paragraph"]


class BulletList(Block):
    """Short statements that belong together, in any order."""

    kind: Literal["list"]
    intro: Translated | None = None
    columns: Literal[1, 2] = 1
    """Two columns only for items of a few words."""
    items: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Steps(Block):
    """What to do, in order; each step may have a drawing."""

    kind: Literal["steps"]
    intro: Translated | None = None
    items: Annotated[tuple[Statement, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _drawings_have_words(self) -> Self:
        if any((item.illustration is None) != (item.alt is None) for item in self.items):
            raise ValueError("a step with an illustration needs alt text, and alt text needs an illustration")
        return self


class DoDont(Block):
    """What to do beside what not to do."""

    kind: Literal["do-dont"]
    do: Annotated[tuple[Statement, ...], Field(min_length=1)]
    dont: tuple[Statement, ...] = ()


class Callout(Block):
    """A boxed message that must be seen even when nothing else is read."""

    kind: Literal["callout"]
    tone: Literal["info", "urgent", "today", "uncertain"]
    """`urgent`: an emergency, now; `today`: needs someone the same day."""
    heading: Translated | None = None
    """None only where the section's own heading says it all."""
    items: Annotated[tuple[Statement, ...], Field(min_length=1)]
    """One item prints as a paragraph, more as a list."""
    columns: Literal[1, 2] = 1
    illustration: str | None = None
    """Name of a drawing inside the box."""
    alt: Translated | None = None
    """What the drawing shows. Required with `illustration`."""
    source: str | None = None
    """Required when `tone` is urgent or today: who says so (an id of `library/sources.yaml`)."""

    @model_validator(mode="after")
    def _urgent_needs_a_source(self) -> Self:
        if self.tone in ("urgent", "today") and self.source is None:
            raise ValueError("an urgent callout must name its source")
        return self

    @model_validator(mode="after")
    def _a_drawing_has_words(self) -> Self:
        if (self.illustration is None) != (self.alt is None):
            raise ValueError("an illustration needs alt text, and alt text needs an illustration")
        return self


class TableRow(Model):
    """One row: its header and its cells."""

    id: Slug
    header: Translated
    cells: Annotated[tuple[Translated, ...], Field(min_length=1)]


class Table(Block):
    """A small table with column and row headers."""

    kind: Literal["table"]
    caption: Translated
    how_to_use: Translated | None = None
    columns: Annotated[tuple[Translated, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[TableRow, ...], Field(min_length=1)]
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def _rows_are_regular(self) -> Self:
        if any(len(row.cells) != len(self.columns) - 1 for row in self.rows):
            raise ValueError("every row needs a header and one cell for each further column")
        return self


class Figure(Block):
    """A drawing that shows the behaviour."""

    kind: Literal["figure"]
    illustration: str
    """Name of a drawing in `templates/illustrations/`, without `.svg`."""
    alt: Translated
    """What the drawing shows, for who cannot see it."""
    caption: Translated | None = None
    size: Literal["small", "medium", "large"] = "medium"


class Highlight(Model):
    """One fact in large type with the words that say what it means."""

    id: Slug
    fact: FactRef
    label: Translated
    """What the number is, such as “extra energy a day”."""
    meaning: Translated
    """What it means in everyday terms."""


class FactHighlight(Block):
    """One to three facts in large type, side by side."""

    kind: Literal["fact-highlight"]
    items: Annotated[tuple[Highlight, ...], Field(min_length=1, max_length=3)]
    sources: tuple[str, ...]


class NappyRow(Model):
    """One age in the nappy chart."""

    id: Slug
    age: FactRef
    """A fact of kind quantity in days."""
    wet: BareRef
    dirty: BareRef
    look: Translated
    """Colour and look of the stools in words: colour alone never carries meaning."""
    swatch: Literal["poo-black", "poo-green", "poo-yellow"]


class NappyChart(Block):
    """How many wet and dirty nappies to expect at which age."""

    kind: Literal["nappy-chart"]
    caption: Translated
    how_to_use: Translated
    rows: Annotated[tuple[NappyRow, ...], Field(min_length=2)]
    sources: tuple[str, ...]


class Portion(Model):
    """An amount of one food, for computing; what is printed is the example's text."""

    food: str
    """An id of `planner/data/foods.csv`."""
    grams: Annotated[Decimal, Field(gt=0, le=1000)]


class EnergyExample(Model):
    """One everyday example of an amount of energy."""

    id: Slug
    text: Translated
    portions: Annotated[tuple[Portion, ...], Field(min_length=1)]


class EnergyExamples(Block):
    """Everyday examples of what an amount of energy looks like; a check computes each from the food table."""

    kind: Literal["energy-examples"]
    fact: FactRef
    """The energy that each example stands for, in kcal."""
    heading: Translated
    items: Annotated[tuple[EnergyExample, ...], Field(min_length=2, max_length=4)]
    sources: tuple[str, ...]


class Contacts(Block):
    """The telephone lines of the jurisdiction for some purposes."""

    kind: Literal["contacts"]
    heading: Translated | None = None
    purposes: Annotated[
        tuple[Literal["emergency", "urgent", "crisis", "breastfeeding"], ...], Field(min_length=1)
    ]


class ClinicPlace(Block):
    """The place reserved for the clinic's name, address and telephone; empty it is a box for a stamp."""

    kind: Literal["clinic-place"]


class GlossaryTerm(Statement):
    """A word that mothers will hear, and what it means."""

    kind: Literal["glossary-term"]
    term: Translated
    glossary: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    """Id of the term in `library/glossary.csv`."""


class Summary(Block):
    """The few things to remember when nothing else is read."""

    kind: Literal["summary"]
    items: Annotated[tuple[Statement, ...], Field(min_length=2, max_length=7)]

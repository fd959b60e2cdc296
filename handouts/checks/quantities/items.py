"""What is read from a text: quantities, placeholders, ranges, limits and how often."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from fractions import Fraction

from handouts.checks.quantities.numerals import Reading, shown


class Sure(IntEnum):
    """How surely something is a quantity that the other language must have, too."""

    HINT = 0
    """A bare unit (“a week”), a month, “once”: may answer a number of the other side, is never missed."""
    WORD = 1
    """A number word beside nothing that is counted."""
    COUNTED = 2
    """A number word with its unit: twelve minutes."""
    DIGITS = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit."""

    readings: tuple[Reading, ...]
    sure: Sure
    units: frozenset[str]
    """The units its word may mean; none if it has none that we know."""
    start: int
    """Its first token."""
    end: int
    """One past its last token, its unit included."""
    text: str
    """As it stands, with its unit."""
    limit: str = ""
    limit_is_sure: bool = True
    """Whether the words of its limit mean nothing else (`trên` is “above”, and “on”)."""
    every: bool = False
    """Whether it says how often: every 2 hours."""
    named: bool = False
    """Whether it is the number of something: version 2.5, page 3."""
    before: str = ""
    """The word before it."""

    @property
    def value(self) -> Fraction:
        """The number as this language reads it."""
        return self.readings[0].value

    @property
    def digits(self) -> str:
        """Its first digits as they stand."""
        match = re.search(r"\d+(?:\.\d+)*", self.text)
        return match[0] if match else ""

    @property
    def shown(self) -> str:
        """The number in a message."""
        return self.text or shown(self.value)

    def with_unit(self, units: frozenset[str], end: int, text: str) -> Quantity:
        """Return the same number with a unit behind it."""
        return replace(self, units=units, end=end, text=text)


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder."""

    name: str
    start: int
    end: int
    units: frozenset[str] = frozenset()
    """The units its next word may mean; they are the placeholder's only if it prints a bare number."""
    limit: str = ""
    limit_is_sure: bool = True
    """Whether the words of its limit mean nothing else (`trên` is “above”, and “on”)."""


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends in the order in which they stand; an end is a number or a placeholder's name."""

    low: Quantity | Slot
    high: Quantity | Slot


@dataclass(frozen=True, slots=True)
class Content:
    """Everything read from one text."""

    quantities: tuple[Quantity, ...] = ()
    slots: tuple[Slot, ...] = ()
    ranges: tuple[Range, ...] = ()
    names: tuple[str, ...] = ()
    months: frozenset[Fraction] = field(default_factory=frozenset)
    weekdays: frozenset[Fraction] = field(default_factory=frozenset)
    periods: tuple[tuple[str, int], ...] = ()
    """How often, and at which token."""
    mentioned: frozenset[str] = field(default_factory=frozenset)
    """Every unit that occurs at all."""
    limits: frozenset[str] = field(default_factory=frozenset)
    """Every limit whose words occur at all, beside a number or not."""

"""Facts: clinical quantities with unit, meaning and sources by jurisdiction, never typed into a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from handouts.content.model import FactName, Jurisdiction, Model, Translated


def _exact(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("write the number in quotes, so that it stays exact")
    if isinstance(value, bool) or (isinstance(value, str) and not _PLAIN.fullmatch(value)):
        raise ValueError(f"“{str(value)[:40]}” is not a plain number such as 8 or 2.5")
    return value


_PLAIN = re.compile(r"-?(?!0+(\.0+)?$)[0-9]{1,6}(\.[0-9]{1,6})?|0(\.0{1,6})?")
"""Digits as they are printed: no `1e3`, no `-0`, no digits of other scripts, no number that fills a page."""


Amount = Annotated[Decimal, BeforeValidator(_exact), Field(ge=-50, le=100_000)]

ANYWHERE = "any"
"""Key of a value that holds in every jurisdiction that has none of its own."""


class FactValue(Model):
    """One value: exact, a range, or a bound; and who says so."""

    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    at_least: Amount | None = None
    at_most: Amount | None = None
    unit: str | None = None
    """Only where it differs from the fact's own unit (°F in the US)."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    note: str = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = {
            name
            for name in ("value", "low", "high", "at_least", "at_most")
            if getattr(self, name) is not None
        }
        if given not in ({"value"}, {"low", "high"}, {"at_least"}, {"at_most"}):
            raise ValueError("give value, or low and high, or at_least, or at_most")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("low must be less than high")
        return self


class Fact(Model):
    """A quantity, a count of things, or a bare number, with one value for each jurisdiction."""

    kind: Literal["quantity", "count", "number"]
    unit: str | None = None
    """A unit of the locales' `locale.toml` or a measure of `measures.toml`; for quantities."""
    noun: str | None = None
    """A counted noun of `nouns`; for counts."""
    meaning: str
    """What the number is, for translators and reviewers."""
    values: Annotated[dict[Jurisdiction | Literal["any"], FactValue], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        needs = {"quantity": (True, False), "count": (False, True), "number": (False, False)}[self.kind]
        if (self.unit is not None, self.noun is not None) != needs:
            raise ValueError("a quantity has a unit, a count has a noun, a number has neither")
        if self.kind == "count":
            for value in self.values.values():
                amounts = (value.value, value.low, value.high, value.at_least, value.at_most)
                if any(amount is not None and amount != int(amount) for amount in amounts):
                    raise ValueError("things are counted in whole numbers; a fraction needs a unit")
        return self

    def value_for(self, jurisdiction: Jurisdiction) -> FactValue | None:
        """Return the value of a jurisdiction, or the one that holds anywhere, or nothing."""
        return self.values.get(jurisdiction) or self.values.get("any")


class Noun(Model):
    """A counted noun: one phrase for each English plural form, with `{n}` where the number stands."""

    one: Translated
    other: Translated
    comment: str = ""

    @model_validator(mode="after")
    def _holds_its_number(self) -> Self:
        if "{n}" not in self.other:
            raise ValueError("the phrase must hold {n}")
        return self


NounName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class FactBook(Model):
    """All facts, and the nouns they count."""

    nouns: dict[NounName, Noun] = Field(default_factory=dict)
    facts: dict[FactName, Fact]

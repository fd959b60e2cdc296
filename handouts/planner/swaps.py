"""Rules of exchange: what stands instead of a food that a mother does not eat, where no name mentions it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from handouts.content.model import Model, Slug, Translated


class SwapRule(Model):
    """One food for another, in any dish whose name does not mention it."""

    id: Slug
    take: Slug
    """The food that goes."""
    give: Slug | None
    """The food that comes; null leaves it out, for foods that a dish can do without."""
    factor: Annotated[Decimal, Field(gt=0, le=4)] = Decimal(1)
    """Grams of what comes for one gram of what goes."""
    text: Translated
    """Printed with the dish, such as “with soy sauce instead of fish sauce”."""


class SwapFile(Model):
    """The file `swaps.yaml`; where several rules would do, the first one is taken."""

    swaps: Annotated[tuple[SwapRule, ...], Field(min_length=1)]

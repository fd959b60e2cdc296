"""What somebody eats: a diet, less some allergens, less what she does not like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.planner.eating import Allergen, Diet
from handouts.planner.flags import Flags


@dataclass(frozen=True, slots=True)
class Eats:
    """Says of every food whether somebody eats it."""

    flags: Mapping[str, Flags]
    diet: Diet = Diet.ANY
    without: frozenset[Allergen] = field(default_factory=frozenset)
    dislikes: frozenset[str] = field(default_factory=frozenset)
    """Ids of foods and dishes."""

    def takes(self, food: str) -> bool:
        """Say whether she eats a food."""
        flags = self.flags[food]
        fits = self.diet in flags.diets and not flags.allergens & self.without
        return fits and food not in self.dislikes and not flags.avoid

"""Nutrients with their units, and sums in which a missing value is not zero."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


class Nutrient(enum.StrEnum):
    """A column of the food table; its unit ends its name. Every amount is per 100 g of the edible part."""

    ENERGY = "energy_kcal"
    PROTEIN = "protein_g"
    FAT = "fat_g"
    CARBOHYDRATE = "carb_g"
    """By difference with fibre (USDA) or available without (CIQUAL, CoFID): never printed, only compared."""
    FIBRE = "fibre_g"
    WATER = "water_g"
    CALCIUM = "calcium_mg"
    IRON = "iron_mg"
    IODINE = "iodine_ug"
    FOLATE = "folate_ug_dfe"
    VITAMIN_A = "vit_a_ug_rae"
    VITAMIN_D = "vit_d_ug"
    VITAMIN_B12 = "vit_b12_ug"
    CHOLINE = "choline_mg"
    EPA = "epa_g"
    DHA = "dha_g"
    ALA = "ala_g"
    CAFFEINE = "caffeine_mg"
    ALCOHOL = "alcohol_g"
    SODIUM = "sodium_mg"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of one nutrient."""

    value: Decimal
    """In the nutrient's own unit; what is known of it."""
    lacking_g: Decimal = Decimal(0)
    """Grams of food whose table has no figure: where it is not zero, the sum is a lower bound."""

    @property
    def is_at_least(self) -> bool:
        """Whether the true amount may be higher."""
        return self.lacking_g > 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.value + other.value, self.lacking_g + other.lacking_g)


NOTHING = Amount(Decimal(0))


def total(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of amounts of one nutrient."""
    return sum(amounts, NOTHING)

"""The words of eating: meals of the day, food groups, allergens, diets, and what a plan leaves out."""

from __future__ import annotations

import enum


class Slot(enum.StrEnum):
    """A meal of the day, in its order."""

    BREAKFAST = "breakfast"
    MORNING = "morning-snack"
    LUNCH = "lunch"
    AFTERNOON = "afternoon-snack"
    DINNER = "dinner"
    EVENING = "evening-snack"

    @property
    def is_main(self) -> bool:
        """Whether it is breakfast, lunch or dinner."""
        return self in (Slot.BREAKFAST, Slot.LUNCH, Slot.DINNER)


SLOTS_OF = {5: tuple(Slot)[:5], 6: tuple(Slot)}
"""The meals of a day with five and with six of them: three main meals and two or three snacks."""


class Group(enum.StrEnum):
    """One of the four food groups of Vietnamese guidance; the Polish and British plates map onto them."""

    STARCHY = "starchy"
    PROTEIN = "protein"
    FAT = "fat"
    PLANTS = "vegetables-fruit"


class Allergen(enum.StrEnum):
    """The fourteen of Regulation (EU) No 1169/2011, Annex II."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGG = "egg"
    FISH = "fish"
    PEANUT = "peanut"
    SOY = "soy"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITES = "sulphites"
    LUPIN = "lupin"
    MOLLUSCS = "molluscs"


class Diet(enum.StrEnum):
    """A way of eating that leaves out whole kinds of food."""

    ANY = "any"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"
    """No pork and no alcohol. Other meat still needs halal slaughter, which no table can tell."""

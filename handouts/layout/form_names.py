"""A localized handout -> what its forms need beside words: numbers behind facts, rows, days of the week."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

from handouts.localize.dates import week_days
from handouts.localize.handout import LocalizedHandout
from handouts.localize.numbers import number
from handouts.localize.text import LocalizedText, Run

Note = Callable[[LocalizedText], LocalizedText]


def form_names(handout: LocalizedHandout, *, note: Note) -> dict[str, Callable[..., Any]]:
    """Return the functions by the names that templates call.

    Args:
        handout: whose locale and facts count.
        note: told each text that is printed and stands neither in the library nor in the interface.
    """
    locale = handout.locale

    def printed(key: str, words: str) -> LocalizedText:
        return note(LocalizedText(key, (Run(words),), locale.settings.tag))

    def amounts(text: LocalizedText) -> tuple[int, ...]:
        """Return the whole numbers behind a fact that stands alone, such as 8 and 12 behind “8 to 12”."""
        names = {run.fact for run in text.runs if run.fact}
        found = [fact for fact in handout.facts if fact.name in names]
        if len(found) != 1 or not all(Decimal(amount) % 1 == 0 for amount in found[0].amounts):
            raise ValueError(f"“{text.plain}” is not one fact of whole numbers")
        return tuple(int(Decimal(amount)) for amount in found[0].amounts)

    def counted(first: int, last: int) -> tuple[LocalizedText, ...]:
        """Return the numbers from the first to the last, in the locale's digits."""
        return tuple(
            printed(f"number/{count}", number(Decimal(count), locale=locale))
            for count in range(first, last + 1)
        )

    def days(width: Literal["wide", "abbreviated"] = "wide") -> tuple[LocalizedText, ...]:
        """Return the days of a week, from the locale's first day on."""
        names = week_days(locale, width)
        return tuple(printed(f"week-day/{width}/{place}", name) for place, name in enumerate(names))

    return {"amounts": amounts, "counted": counted, "week_days": days}

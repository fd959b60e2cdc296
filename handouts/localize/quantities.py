"""Amounts that were computed, not authored -> phrases of a locale: “2 500 kcal”, “1½ bowls”, “240 g”."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from handouts.content.facts import FactValue
from handouts.localize.locales import Category, Locale
from handouts.localize.numbers import in_pattern, number, plural_category
from handouts.localize.text import Run

COMPUTED = "computed"
"""Stands where a fact's name stands: the run is kept in one piece and never turned round."""
_FRACTIONS = {Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}
_NBSP = "\u00a0"


def quantity(amount: Decimal, unit: str, *, locale: Locale) -> Run:
    """Return an amount with its unit, as one unbreakable run.

    Args:
        amount: rounded already to what is to be printed.
        unit: a unit of the locale's `locale.toml`, such as `gram`.
        locale: whose patterns and digits.

    Raises:
        KeyError: the locale has no such unit.
    """
    value = FactValue(value=_plain(amount), sources=(COMPUTED,))
    return Run(in_pattern(value, locale.patterns(unit), locale=locale), COMPUTED)


def measured(count: Decimal, measure: str, *, locale: Locale) -> Run:
    """Return a number of household measures with ½, ¼ and ¾ as cooks write them.

    Args:
        count: in quarters.
        measure: a measure of the locale's `measures.toml`, such as `bowl`.
        locale: whose patterns and digits.

    Raises:
        KeyError: the locale has no such measure, or lacks the plural form this number needs.
        ValueError: the count is not in quarters.
    """
    whole, part = int(count), count % 1
    if part and part not in _FRACTIONS:
        raise ValueError(f"{count} {measure} cannot be measured in a kitchen")
    written = (number(Decimal(whole), locale=locale) if whole or not part else "") + _FRACTIONS.get(part, "")
    forms = locale.measures[measure].forms
    pattern = forms.get(_category(count, locale)) or forms["other"]
    return Run(pattern.replace("{n}", written).replace(" ", _NBSP), COMPUTED)


def rounded(amount: Decimal, to: int) -> Decimal:
    """Return an amount rounded to the nearest multiple.

    >>> rounded(Decimal("2512.4"), 50)
    Decimal('2500')
    """
    return (amount / to).quantize(Decimal(1), ROUND_HALF_UP) * to


def grams_to_print(grams: Decimal) -> Decimal:
    """Return grams as a kitchen can weigh them: to the gram below ten, else to the nearest five.

    >>> grams_to_print(Decimal("48.75")), grams_to_print(Decimal("7.5"))
    (Decimal('50'), Decimal('8'))
    """
    return rounded(grams, 1 if grams < 10 else 5)


def _category(count: Decimal, locale: Locale) -> Category:
    if 0 < count < 1:
        return locale.settings.numbers.below_one
    value = FactValue(value=_plain(count), sources=(COMPUTED,))
    return plural_category(value, locale=locale)  # type: ignore[return-value]


def _plain(amount: Decimal) -> Decimal:
    """Return the same amount without an exponent or needless zeros, as facts are written."""
    return Decimal(f"{amount.normalize():f}")

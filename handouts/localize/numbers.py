"""A fact and a locale -> the words printed for it: `500 kcal`, `2–2,5 l`, `5–6 małych posiłków`."""

from __future__ import annotations

import gettext
import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale as CldrLocale
from babel.numbers import (
    NumberFormatError,
    UnsupportedNumberingSystemError,
    format_decimal,
    parse_decimal,
)

from handouts.content.facts import FactValue
from handouts.errors import LocaleError
from handouts.localize.locales import CATEGORIES, DIGITS, Category, Forms, Locale

NBSP = "\u00a0"
MOST_COUNTED = 201
"""Every plural rule of CLDR repeats within two hundred whole numbers, but for round millions."""


def number(amount: Decimal, *, locale: Locale) -> str:
    """Return a number in the locale's digits and separators, never rounded.

    Numbers below the locale's `group_from` are not grouped. The result is read back and compared, so that a
    number which the locale's rules would change is never printed.

    Raises:
        LocaleError: what was written does not read back as the same number.
    """
    grouped = abs(amount) >= locale.settings.numbers.group_from
    digits, formatting = locale.settings.numbers.digits, locale.settings.formatting
    try:
        written = format_decimal(
            amount,
            locale=formatting,
            decimal_quantization=False,
            group_separator=grouped,
            numbering_system=digits,
        )
        # Babel 2.18 writes the marks of a numbering system and leaves its digits to us.
        back = parse_decimal(written, locale=formatting, strict=True, numbering_system=digits)
    except UnsupportedNumberingSystemError as error:
        raise LocaleError(f"{formatting} has no digits “{digits}”", hint="see [numbers] digits") from error
    except NumberFormatError:
        back = None
    if back != amount:
        raise LocaleError(
            f"{amount} would be printed as “{written}” in {locale.code}", hint="check `formatting`"
        )
    spaced = written.replace(" ", NBSP).replace("\u202f", NBSP)
    return in_digits(_MARKS_OF_DIRECTION.sub("", spaced), locale=locale)


_MARKS_OF_DIRECTION = re.compile("[\u061c\u200e\u200f]")
"""CLDR puts them beside signs; here a number stands in an isolate of its own, where they change nothing."""


def in_digits(text: str, *, locale: Locale) -> str:
    """Return a text with its ASCII digits in the digits of the locale."""
    digits = DIGITS[locale.settings.numbers.digits]
    return text.translate(str.maketrans(DIGITS["latn"], digits))


def amounts(value: FactValue) -> tuple[Decimal, ...]:
    """Return the numbers of a value, in printing order."""
    given = (value.value, value.low, value.high, value.at_least, value.at_most)
    return tuple(amount for amount in given if amount is not None)


def bare(value: FactValue, *, locale: Locale) -> str:
    """Return a value's number or range without unit, noun or bound."""
    numbers = [number(amount, locale=locale) for amount in amounts(value)]
    if len(numbers) == 1:
        return numbers[0]
    low, high = numbers
    return locale.settings.numbers.range.replace("{low}", low).replace("{high}", high).replace(" ", NBSP)


def plural_category(value: FactValue, *, locale: Locale) -> str:
    """Return the CLDR plural category of a value; of a range, the category that CLDR's plural ranges give.

    Source: CLDR `plurals/pluralRanges`: where a language lists nothing, the category of the end holds.
    """
    rule = CldrLocale.parse(locale.settings.formatting).plural_form
    categories = [rule(_as_counted(amount)) for amount in amounts(value)]
    if len(categories) == 1:
        return str(categories[0])
    return locale.settings.plural_ranges.get("-".join(categories), str(categories[-1]))


def plural_slots(locale: Locale) -> dict[Category, int]:
    """Return which form of a catalog entry, counted from 0, holds each plural category of whole numbers.

    Gettext counts a language's forms and CLDR names them; both rules are asked about the same numbers.

    Raises:
        LocaleError: the locale's `plural_forms` cannot be read, or contradicts CLDR.
    """
    settings = locale.settings
    return slots_of(settings.plural_forms, formatting=settings.formatting, code=locale.code)


def slots_of(plural_forms: str, *, formatting: str, code: str) -> dict[Category, int]:
    """Return the same for a gettext header and a CLDR locale; see `plural_slots`."""
    return dict(_slots(plural_forms, formatting, code))


@lru_cache(maxsize=64)
def _slots(header: str, formatting: str, code: str) -> tuple[tuple[Category, int], ...]:
    found = re.search(r"plural\s*=\s*([^;]+)", header.partition(";")[2])
    try:
        form_of = gettext.c2py(found[1].strip() if found else "")
        forms = [form_of(count) for count in range(MOST_COUNTED)]
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise LocaleError(
            f"the plural_forms of {code} cannot be read: {error}", hint="see locale.toml"
        ) from error
    rule = CldrLocale.parse(formatting).plural_form
    categories: dict[str, Category] = {name: name for name in CATEGORIES}
    slots: dict[Category, int] = {}
    for count, slot in enumerate(forms):
        category = categories[rule(count)]
        if slots.setdefault(category, slot) != slot or [*slots.values()].count(slot) > 1:
            raise LocaleError(
                f"the plural_forms of {code} contradict CLDR for {count}", hint="take the header from CLDR"
            )
    return tuple(slots.items())


def in_pattern(value: FactValue, forms: Forms, *, locale: Locale) -> str:
    """Return a value inside the right one of a unit's or noun's patterns, with its bound, unbreakable.

    Raises:
        LocaleError: the patterns lack the category this value needs.
        KeyError: the locale does not say yet how it writes such a bound.
    """
    category = plural_category(value, locale=locale)
    pattern = forms.get(category) or (forms.get("other") if len(forms) == 1 else None)  # type: ignore[call-overload]
    if pattern is None:
        raise LocaleError(
            f"{locale.code} has no “{category}” form for “{next(iter(forms.values()))}”",
            hint="add the form to locale.toml, measures.toml or the catalog",
        )
    # A number never parts from the words beside it; a long counted phrase may break further on.
    bound = pattern.replace(" {n}", f"{NBSP}{{n}}").replace("{n} ", f"{{n}}{NBSP}")
    phrase = bound.replace("{n}", bare(value, locale=locale))
    settings = locale.settings.numbers
    if value.at_least is not None:
        return _bound("at_least", settings.at_least, phrase)
    if value.at_most is not None:
        return _bound("at_most", settings.at_most, phrase)
    return phrase


def _bound(name: str, pattern: str | None, phrase: str) -> str:
    if pattern is None:
        raise KeyError(name)
    return pattern.replace("{n}", phrase)


def _as_counted(amount: Decimal) -> Decimal | int:
    """Whole numbers count as such: 2.0 is two, not a fraction."""
    return int(amount) if amount == amount.to_integral_value() else amount

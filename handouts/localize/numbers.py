"""A fact and a locale -> the words printed for it: `500 kcal`, `2–2,5 l`, `5–6 małych posiłków`."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale as CldrLocale
from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from handouts.content.facts import FactValue
from handouts.errors import LocaleError
from handouts.localize.locales import Forms, Locale

NBSP = "\u00a0"


def number(amount: Decimal, *, locale: Locale) -> str:
    """Return a number in the locale's digits and separators, never rounded.

    Numbers below the locale's `group_from` are not grouped. The result is read back and compared, so that a
    number which the locale's rules would change is never printed.

    Raises:
        LocaleError: what was written does not read back as the same number.
    """
    grouped = abs(amount) >= locale.settings.numbers.group_from
    written = format_decimal(
        amount, locale=locale.settings.formatting, decimal_quantization=False, group_separator=grouped
    )
    try:
        back = parse_decimal(written, locale=locale.settings.formatting, strict=True)
    except NumberFormatError:
        back = None
    if back != amount:
        raise LocaleError(
            f"{amount} would be printed as “{written}” in {locale.code}", hint="check `formatting`"
        )
    return written.replace(" ", NBSP).replace("\u202f", NBSP)


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


def in_pattern(value: FactValue, forms: Forms, *, locale: Locale) -> str:
    """Return a value inside the right one of a unit's or noun's patterns, with its bound, unbreakable.

    Raises:
        LocaleError: the patterns lack the category this value needs.
    """
    category = plural_category(value, locale=locale)
    pattern = forms.get(category) or (forms.get("other") if len(forms) == 1 else None)  # type: ignore[call-overload]
    if pattern is None:
        raise LocaleError(
            f"{locale.code} has no “{category}” form for “{next(iter(forms.values()))}”",
            hint="add the form to locale.toml, measures.toml or the catalog",
        )
    phrase = pattern.replace("{n}", bare(value, locale=locale)).replace(" ", NBSP)
    settings = locale.settings.numbers
    if value.at_least is not None:
        return settings.at_least.replace("{n}", phrase)
    if value.at_most is not None:
        return settings.at_most.replace("{n}", phrase)
    return phrase


def _as_counted(amount: Decimal) -> Decimal | int:
    """Whole numbers count as such: 2.0 is two, not a fraction."""
    return int(amount) if amount == amount.to_integral_value() else amount

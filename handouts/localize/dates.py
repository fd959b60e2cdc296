"""Dates as a locale writes them, always with the locale given and never broken over two lines."""

from __future__ import annotations

from datetime import date
from typing import Literal

from babel import Locale as CldrLocale
from babel.dates import format_date, get_day_names

from handouts.localize.locales import Locale
from handouts.localize.numbers import in_digits


def written_date(day: date, pattern: str, *, locale: Locale) -> str:
    """Return a date by a CLDR pattern such as `d MMMM y` in the locale's words."""
    written = str(format_date(day, pattern, locale=locale.settings.formatting)).replace(" ", "\u00a0")
    return in_digits(written, locale=locale)


def week_days(locale: Locale, width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    """Return the names of the days of a week, from the locale's first day on, each beginning a row."""
    formatting = locale.settings.formatting
    names = get_day_names(width, context="stand-alone", locale=formatting)
    first = CldrLocale.parse(formatting).first_week_day
    days = [str(names[(first + day) % len(names)]).replace(" ", "\u00a0") for day in range(len(names))]
    return tuple(day[0].upper() + day[1:] for day in days)

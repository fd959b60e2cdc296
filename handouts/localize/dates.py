"""Dates as a locale writes them, always with the locale given and never broken over two lines."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from handouts.localize.locales import Locale


def written_date(day: date, pattern: str, *, locale: Locale) -> str:
    """Return a date by a CLDR pattern such as `d MMMM y` in the locale's words."""
    return str(format_date(day, pattern, locale=locale.settings.formatting)).replace(" ", "\u00a0")

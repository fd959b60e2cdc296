"""A run file + assets -> the plan of a run: reads the clinics and the names of what the library holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handouts.batch.plan import Plan, make_plan
from handouts.batch.plan_faults import Names
from handouts.batch.run_file import RunOrder
from handouts.batch.stationery import Stationery
from handouts.content.clinic_files import read_clinics
from handouts.content.interface import load_interface
from handouts.content.library import handout_files
from handouts.errors import SettingsError
from handouts.findings import Severity
from handouts.imprint.ticket_words import WORDS, TicketWords
from handouts.layout.page_formats import page_format_names
from handouts.localize.catalogs import load_catalog
from handouts.localize.locales import SOURCE_LOCALE, load_locale, locale_codes
from handouts.resources import AssetPath

FONTS = ("fonts/noto-sans/NotoSans-Regular.ttf", "fonts/noto-sans/NotoSans-Bold.ttf")
"""Job tickets are set in these: they hold every letter that our languages have."""


def names_of(assets: AssetPath) -> Names:
    """Return the names of all handouts, locales and page formats, and what partial locales hold."""
    handouts = tuple(path.stem for path in handout_files(assets))
    codes = locale_codes(assets)
    translated = ((code, frozenset(load_locale(code, assets=assets).settings.handouts)) for code in codes)
    partial = tuple((code, some) for code, some in translated if some)
    return Names(handouts, codes, page_format_names(assets), partial)


def plan_of(order: RunOrder, *, assets: AssetPath, today: date, keep_going: bool = False) -> Plan:
    """Read the clinics and return the plan of a run.

    Args:
        order: the run file.
        assets: where handouts, locales and formats are found.
        today: the day on which telephone lines must hold.
        keep_going: whether clinics with faults are left out.

    Raises:
        SettingsError: the run cannot start; every reason is listed.
    """
    names = names_of(assets)
    if not order.clinics.is_file():
        raise SettingsError(
            f"the clinics' file “{order.clinics}” does not exist",
            hint="paths in a run file are relative to its folder",
            findings=(order.finding("run-no-clinics", f"“{order.file.clinics}” is not there", "clinics"),),
        )
    clinics, findings = read_clinics(order.clinics, locales=names.locales, today=today)
    faults = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    return make_plan(order, clinics=clinics, names=names, faults=faults, keep_going=keep_going)


def stationery_of(assets: AssetPath) -> Stationery:
    """Return fonts and words of job tickets, in every language that has them all.

    Raises:
        SettingsError: a font is missing.
    """
    found = tuple(assets.find(name) for name in FONTS)
    if found[0] is None or found[1] is None:
        raise SettingsError("the fonts of job tickets are missing", hint="install handouts again")
    english = {
        name.removeprefix(WORDS): word.text
        for name, word in load_interface(assets).messages.items()
        if name.startswith(WORDS)
    }
    words = ((code, _in_locale(code, english, assets)) for code in locale_codes(assets))
    return Stationery(
        (str(found[0]), str(found[1])), tuple((code, of) for code, of in words if of is not None)
    )


def _in_locale(code: str, english: Mapping[str, str], assets: AssetPath) -> TicketWords | None:
    locale = load_locale(code, assets=assets)
    if code == SOURCE_LOCALE:
        return TicketWords(code, locale.settings.tag, tuple(english.items()))
    entries = load_catalog(locale, assets=assets).entries
    translated = {name: entries.get(f"interface/{WORDS}{name}") for name in english}
    good = tuple(
        (name, entry.text)
        for name, entry in translated.items()
        if entry is not None and entry.text and not entry.fuzzy and entry.source == english[name]
    )
    return TicketWords(code, locale.settings.tag, good) if len(good) == len(english) else None

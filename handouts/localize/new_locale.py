"""A language's names and its CLDR locale -> the files of a new locale, filled with what CLDR knows.

What CLDR does not know is left out, never guessed and never English: a handout that needs it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale as CldrLocale
from babel import UnknownLocaleError, localedata
from babel.numbers import get_decimal_symbol, get_group_symbol

from handouts.content.model import Jurisdiction
from handouts.errors import LocaleError
from handouts.localize.locales import CATEGORIES, Locale
from handouts.localize.numbers import slots_of
from handouts.localize.patterns import dated, holding
from handouts.localize.plural_rules import plural_header

CODE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
"""A language, perhaps its script, perhaps its country: uk, zh-Hant, en-AU."""
_UNITS = {
    "kcal": ("energy-kilocalorie", "short"),
    "litre": ("volume-liter", "long"),
    "millilitre": ("volume-milliliter", "short"),
    "gram": ("mass-gram", "short"),
    "kilogram": ("mass-kilogram", "short"),
    "milligram": ("mass-milligram", "short"),
    "millimetre": ("length-millimeter", "short"),
    "percent": ("concentr-percent", "short"),
    "celsius": ("temperature-celsius", "short"),
    "fahrenheit": ("temperature-fahrenheit", "short"),
    "minute": ("duration-minute", "long"),
    "hour": ("duration-hour", "long"),
    "day": ("duration-day", "long"),
    "week": ("duration-week", "long"),
    "month": ("duration-month", "long"),
    "year": ("duration-year", "long"),
}
"""CLDR's names of our units, and how they are written for patients."""
_QUOTES = {
    "„“": "bg cs de et is ka lt mk sk sl sq sr",
    "„”": "hr hu nl pl ro",
    "«»": "ar be ca el es fa fr hy it kk ku ky nb nn no ps pt ru uk",
    "””": "fi sv",
    "「」": "ja",
}
"""Quotation marks of languages that do not write “ ” (CLDR delimiters)."""


@dataclass(frozen=True, slots=True)
class NewLocale:
    """What somebody decided about a new language, and what CLDR added."""

    code: str
    name: str
    endonym: str
    tag: str
    formatting: str
    direction: str
    plural_forms: str
    jurisdiction: Jurisdiction
    text_fonts: tuple[str, ...] = ()
    """Folders of fonts; nothing: the usual ones."""
    heading_fonts: tuple[str, ...] = ()


def new_locale(
    code: str,
    *,
    name: str = "",
    endonym: str = "",
    tag: str = "",
    formatting: str = "",
    direction: str = "",
    plural_forms: str = "",
    jurisdiction: Jurisdiction = Jurisdiction.GB,
) -> NewLocale:
    """Return a new language: what is given, and from CLDR what is not.

    Args:
        code: name of its folder, such as `uk`.
        name: in English.
        endonym: in the language itself.
        tag: BCP 47; the code if it is empty.
        formatting: whose digits, dates and plural rule it takes; the code if it is empty.
        direction: ltr or rtl.
        plural_forms: gettext header.
        jurisdiction: whose numbers and telephone lines it prints when nobody chooses.

    Raises:
        LocaleError: the code cannot be one, CLDR does not know the formatting locale, or the plural forms
            count otherwise than it does.
    """
    if not re.fullmatch(CODE, code):
        raise LocaleError(f"“{code}” cannot be the code of a language", hint="write it like uk, or zh-Hant")
    wanted = (formatting or code).replace("-", "_")
    try:
        cldr = CldrLocale.parse(wanted)
    except (UnknownLocaleError, ValueError) as error:
        raise LocaleError(
            f"CLDR knows no locale “{wanted}”",
            hint="name one whose digits and dates it takes: --formatting en_GB --name … --endonym …",
        ) from error
    if formatting and not (name and endonym) and CldrLocale.parse(wanted).language != code.split("-")[0]:
        raise LocaleError(
            f"CLDR does not know what “{code}” is called", hint="give its names: --name … --endonym …"
        )
    if plural_forms:
        slots_of(plural_forms, formatting=str(cldr), code=code)  # numbers and nouns must count alike
    return NewLocale(
        code=code,
        name=name or str(cldr.english_name),
        endonym=endonym or _capital(str(cldr.display_name)),
        tag=tag or code,
        formatting=str(cldr),
        direction=direction or ("rtl" if cldr.text_direction == "rtl" else "ltr"),
        plural_forms=plural_forms or plural_header(str(cldr)),
        jurisdiction=jurisdiction,
    )


def files_of(new: NewLocale, *, source: Locale) -> dict[str, str]:
    """Return the files of a new locale by their names, catalogs apart.

    Args:
        new: the language.
        source: the locale of the library, whose units and measures are to be had.
    """
    return {
        "locale.toml": "\n".join(_settings(new, source)) + "\n",
        "measures.toml": "\n".join(_measures(new, source)) + "\n",
        "cues.toml": "\n".join(_cues(new)) + "\n",
        "signoff.toml": "# Approvals of texts by named people: see docs/sign-off.md.\nschema_version = 1\n",
    }


def _settings(new: NewLocale, source: Locale) -> Iterator[str]:
    cldr = CldrLocale.parse(new.formatting)
    opening, closing = _quotes(cldr.language)
    yield "# Made from CLDR by `handouts locales add`: read every line. docs/add-a-language.md explains each."
    yield f"name = {_text(new.name)}"
    yield f"endonym = {_text(new.endonym)}"
    yield f"tag = {_text(new.tag)}"
    yield f"formatting = {_text(new.formatting)}"
    yield f"direction = {_text(new.direction)}"
    yield f"default_jurisdiction = {_text(new.jurisdiction)}"
    yield 'handouts = ["when-to-get-help"] # those that are translated first; delete the line when all are'
    yield f"plural_forms = {_text(new.plural_forms)}"
    yield f"date = {_text(_date(cldr, 'dMy'))}"
    yield f"month = {_text(_date(cldr, 'My'))}"
    yield f"quotes = [{_text(opening)}, {_text(closing)}]"
    if new.text_fonts or new.heading_fonts:
        yield "\n[fonts]"
        for role, folders in (("text", new.text_fonts), ("heading", new.heading_fonts)):
            if folders:
                yield f"{role} = [{', '.join(map(_text, folders))}]"
        if len(new.text_fonts) > 1:
            yield f"numbers = {_text(new.text_fonts[-1])}"
    yield "\n[numbers]"
    yield 'range = "{low}–{high}"'
    yield '# at_least = "{n} or more"       how this language writes them: CLDR does not know'
    yield '# at_most = "up to {n}"'
    yield "\n[units]"
    for unit in source.settings.units:
        forms = _unit(cldr, *_UNITS[unit]) if unit in _UNITS else {}
        inner = ", ".join(f"{category} = {_text(pattern)}" for category, pattern in forms.items())
        yield (
            f"{unit} = {{{inner}}}" if forms else f"# {unit} =          CLDR lacks a pattern for some number"
        )


def _unit(cldr: CldrLocale, unit: str, length: str) -> dict[str, str]:
    """Return CLDR's patterns of a unit; none where one is missing or hides its number oddly."""
    loaded: dict[str | int | None, Any] = dict(localedata.load(str(cldr)).items())
    data = localedata.LocaleDataDict(loaded)
    known = data["unit_patterns"].get(unit, {})
    patterns = known.get(length) or known.get("short") or {}
    wanted = [category for category in CATEGORIES if category in {*cldr.plural_form.tags, "other"}]
    forms: dict[str, str] = {}
    for category in wanted:
        pattern = patterns.get(category) or patterns.get("other")
        if not isinstance(pattern, str):
            return {}
        # Arabic says “two days” in one word: the digit stands beside it, so that nobody misses it.
        written = re.sub("[\u200e\u200f\u061c]", "", pattern)
        written = written.replace("{0}", "{n}") if "{0}" in written else f"{written} ({{n}})"
        try:
            forms[category] = holding("{n}")(written)
        except ValueError:
            return {}
    return {"other": forms["other"]} if len(set(forms.values())) == 1 else forms


def _date(cldr: CldrLocale, fields: str) -> str:
    own = cldr.date_formats["long"].pattern if fields == "dMy" else _skeleton(cldr)
    for pattern in (re.sub("[\u200e\u200f\u061c]", "", own), "d MMMM y" if fields == "dMy" else "LLLL y"):
        try:
            return dated(fields)(pattern)
        except ValueError:
            continue
    raise LocaleError(f"CLDR has no date for {cldr} that we can print", hint="choose another --formatting")


def _skeleton(cldr: CldrLocale) -> str:
    skeleton = cldr.datetime_skeletons.get("yMMMM")
    return str(skeleton.pattern) if skeleton is not None else ""


def _quotes(language: str) -> tuple[str, str]:
    for marks, languages in _QUOTES.items():
        if language in languages.split():
            return marks[0], marks[1]
    return "“", "”"


def _measures(new: NewLocale, source: Locale) -> Iterator[str]:
    cldr = CldrLocale.parse(new.formatting)
    forms = ", ".join(f'{c} = "{{n}} …"' for c in CATEGORIES if c in {*cldr.plural_form.tags, "other"})
    yield f"# Kitchen measures in {new.name}. Take the # away as you write them; what is missing is refused."
    yield "[measures]"
    for name, measure in source.measures.items():
        yield f"\n# [measures.{name}]"
        if measure.millilitres:
            yield f"# millilitres = {measure.millilitres}"
        yield f"# forms = {{{forms}}}"


def _cues(new: NewLocale) -> Iterator[str]:
    decimal = get_decimal_symbol(new.formatting)
    group = get_group_symbol(new.formatting)
    spaced = "space" if not group.strip() else group
    yield f"# The words that carry quantities in {new.name}. docs/cues.md says what each table is for."
    yield "[separators]"
    yield f"decimal = {_text(decimal)}"
    yield f"group = [{_text(spaced)}]"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

"""`locales/<code>/cues.toml` -> the words that carry quantities in one language: numbers, units, limits, not.

Data for the check that compares the quantities of a translation with those of its source; `docs/cues.md` says
how to write it. A language without the file has the separators of CLDR and no words: its digits are compared.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol
from pydantic import AfterValidator, Field, ValidationError

from handouts.content.model import Model
from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.resources import AssetPath

Limit = Literal["min", "max", "over", "under"]
"""At least, at most, more than, less than."""
Period = Literal["second", "minute", "hour", "day", "week", "month", "year"]
"""How often: so many times in each of these."""
PERIODS: tuple[Period, ...] = get_args(Period)


def _phrase(text: str) -> str:
    """Refuse what could never match, or would match everything."""
    if not text.strip() or text != " ".join(text.split()):
        raise ValueError(f"“{text}” is empty or has spaces to spare")
    if any("*" in word.strip("*") or not word.strip("*") for word in text.split()):
        raise ValueError(f"“{text}”: a star stands at the end (or start) of a word, for any ending")
    return text.casefold()


def _number(text: str) -> str:
    """Refuse keys that are no number: `12`, `1/2`, `3/2`."""
    if not re.fullmatch(r"\d+(/[1-9]\d*)?", text):
        raise ValueError(f"“{text}” is not a number such as 12 or 1/2")
    return text


Separator = Annotated[str, Field(min_length=1, max_length=1)]
Phrase = Annotated[str, AfterValidator(_phrase)]
Phrases = tuple[Phrase, ...]
Number = Annotated[str, AfterValidator(_number)]
NumberWords = dict[Number, Phrases]
"""A number (`"12"`, `"1/2"`) -> the words for it."""


class Separators(Model):
    """How digits are grouped and divided."""

    decimal: Separator = "."
    group: tuple[Separator | Literal["space"], ...] = (",",)
    """A space is never a fault between groups of three, in any language."""


class NumberTables(Model):
    """Number words."""

    words: NumberWords = Field(default_factory=dict)
    multipliers: NumberWords = Field(default_factory=dict)
    """Words that multiply what stands before them: hundred, thousand, `mươi`."""
    joiners: Phrases = ()
    """Words that may stand inside a number: “a hundred **and** five”, `linh`."""
    fractions: NumberWords = Field(default_factory=dict)
    """Whole phrases: half, `półtora`, three quarters."""
    and_fractions: NumberWords = Field(default_factory=dict)
    """What adds to the number before it, also across its unit: “and a half”, `rưỡi`."""
    ordinals: NumberWords = Field(default_factory=dict)
    counts: NumberWords = Field(default_factory=dict)
    """So many times in one word: once, twice, `dwukrotnie`."""
    prefixes: NumberWords = Field(default_factory=dict)
    """Beginnings of words with a number in them: `ośmio*`; they never accuse."""
    doubtful: Phrases = ()
    """Number words that mean other things too: they count only before a unit or beside another number."""
    idle: Phrases = ()
    """Phrases with a number word that count nothing: “one another”, `một số`."""


class Limits(Model):
    """Words beside a number that turn it into a limit."""

    min: Phrases = ()
    max: Phrases = ()
    over: Phrases = ()
    under: Phrases = ()


class LimitTables(Model):
    """Limits by where they stand."""

    before: Limits = Limits()
    after: Limits = Limits()
    weak: dict[Limit, Phrases] = Field(default_factory=dict)
    """Words that may stand for a limit and often stand for none: they satisfy, and never accuse."""
    idle: Phrases = ()
    """Phrases with such a word that limit nothing."""


class FrequencyTables(Model):
    """How often."""

    every: Phrases = ()
    """Words before a period or a number of it: every, per, `co`, `mỗi`."""
    periods: dict[Period, Phrases] = Field(default_factory=dict)
    """Whole phrases: daily, a day, `dziennie`, `hằng ngày`."""
    idle: Phrases = ()
    """Phrases with such a word that say no frequency."""


class NegationTables(Model):
    """Words that turn a sentence round."""

    strong: Phrases = ()
    """not, never, `nie`, `không`."""
    firm: Phrases = ()
    """do not, never, must not, `nie wolno`: an instruction."""
    certain: Phrases = ()
    """without, avoid, `bez`, `tránh`: no language says them without some denial."""
    stop: Phrases = ()
    """stop, leave off: beside “not” they turn it round, and are no translation of it."""
    soft: Phrases = ()
    """What may stand for a “not” in another language: without, avoid, unable, unless."""
    idle: Phrases = ()
    """Phrases with such a word that deny nothing: “not only”, `không khí`."""


UNITS = frozenset(
    {
        *("microgram", "milligram", "gram", "kilogram", "millilitre", "centilitre", "decilitre", "litre"),
        *("millimetre", "centimetre", "metre", "kilometre", "second", "minute", "hour", "day", "week"),
        *("fortnight", "month", "year", "decade", "century", "kilocalorie", "kilojoule", "percent"),
        *("celsius", "fahrenheit", "times"),
    }
)
"""The names of units of measure, the same in all languages."""


def _unit(name: str) -> str:
    if name not in UNITS:
        raise ValueError(f"“{name}” is not a unit of measure; they are {', '.join(sorted(UNITS))}")
    return name


class CueTables(Model):
    """The file `cues.toml`."""

    separators: Separators = Separators()
    numbers: NumberTables = NumberTables()
    units: dict[Annotated[str, AfterValidator(_unit)], Phrases] = Field(default_factory=dict)
    """Unit -> its words and symbols; the names are shared by all languages (docs/cues.md lists them)."""
    things: dict[str, Phrases] = Field(default_factory=dict)
    """Counted things that are no unit of measure: meals, tablets, feeds."""
    fillers: Phrases = ()
    """Words that may stand between a number and its unit: full, more, small."""
    ranges: Phrases = ()
    """Words between the two ends of a range; dashes need no mention."""
    range_pairs: tuple[tuple[Phrase, Phrase], ...] = ()
    """What stands before the first end and between the two: between … and, `od` … `do`."""
    minus: Phrases = ()
    limits: LimitTables = LimitTables()
    frequency: FrequencyTables = FrequencyTables()
    opposites: dict[str, dict[str, Phrases]] = Field(default_factory=dict)
    """Axis -> its two sides: `order` has `before` and `after`, `amount` has `more` and `less`."""
    negation: NegationTables = NegationTables()
    months: dict[Number, Phrases] = Field(default_factory=dict)
    weekdays: dict[Number, Phrases] = Field(default_factory=dict)
    """Monday is 1."""
    name_words: Phrases = ()
    """Words before a number that make it a name: version, page, step."""
    clock_words: Phrases = ()
    """Words before a time of day, where `8.30` is no decimal number."""
    am: Phrases = ()
    pm: Phrases = ()
    """Words after a time of day."""


@dataclass(frozen=True, eq=False, slots=True)
class Cues:
    """The cue tables of one language."""

    code: str
    tables: CueTables

    @property
    def decimal(self) -> str:
        """The decimal separator."""
        return self.tables.separators.decimal

    @property
    def groups(self) -> tuple[str, ...]:
        """The separators of groups of three digits."""
        return tuple(" " if sign == "space" else sign for sign in self.tables.separators.group)


def number(text: str) -> Fraction:
    """Return the number behind a key of a table.

    >>> number("3/2")
    Fraction(3, 2)
    """
    return Fraction(text)


def load_cues(code: str, *, assets: AssetPath, formatting: str = "") -> Cues:
    """Return the cues of a language: its file, or the separators of CLDR where there is none.

    Args:
        code: the locale, such as `pl`.
        assets: where locales are looked for.
        formatting: the CLDR locale for separators, if the code is none.

    Raises:
        LocaleError: the file has faults (all listed, with their lines).
    """
    path = assets.find(f"locales/{code}/cues.toml")
    if path is None:
        return bare_cues(code, formatting or code)
    return _parsed(code, _text(path), f"{path.parent.name}/{path.name}")


@lru_cache(maxsize=64)
def bare_cues(code: str, formatting: str) -> Cues:
    """Return cues without words: CLDR's separators, or those of English where it knows none."""
    try:
        cldr = CldrLocale.parse(formatting.replace("-", "_"))
        found = Separators(decimal=get_decimal_symbol(cldr), group=(_plain(get_group_symbol(cldr)),))
    except (UnknownLocaleError, ValueError):
        found = Separators()
    return Cues(code, CueTables(separators=found))


def _plain(symbol: str) -> str:
    return "space" if symbol.isspace() else symbol


def _text(path: Path) -> str:
    place = f"{path.parent.name}/{path.name}"
    try:
        return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LocaleError(
            f"“{place}” cannot be read: {error}",
            hint="save it as UTF-8",
            findings=[Finding("locale-toml", str(error), where=Where(place))],
        ) from error


@lru_cache(maxsize=64)
def _parsed(code: str, text: str, place: str) -> Cues:
    faults: list[Finding] = []
    try:
        return Cues(code, CueTables.model_validate(tomllib.loads(text)))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            line = _line_of(text, tuple(str(part) for part in fault["loc"]))
            dotted = ".".join(str(part) for part in fault["loc"])
            faults.append(Finding("locale-toml", str(fault["msg"]), where=Where(place, line, dotted)))
    except (ValueError, RecursionError) as error:
        line = int(match[1]) if (match := re.search(r"line (\d+)", str(error))) else None
        faults.append(Finding("locale-toml", str(error), where=Where(place, line), hint="mend the TOML"))
    raise LocaleError(f"the cues of “{code}” have faults", hint="see docs/cues.md", findings=faults)


def _line_of(text: str, path: tuple[str, ...]) -> int | None:
    """Return the line of the deepest part of a path that stands in the file: a table, then a key in it."""
    table, found = "", None
    names = [part for part in path if not part.isdigit() or f'"{part}"' in text]
    for count, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = header[1].replace('"', "").strip()
            if ".".join(names).startswith(table) and found is None:
                found = count
        elif (key := re.match(r'\s*"?([^"=]+?)"?\s*=', line)) and _is_on(names, table, key[1]):
            return count
    return found


def _is_on(names: list[str], table: str, key: str) -> bool:
    whole = f"{table}.{key}" if table else key
    dotted = ".".join(names)
    return dotted == whole or dotted.startswith(f"{whole}.")

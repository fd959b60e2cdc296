"""A locale: a language with its conventions, read from `locales/<code>/locale.toml` and `measures.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError

from handouts.content.authoring import suggest
from handouts.content.model import Jurisdiction, Model, Slug
from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.localize.patterns import dated, holding
from handouts.resources import AssetPath

Category = Literal["zero", "one", "two", "few", "many", "other"]
"""A plural category of CLDR."""
CATEGORIES: tuple[Category, ...] = get_args(Category)


Pattern = Annotated[str, AfterValidator(holding("{n}"))]
Forms = dict[Category, Pattern]
"""A pattern for each plural category of the language; `{n}` stands for the number."""


def _known_to_cldr(name: str) -> str:
    try:
        CldrLocale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"CLDR knows no locale “{name}”; write it like en_GB") from error
    return name


DIGITS = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "khmr": "០១២៣៤៥៦៧៨៩",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
}
"""Digits that a locale may print, by CLDR's name of their numbering system."""


def _known_digits(name: str) -> str:
    if name not in DIGITS:
        raise ValueError(f"“{name}” are no digits that can be printed; choose from {', '.join(DIGITS)}")
    return name


def _one_or_more(folders: object) -> object:
    return (folders,) if isinstance(folders, str) else folders


FontFolders = Annotated[tuple[str, ...], BeforeValidator(_one_or_more), Field(min_length=1, max_length=4)]
"""Folders of `fonts/`, the first that holds a letter counts; one folder may stand without brackets."""


Separator = Annotated[str, StringConstraints(pattern=r"^[^\w\s{}<>&\x00-\x1f]$")]


class Numbers(Model):
    """How numbers are written."""

    digits: Annotated[str, AfterValidator(_known_digits)] = "latn"
    """CLDR's name of the digits: `latn` prints 2.5, `arab` ٢٫٥, `deva` २.५."""
    range: Annotated[str, AfterValidator(holding("{low}", "{high}"))]
    """`{low}` and `{high}` in their order; the dash or word between them."""
    at_least: Pattern | None = None
    """Nothing: not known yet, and a handout that needs it is refused."""
    at_most: Pattern | None = None
    below_one: Category = "other"
    """Plural category of a fraction below one: “½ bowl”, “½ miseczki” (CLDR leaves decimals to `other`)."""
    group_from: int = 10_000
    """Smallest number written with a group separator: `2.000` is too easily read as two."""


class LocaleSettings(Model):
    """The conventions of one language."""

    name: str
    """In English."""
    endonym: str
    """In the language itself."""
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
    """BCP 47 tag written into the PDF."""
    formatting: Annotated[str, AfterValidator(_known_to_cldr)]
    """CLDR locale for digits and dates, such as `en_GB`; need not be the content's own language."""
    direction: Literal["ltr", "rtl"] = "ltr"
    default_jurisdiction: Jurisdiction
    date: Annotated[str, AfterValidator(dated("dMy"))]
    """CLDR date pattern for a whole date."""
    month: Annotated[str, AfterValidator(dated("My"))]
    """CLDR date pattern for month and year."""
    plural_forms: str
    """The gettext Plural-Forms header of this language's catalogs."""
    plural_ranges: dict[str, str] = Field(default_factory=dict)
    """Category of a range where it is not that of its end, as `"one-other" = "other"` (CLDR pluralRanges)."""
    no_break_after: tuple[str, ...] = ()
    """Words that may not end a line."""
    quotes: tuple[str, str] = ("“", "”")
    comma: Separator = ","
    """Stands behind a name, before its hours; Arabic has its own, `،`."""
    semicolon: Separator = ";"
    """Stands between the sources."""
    numbers: Numbers
    units: dict[str, Forms | dict[str, Forms]]
    """Patterns of each unit; a unit with cases holds one table of patterns for each case."""
    handouts: tuple[Slug, ...] = ()
    """The handouts that are translated, where not all are; empty: all. A handout that is not named can be
    asked for by name, and is refused with what it lacks."""
    cuisine: str = ""
    """Whose dishes a meal plan takes when nobody chose (a file of `planner/data/dishes/`); empty: none."""
    fonts: dict[Literal["text", "heading", "numbers"], FontFolders] = Field(default_factory=dict)
    """Font families where the default ones lack letters of this language.

    `numbers` is for digits and for other languages on a page from right to left.
    """
    type_scale: Annotated[float, Field(ge=1, le=1.5)] = 1.0
    """How much larger running text is set, where the letters of a script are smaller than Latin ones."""

    def has(self, handout: str) -> bool:
        """Return whether a handout is among those of this language."""
        return not self.handouts or handout in self.handouts


class Measure(Model):
    """One kitchen measure."""

    millilitres: Annotated[int, Field(gt=0)] | None = None
    forms: Forms


class Measures(Model):
    """Kitchen measures: how a spoon, a glass or a bowl is counted in this language."""

    measures: dict[str, Measure]


class Locale(Model):
    """A locale as the other stages use it."""

    code: str
    settings: LocaleSettings
    measures: dict[str, Measure]
    source: bool = False
    """Whether this is the language the library is written in."""

    def patterns(self, unit: str, form: str = "") -> Forms:
        """Return the patterns of a unit or kitchen measure, in a grammatical case where one is named.

        Raises:
            KeyError: the locale has no such unit, or the unit has no such form.
        """
        if unit in self.measures and not form:
            return self.measures[unit].forms
        table = self.settings.units[unit]
        cases = {name: forms for name, forms in table.items() if isinstance(forms, dict)}
        if not cases:
            if form:
                raise KeyError(form)
            return table  # type: ignore[return-value]
        return cases[form or "base"]


SOURCE_LOCALE = "en"
"""The library is written in British English."""


def locale_codes(assets: AssetPath) -> tuple[str, ...]:
    """Return the codes of all locales found."""
    return tuple(code for code in assets.folders("locales") if assets.find(f"locales/{code}/locale.toml"))


def load_locale(code: str, *, assets: AssetPath) -> Locale:
    """Return one locale.

    Raises:
        LocaleError: there is no such locale (the nearest is suggested), or its files have faults (all
            listed).
    """
    settings_path = assets.find(f"locales/{code}/locale.toml")
    if settings_path is None:
        hint = suggest(code, locale_codes(assets)) or "add a folder: see docs/add-a-language.md"
        raise LocaleError(f"there is no locale “{code}”", hint=hint)
    measures_path = assets.find(f"locales/{code}/measures.toml")
    faults: list[Finding] = []
    settings = _read(settings_path, LocaleSettings, faults)
    measures = _read(measures_path, Measures, faults) if measures_path else Measures(measures={})
    if settings is None or measures is None:
        raise LocaleError(f"the locale “{code}” has faults", findings=faults)
    return Locale(code=code, settings=settings, measures=measures.measures, source=code == SOURCE_LOCALE)


S = TypeVar("S", bound=Model)


def _read(path: Path, model: type[S], faults: list[Finding]) -> S | None:
    place = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            path_text = ".".join(str(part) for part in fault["loc"])
            faults.append(Finding("locale-toml", str(fault["msg"]), where=Where(place, path=path_text)))
    except (OSError, ValueError, RecursionError) as error:
        faults.append(Finding("locale-toml", str(error), where=Where(place), hint="mend the TOML"))
    return None

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.facts import Fact, FactValue
from handouts.content.library import Library, load_library
from handouts.content.model import Jurisdiction
from handouts.errors import LocaleError
from handouts.localize.catalogs import load_catalog
from handouts.localize.locales import CATEGORIES, locale_codes
from handouts.localize.numbers import bare, in_pattern, plural_category, plural_slots
from handouts.localize.translator import Translator
from handouts.localize.typeset import keep_together
from handouts.resources import AssetPath
from handouts.testing.builders import a_fact, a_locale, a_value

CODES = locale_codes(AssetPath())
LOCALES = {code: a_locale(code) for code in CODES}


def shown(text: str) -> str:
    """Make the spaces that may not break visible."""
    return text.replace("\u00a0", "_")


def phrase(code: str, fact: Fact, form: str = "") -> str:
    locale = LOCALES[code]
    return in_pattern(fact.values["any"], locale.patterns(str(fact.unit), form), locale=locale)


@pytest.mark.parametrize(
    ("code", "unit", "value", "expected"),
    [
        ("en", "kcal", {"value": "500"}, "500_kcal"),
        ("pl", "kcal", {"value": "500"}, "500_kcal"),
        ("vi", "kcal", {"value": "500"}, "500_kcal"),
        ("en", "litre", {"low": "2", "high": "2.5"}, "2_to_2.5_litres"),
        ("pl", "litre", {"low": "2", "high": "2.5"}, "2–2,5_l"),
        ("vi", "litre", {"low": "2", "high": "2.5"}, "2–2,5_lít"),
        ("en", "litre", {"value": "1"}, "1_litre"),
        ("en", "litre", {"value": "1.5"}, "1.5_litres"),
        ("en", "litre", {"value": "0.5"}, "0.5_litres"),
        ("en", "percent", {"value": "90"}, "90%"),
        ("pl", "percent", {"low": "7", "high": "10"}, "7–10%"),
        ("vi", "percent", {"at_most": "10"}, "tối đa 10%"),
        ("en", "celsius", {"value": "38"}, "38°C"),
        ("pl", "celsius", {"value": "38.5"}, "38,5°C"),
        ("vi", "celsius", {"at_least": "38"}, "từ 38°C trở lên"),
        ("en", "fahrenheit", {"value": "100.4"}, "100.4°F"),
        ("en", "celsius", {"at_least": "38"}, "38°C or more"),
        ("en", "month", {"at_most": "6"}, "up to 6_months"),
        ("pl", "gram", {"at_most": "30"}, "do 30_g"),
        ("en", "celsius", {"low": "-18", "high": "-15"}, "-18_to_-15°C"),
        ("pl", "celsius", {"value": "-18"}, "-18°C"),
        ("en", "millilitre", {"value": "2000"}, "2000_ml"),
        ("pl", "millilitre", {"value": "2000"}, "2000_ml"),
        ("vi", "millilitre", {"value": "2000"}, "2000_ml"),
        ("en", "millilitre", {"value": "9999"}, "9999_ml"),
        ("en", "millilitre", {"value": "10000"}, "10,000_ml"),
        ("pl", "millilitre", {"value": "10000"}, "10_000_ml"),
        ("vi", "millilitre", {"value": "10000"}, "10.000_ml"),
        ("pl", "gram", {"value": "0.125"}, "0,125_g"),
        ("vi", "day", {"low": "5", "high": "6"}, "5–6_ngày"),
        ("en", "hour", {"value": "24"}, "24_hours"),
        ("vi", "hour", {"value": "24"}, "24_giờ"),
        ("uk", "litre", {"low": "2", "high": "2.5"}, "2–2,5_л"),
        ("uk", "hour", {"value": "24"}, "24_години"),
        ("uk", "day", {"value": "21"}, "21_день"),
        ("uk", "day", {"value": "11"}, "11_днів"),
        ("uk", "week", {"value": "1.5"}, "1,5_тижня"),
        ("uk", "celsius", {"at_least": "38"}, "38_°C або більше"),
        ("uk", "millilitre", {"value": "10000"}, "10_000_мл"),
        ("ar", "litre", {"low": "2", "high": "2.5"}, "2–2.5_لتر"),
        ("ar", "hour", {"value": "24"}, "24_ساعة"),
        ("ar", "hour", {"low": "2", "high": "3"}, "2–3_ساعات"),
        ("ar", "week", {"value": "2"}, "أسبوعان_(2)"),
        ("ar", "day", {"low": "1", "high": "2"}, "1–2_يوم"),
        ("ar", "day", {"value": "100"}, "100_يوم"),
        ("ar", "celsius", {"at_least": "100.4"}, "100.4_درجة_مئوية أو أكثر"),
    ],
)
def test_a_quantity_reads_as_its_readers_write_it(code, unit, value, expected):
    assert shown(phrase(code, a_fact(unit=unit, **value))) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"value": "1"}, "1 tydzień"),
        ({"value": "2"}, "2 tygodnie"),
        ({"value": "4"}, "4 tygodnie"),
        ({"value": "5"}, "5 tygodni"),
        ({"value": "12"}, "12 tygodni"),
        ({"value": "21"}, "21 tygodni"),
        ({"value": "22"}, "22 tygodnie"),
        ({"value": "112"}, "112 tygodni"),
        ({"value": "1.5"}, "1,5 tygodnia"),
        ({"value": "2.0"}, "2 tygodnie"),
        ({"low": "1", "high": "2"}, "1–2 tygodnie"),
        ({"low": "2", "high": "3"}, "2–3 tygodnie"),
        ({"low": "5", "high": "6"}, "5–6 tygodni"),
        ({"low": "21", "high": "22"}, "21–22 tygodnie"),
        ({"low": "4", "high": "6"}, "4–6 tygodni"),
        ({"low": "1", "high": "1.5"}, "1–1,5 tygodnia"),
    ],
)
def test_polish_counts_in_its_four_forms(value, expected):
    assert phrase("pl", a_fact(unit="week", **value)).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("day", {"value": "1"}, "1 dnia"),
        ("week", {"value": "2"}, "2 tygodni"),
        ("month", {"value": "6"}, "6 miesięcy"),
        ("month", {"value": "1"}, "1 miesiąca"),
        ("hour", {"value": "24"}, "24 godzin"),
        ("year", {"low": "1", "high": "2"}, "1–2 lat"),
        ("year", {"value": "1.5"}, "1,5 roku"),
    ],
)
def test_polish_declines_the_words_of_time(unit, value, expected):
    assert phrase("pl", a_fact(unit=unit, **value), "gen").replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("unit", "form"), [("week", "xyz"), ("kcal", "gen"), ("parsec", ""), ("bowl", "gen")]
)
def test_a_unit_or_case_that_the_locale_lacks_is_a_key_error(unit, form):
    with pytest.raises(KeyError):
        LOCALES["pl"].patterns(unit, form)


@pytest.mark.parametrize("code", CODES)
def test_every_unit_has_a_form_for_every_number(code):
    locale = LOCALES[code]
    values = [a_value(value=amount) for amount in ("0", "1", "2", "5", "21", "22", "1.5", "100")]
    for unit, table in locale.settings.units.items():
        cases = [name for name, forms in table.items() if isinstance(forms, dict)]
        for case in cases or [""]:
            for value in values:
                written = in_pattern(value, locale.patterns(unit, case), locale=locale)
                assert "{" not in written
                assert " " not in written
    for measure in locale.measures:
        for value in values:
            assert in_pattern(value, locale.patterns(measure), locale=locale)


@pytest.mark.parametrize("code", CODES)
def test_every_locale_knows_the_units_that_the_others_know(code):
    assert set(LOCALES[code].settings.units) == set(LOCALES["en"].settings.units)


def test_a_locale_may_print_its_own_digits():
    settings = a_locale("ar").settings
    numbers = settings.numbers.model_copy(update={"digits": "arab"})
    locale = a_locale("ar", numbers=numbers)

    assert bare(a_value(low="2", high="2.5"), locale=locale) == "٢–٢٫٥"
    assert bare(a_value(value="12000"), locale=locale) == "١٢٬٠٠٠"


def test_a_bound_that_nobody_has_written_yet_is_missing_and_never_english():
    numbers = a_locale("pl").settings.numbers.model_copy(update={"at_least": None})

    with pytest.raises(KeyError, match="at_least"):
        in_pattern(a_value(at_least="2"), {"other": "{n} g"}, locale=a_locale("pl", numbers=numbers))


def test_a_form_that_is_missing_is_an_error_that_names_it():
    with pytest.raises(LocaleError, match="no “few” form") as raised:
        in_pattern(a_value(value="2"), {"one": "{n} raz", "many": "{n} razy"}, locale=LOCALES["pl"])

    assert "catalog" in raised.value.hint


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_a_bound_stands_around_the_whole_phrase(code, bound):
    pattern = getattr(LOCALES[code].settings.numbers, bound)

    within = phrase(code, a_fact(unit="gram", value="30"))
    assert phrase(code, a_fact(unit="gram", **{bound: "30"})) == pattern.replace("{n}", within)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("1", "2", "few"), ("2", "5", "many"), ("1", "1.5", "other"), ("5", "22", "few")],
)
def test_a_range_takes_the_form_of_its_end_unless_the_locale_says_otherwise(start, end, expected):
    value = a_value(low=start, high=end)

    assert plural_category(value, locale=LOCALES["pl"]) == expected


def test_a_locale_may_list_its_own_forms_of_ranges():
    locale = a_locale("en", plural_ranges={"one-other": "one"})

    assert plural_category(a_value(low="1", high="2"), locale=locale) == "one"


@pytest.mark.parametrize(
    ("formatting", "header", "slots"),
    [
        ("pl", a_locale("pl").settings.plural_forms, {"one": 0, "few": 1, "many": 2}),
        ("vi", "nplurals=1; plural=0;", {"other": 0}),
        ("en", "nplurals=2; plural=(n != 1);", {"one": 0, "other": 1}),
        (
            "sl",
            "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
            {"one": 0, "two": 1, "few": 2, "other": 3},
        ),
        (
            "ro",
            "nplurals=3; plural=(n==1 ? 0 : n==0 || (n!=1 && n%100>=1 && n%100<=19) ? 1 : 2);",
            {"one": 0, "few": 1, "other": 2},
        ),
    ],
)
def test_each_form_of_a_catalog_belongs_to_the_category_that_both_rules_give(formatting, header, slots):
    assert plural_slots(a_locale("pl", formatting=formatting, plural_forms=header)) == slots


@pytest.mark.parametrize(
    "header",
    ["nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n !=", "", "import os", "nplurals=2; plural=n%0;"],
)
def test_plural_forms_that_cannot_be_are_an_error(header):
    with pytest.raises(LocaleError, match="plural_forms"):
        plural_slots(a_locale("pl", plural_forms=header))


def test_braces_in_a_pattern_are_only_text():
    assert bare(a_value(low="1", high="2"), locale=a_locale("en")) == "1\u00a0to\u00a02"
    assert in_pattern(a_value(value="1"), {"other": "{n.real} {0} {n}"}, locale=LOCALES["vi"]).endswith("1")


@pytest.mark.parametrize("code", ["pl", "vi"])
def test_the_counted_phrases_of_our_catalogs_are_whole_or_missing(code):
    catalog = load_catalog(LOCALES[code], assets=AssetPath())
    slots = {"pl": 3, "vi": 1}[code]
    nouns = [entry for entry in catalog if entry.key.startswith("noun/") and any(entry.plurals)]

    for noun in nouns:
        assert len(noun.plurals) == slots, noun.key
        assert all("{n}" in form for form in noun.plurals), noun.key


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(AssetPath())


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "8_to_12_feeds"), ("pl", "8–12_karmień"), ("vi", "8–12_cữ bú")]
)
def test_a_count_reads_as_the_real_catalogs_say_it(code, expected, library):
    catalog = load_catalog(LOCALES[code], assets=AssetPath())
    if code != "en" and not any(catalog.entries["noun/feed"].plurals):
        pytest.skip("the phrase is not translated yet")
    translator = Translator(
        LOCALES[code], LOCALES["en"], catalog, Jurisdiction.GB, library.facts, library.nouns
    )

    assert shown(translator.fact("feeds_per_day", "key").plain) == expected
    assert translator.findings == []


def test_a_case_asked_of_a_counted_noun_is_a_finding_not_the_wrong_case(library):
    catalog = load_catalog(LOCALES["pl"], assets=AssetPath())
    translator = Translator(
        LOCALES["pl"], LOCALES["en"], catalog, Jurisdiction.PL, library.facts, library.nouns
    )

    translator.fact("feeds_per_day", "key", form="gen")

    assert [finding.code for finding in translator.findings] == ["locale-unit"]


def amounts() -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=-50, max_value=100_000, places=3).map(lambda d: d.normalize() + 0)


def values() -> st.SearchStrategy[FactValue]:
    pairs = st.tuples(amounts(), amounts()).filter(lambda pair: pair[0] < pair[1])
    return st.one_of(
        amounts().map(lambda a: a_value(value=a)),
        amounts().map(lambda a: a_value(at_least=a)),
        amounts().map(lambda a: a_value(at_most=a)),
        pairs.map(lambda pair: a_value(low=pair[0], high=pair[1])),
    )


def read_back(text: str, code: str) -> list[Decimal]:
    """Read what `bare` wrote, as strictly as babel can."""
    conventions = LOCALES[code].settings
    between = conventions.numbers.range.partition("{low}")[2].partition("{high}")[0].replace(" ", "\u00a0")
    return [parse_decimal(part, locale=conventions.formatting, strict=True) for part in text.split(between)]


@settings(deadline=None)  # a busy machine is no fault
@given(values(), st.sampled_from(CODES))
def test_every_quantity_can_be_written_and_read_back(value, code):
    written = bare(value, locale=LOCALES[code])
    given_amounts = [
        a for a in (value.value, value.low, value.high, value.at_least, value.at_most) if a is not None
    ]

    assert read_back(written, code) == given_amounts
    assert " " not in written


@settings(deadline=None)  # a busy machine is no fault
@given(values(), st.sampled_from(CODES), st.data())
def test_every_quantity_fits_every_unit_in_one_piece(value, code, data):
    locale = LOCALES[code]
    unit = data.draw(st.sampled_from(sorted(locale.settings.units)))

    written = in_pattern(value, locale.patterns(unit), locale=locale)
    assert bare(value, locale=locale) in written
    assert plural_category(value, locale=locale) in CATEGORIES


LETTERS = {
    "en": "abcxyz",
    "pl": "aąbcćeęiłnńoóśuwzźż",
    "vi": "aăâbđeêioôơuưyàảãáạằẳẵắặừửữứựỳỷỹýỵ",
}


@settings(deadline=None)  # a busy machine is no fault
@given(st.sampled_from(CODES), st.data())
def test_no_text_of_a_catalog_loses_a_letter_when_it_is_typeset(code, data):
    letters = LETTERS.get(code, "abc")
    text = data.draw(st.text(letters + letters.upper() + " .,–’„”()0123456789", max_size=60))
    text = unicodedata.normalize("NFC", text)

    typeset = keep_together(text, locale=LOCALES[code])
    assert " ".join(typeset.replace("\u00a0", " ").split()) == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", typeset)
    assert keep_together(typeset, locale=LOCALES[code]) == typeset

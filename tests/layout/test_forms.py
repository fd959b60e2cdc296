"""Forms as they are laid out and painted: how many circles, which are expected, how high the rows are."""

from __future__ import annotations

import re
from functools import cache

import pytest

from handouts.api import Job, open_language
from handouts.checks.pdf.form_rows import LEAST_ROW_MM, ROW
from handouts.layout.document import LaidOutDocument
from handouts.layout.lay_out import Density, lay_out
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.localize.dates import week_days
from handouts.localize.locales import load_locale
from handouts.resources import AssetPath
from tests.built import localized, workshop

LOCALES = ("en", "vi", "pl")
FORMS = ("feeding-diary", "drinks-diary", "weekly-checklist")
FORMATS = page_format_names(AssetPath())

every_locale = pytest.mark.parametrize("code", LOCALES)


@cache
def laid_out(form: str, code: str, paper: str = "a4", density: Density = Density.TIGHT) -> LaidOutDocument:
    shop = workshop()
    place = open_language(code, shop.assets).locale.settings.default_jurisdiction
    return lay_out(
        localized(Job(form, code, paper, place)),
        page_format=load_page_format(paper, assets=shop.assets),
        assets=shop.assets,
        engine="a test",
        publisher="a test",
        density=density,
    )


def rows(html: str) -> list[str]:
    return re.findall(rf'<tr[^>]*data-kind="{ROW}".*?</tr>', html, flags=re.DOTALL)


def cells(row: str) -> list[str]:
    return re.findall(r"<t[dh][^>]*>.*?</t[dh]>", row, flags=re.DOTALL)


# --- days of the week --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("en", "Monday", "Sunday"),
        ("vi", "Thứ\u00a0Hai", "Chủ\u00a0Nhật"),
        ("pl", "Poniedziałek", "Niedziela"),
    ],
)
def test_a_week_begins_on_the_first_day_of_the_locale(code: str, first: str, last: str) -> None:
    days = week_days(load_locale(code, assets=AssetPath()))

    assert (days[0], days[-1], len(set(days))) == (first, last, 7)


@every_locale
def test_short_names_are_in_the_same_order(code: str) -> None:
    locale = load_locale(code, assets=AssetPath())

    assert len(set(week_days(locale, "abbreviated"))) == 7
    assert all(len(short) <= 6 for short in week_days(locale, "abbreviated"))


@every_locale
def test_the_drinks_diary_has_a_row_for_each_day(code: str) -> None:
    html = laid_out("drinks-diary", code).html
    printed = [re.sub(r"<[^>]+>", "", cells(row)[0]) for row in rows(html)]

    assert tuple(printed) == week_days(load_locale(code, assets=AssetPath()))


# --- marks -----------------------------------------------------------------------------------------------


@every_locale
def test_fourteen_days_are_numbered_from_one(code: str) -> None:
    html = laid_out("feeding-diary", code).html
    days = [re.sub(r"<[^>]+>", "", cells(row)[0]) for row in rows(html) if "form-days__row" in row]

    assert days == [str(day) for day in range(1, 15)]


@every_locale
def test_twelve_feeds_can_be_ticked_and_a_line_stands_behind_the_eighth(code: str) -> None:
    days = [row for row in rows(laid_out("feeding-diary", code).html) if "form-days__row" in row]

    for row in days:
        circles = re.findall(r'class="(form-circle[^"]*)"', cells(row)[1])
        assert len(circles) == 12
        assert ["form-circle--expected" in circle for circle in circles] == [True] * 8 + [False] * 4
        assert cells(row)[1].partition("form-stop")[0].count("form-circle ") == 8


def test_the_thick_circles_follow_the_facts_of_each_age() -> None:
    days = [row for row in rows(laid_out("feeding-diary", "en").html) if "form-days__row" in row]
    wet, dirty = ([cells(row)[place].count("--expected") for row in days] for place in (3, 4))

    assert wet == [1, 1, 3, 3, 5, 5, *[6] * 8]
    assert dirty == [1, 1, *[2] * 12]


@every_locale
def test_ten_glasses_are_drawn_with_a_line_behind_the_eighth_and_the_tenth(code: str) -> None:
    for row in rows(laid_out("drinks-diary", code).html):
        glasses = re.findall(r'class="(form-glass[^"]*)"', row)
        assert len(glasses) == 10
        assert [place for place, glass in enumerate(glasses, start=1) if "--marked" in glass] == [8, 10]


def test_the_words_of_a_mark_end_at_its_line() -> None:
    html = laid_out("drinks-diary", "en").html

    assert re.findall(r"--glasses: (\d+); --marks: (\d+)", html) == [("10", "2"), ("8", "1")]


@every_locale
def test_a_task_has_a_box_for_each_day_and_the_mood_a_face(code: str) -> None:
    tasks = [row for row in rows(laid_out("weekly-checklist", code).html) if "form-week__task" in row]

    assert [row.count('class="form-week__box"') for row in tasks] == [7] * 6 + [0]
    assert tasks[-1].count('class="form-week__face"') == 7


def test_a_one_sided_sheet_has_one_place_for_the_clinic_and_a_longer_one_two() -> None:
    assert laid_out("drinks-diary", "en").html.count("clinic-slot__label") == 1
    assert "help-clinic" not in laid_out("drinks-diary", "en").html
    assert "help-clinic" in laid_out("drinks-diary", "en", "a4-large-print").html
    assert "help-clinic" in laid_out("feeding-diary", "en").html


# --- room to write -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("paper", FORMATS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("density", Density)
def test_every_row_is_high_enough_for_a_pen(form: str, paper: str, density: Density) -> None:
    shop = workshop()
    pdf = shop.engine.render(laid_out(form, "en", paper, density), assets=shop.assets)
    heights = [block.box.height_mm for block in pdf.geometry.blocks if block.kind == ROW]

    assert heights
    assert min(heights) >= LEAST_ROW_MM

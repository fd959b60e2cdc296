from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from handouts.content.form_blocks import FormDays, FormLines
from handouts.content.library import Library
from handouts.content.model import Jurisdiction
from handouts.content.sheets import FormSheet
from handouts.localize.numbers import amounts
from tests.built import workshop

IDENTIFIERS = ("name", "birth date", "date of birth", "address", "telephone", "phone", "number of the")


@pytest.fixture(scope="module")
def library() -> Library:
    return workshop().library


def sheets(library: Library) -> list[FormSheet]:
    return [handout for handout in library if isinstance(handout, FormSheet)]


def numbers(library: Library, fact: str, place: Jurisdiction) -> tuple[Decimal, ...]:
    value = library.facts[fact].value_for(place)
    assert value is not None
    return amounts(value)


def test_there_are_the_three_forms(library: Library) -> None:
    assert {sheet.id for sheet in sheets(library)} >= {"feeding-diary", "drinks-diary", "weekly-checklist"}


def test_no_line_asks_who_fills_it_in(library: Library) -> None:
    lines = [
        item.label.casefold()
        for sheet in sheets(library)
        for section in sheet.sections
        for block in section.blocks
        if isinstance(block, FormLines)
        for item in block.items
    ]

    assert lines
    assert [line for line in lines for word in IDENTIFIERS if word in line] == []


@pytest.mark.parametrize("place", Jurisdiction)
def test_the_diary_has_a_row_for_each_of_fourteen_days(library: Library, place: Jurisdiction) -> None:
    days: list[int] = []
    for section in library.handout("feeding-diary").sections:
        for block in section.blocks:
            for age in block.ages if isinstance(block, FormDays) else ():
                first, last = numbers(library, age.age, place)
                days += range(int(first), int(last) + 1)

    assert days == list(range(1, 15))


@pytest.mark.parametrize("place", Jurisdiction)
def test_what_is_expected_fits_the_circles(library: Library, place: Jurisdiction) -> None:
    for section in library.handout("feeding-diary").sections:
        for block in section.blocks:
            for age in block.ages if isinstance(block, FormDays) else ():
                assert numbers(library, age.wet, place)[0] <= block.wet_circles
                assert numbers(library, age.dirty, place)[0] <= block.dirty_circles


@pytest.mark.parametrize("place", Jurisdiction)
def test_the_glasses_of_the_guide_hold_what_it_says(library: Library, place: Jurisdiction) -> None:
    (glass,) = numbers(library, "glass_size", place)
    ends = [numbers(library, name, place)[0] for name in ("drink_glasses_low", "drink_glasses_high")]
    litres = [numbers(library, name, place)[0] for name in ("fluids_low", "fluids_high")]

    assert [glasses * glass / 1000 for glasses in ends] == litres
    assert tuple(ends) == numbers(library, "drink_glasses", place)
    assert tuple(litres) == numbers(library, "fluids", place)


def a_line(line_id: str, *, half: bool = False) -> dict[str, object]:
    return {"id": line_id, "label": "What I want to ask:", "half": half}


def test_half_lines_come_in_pairs() -> None:
    FormLines.model_validate(
        {
            "kind": "form-lines",
            "id": "lines",
            "items": [a_line("a", half=True), a_line("b", half=True), a_line("c")],
        }
    )


@pytest.mark.parametrize("halves", [(True,), (True, False), (False, True), (True, True, True)])
def test_a_half_line_alone_is_refused(halves: tuple[bool, ...]) -> None:
    items = [a_line(f"line-{place}", half=half) for place, half in enumerate(halves)]
    with pytest.raises(ValidationError, match="needs another half line"):
        FormLines.model_validate({"kind": "form-lines", "id": "lines", "items": items})

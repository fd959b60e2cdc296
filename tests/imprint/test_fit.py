"""What fits, what is reduced first, and what is refused with the field and by how much."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.imprint.fit import Fitted, Fitter, Needs, Sizes
from handouts.imprint.typeface import Typeface
from handouts.layout.identity import Part, Piece
from handouts.testing.imprints import a_master

A_CODE = Part("qr", alt="QR code", target="https://a.example")
A4 = Sizes.of_paper(body_pt=12, small_pt=9)


@cache
def faces() -> tuple[Typeface, Typeface]:
    regular, bold = a_master().fonts
    return Typeface(regular), Typeface(bold)


def fitted(*parts: Part, width: float = 200, height: float = 120, qr: int = 0) -> Fitted:
    fitter = Fitter("help-clinic", parts, needs=Needs(qr), faces=faces())
    return fitter.fit(width=width, height=height, sizes=A4)


def a_name(words: str) -> Part:
    return Part("name", (Piece(words),))


def a_note(words: str) -> Part:
    return Part("note", (Piece(words),))


def test_with_room_the_wanted_sizes_are_taken() -> None:
    found = fitted(a_name("Clinic"), a_note("Ask us."))

    assert [stretch.size for stretch in found.stretches] == [14.0, 10.5]


def test_with_less_room_all_is_reduced_to_the_least_size() -> None:
    found = fitted(a_name("Clinic"), a_note("Ask us. " * 30), height=92)

    assert found.faults == ()
    sizes = {stretch.size for stretch in found.stretches}
    assert min(sizes) >= 9
    assert max(sizes) < 14
    assert found.stretches[0].size >= 12


def test_large_print_is_never_below_its_own_least_size() -> None:
    sizes = Sizes.of_paper(body_pt=18, small_pt=14)

    assert sizes.step(6) == (18, 14)


def test_a_word_too_wide_is_refused_with_field_and_millimetres() -> None:
    found = fitted(a_name("W" * 30))

    assert [(fault.code, fault.where.path) for fault in found.faults] == [
        ("imprint-does-not-fit", "help-clinic.name")
    ]
    assert found.faults[0].message.startswith("name: ")
    assert found.faults[0].message.endswith("mm too wide at the least size")


def test_too_many_lines_are_refused_with_millimetres() -> None:
    found = fitted(a_name("Clinic"), a_note("Ask us. " * 80))

    assert [fault.where.path for fault in found.faults] == ["help-clinic.note"]
    assert "mm too high at the least size" in found.faults[0].message


def test_lines_below_the_code_take_the_whole_width() -> None:
    found = fitted(a_name("Clinic"), a_note("Ask us when you need help. " * 8), A_CODE, qr=37, height=140)
    (code,) = found.pictures
    beside = [stretch for stretch in found.stretches if stretch.baseline + stretch.size > code.bottom]
    below = [stretch for stretch in found.stretches if stretch.baseline + stretch.size < code.bottom - 12]

    assert all(stretch.left + stretch.width <= code.left + 0.1 for stretch in beside)
    assert any(stretch.left + stretch.width > code.left for stretch in below)


def test_a_telephone_number_is_never_broken() -> None:
    phone = Part("phone", (Piece("Breastfeeding help: "), Piece("0113 496 0123", "tel:+441134960123")))
    found = fitted(phone, width=100)

    assert "0113 496 0123" in [stretch.text for stretch in found.stretches]


def test_a_wide_place_takes_two_columns() -> None:
    found = fitted(a_name("Clinic"), *[a_note(f"Line {number}") for number in range(9)], width=460)

    assert len({stretch.left for stretch in found.stretches}) == 2


@pytest.mark.parametrize(
    ("words", "unfit"),
    [
        ("Phòng khám e\u0323\u0302", "\u0323"),
        ("عيادة", "ع"),
        ("מרפאה", "מ"),
        ("クリニック", "ク"),
        ("Cafe\u0301", "\u0301"),
    ],
)
def test_what_our_fonts_cannot_set_is_refused(words: str, unfit: str) -> None:
    found = fitted(a_name(words))

    assert [fault.code for fault in found.faults] == ["imprint-glyph"]
    assert f"U+{ord(unfit):04X}" in found.faults[0].message


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text("abcdWMiłễặữЖ ", min_size=1, max_size=60).filter(lambda words: bool(words.strip())),
        min_size=1,
        max_size=6,
    ),
    st.floats(90, 480),
    st.floats(40, 240),
    st.sampled_from([0, 33, 37, 41]),
)
def test_nothing_is_lost_and_nothing_sticks_out(
    texts: list[str], width: float, height: float, qr: int
) -> None:
    parts = [a_name(texts[0]), *map(a_note, texts[1:])]
    if qr:
        parts.append(A_CODE)
    found = fitted(*parts, width=width, height=height, qr=qr)
    if found.faults:
        assert not found.stretches
        return

    for at, part in enumerate(parts):
        assert "".join(stretch.text for stretch in found.stretches if stretch.part == at) == part.text
    for stretch in found.stretches:
        assert stretch.left + stretch.width <= width + 0.1
        assert stretch.baseline + height >= 0
        assert 9 <= stretch.size <= 14
    for one in found.stretches:
        for picture in found.pictures:
            is_beside = one.baseline > picture.bottom
            assert not is_beside or one.left + one.width <= picture.left + 0.1

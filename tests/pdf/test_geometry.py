from __future__ import annotations

import pytest

from handouts.units import Box

LONG = "Drink before you are thirsty. " * 200


def words(pdf):
    return [line.text.strip() for line in pdf.geometry.lines]


def test_lines_are_measured_in_millimetres_from_the_top_left(paint):
    css = "body { font-size: 10pt; line-height: 1 } p { margin: 0 }"
    (line,) = paint("<p>Water</p>", css=css).geometry.lines

    assert (line.text, line.role, line.page, line.last) == ("Water", "p", 1, True)
    assert (line.box.left_mm, line.box.top_mm) == pytest.approx((12, 15), abs=1.5)
    assert line.size_pt == 10


def test_content_boxes_are_the_paper_less_the_margins(paint):
    assert paint("<p>x</p>").geometry.content_boxes == (Box(12, 15, 124, 180),)


def test_only_the_end_of_a_paragraph_is_its_last_line(paint):
    geometry = paint(f"<p>{LONG}</p><p>one line</p>").geometry

    assert {line.page for line in geometry.lines} == {1, 2, 3}
    assert [line.text for line in geometry.lines if line.last][1] == "one line"
    assert sum(line.last for line in geometry.lines) == 2


def test_lines_know_their_block_and_their_element(paint):
    geometry = paint(
        '<section data-block="leaflet/one"><h2>Head</h2><ul><li>item</li></ul>'
        '<div data-block="leaflet/two"><p>inner</p></div></section><p>outside</p>'
    ).geometry
    found = {line.text.strip(): (line.block, line.role) for line in geometry.lines}

    assert found["Head"] == ("leaflet/one", "h2")
    assert found["item"] == ("leaflet/one", "li")
    assert found["inner"] == ("leaflet/two", "p")
    assert found["outside"] == ("", "p")


def test_cells_captions_and_inline_blocks_are_measured_too(paint):
    pdf = paint(
        "<table><caption>cap</caption><tr><th>head</th><td>cell</td></tr></table>"
        '<p>before <span style="display: inline-block">boxed</span> after</p>'
        '<div style="display: flex"><p>flex</p></div><p style="float: right">float</p>'
        '<p style="position: absolute">absolute</p>'
    )

    assert set(words(pdf)) == {"cap", "head", "cell", "before  after", "boxed", "flex", "float", "absolute"}
    assert {line.role for line in pdf.geometry.lines if line.text in ("head", "cell")} == {"th", "td"}


def test_margin_boxes_are_lines_of_no_block(paint):
    css = (
        "@page { @top-left { content: element(h) } @bottom-right { content: counter(page) } }"
        ".h { position: running(h) }"
    )
    geometry = paint('<header class="h" data-block="head"><p>Clinic</p></header><p>x</p>', css=css).geometry
    margin = {line.text: line for line in geometry.lines if line.role == "margin"}

    assert set(margin) == {"Clinic", "1"}
    assert {line.block for line in margin.values()} == {""}
    assert margin["Clinic"].box.top_mm < 15
    assert margin["1"].box.top_mm > 195


def test_blocks_have_a_box_on_each_page_and_a_kind(paint):
    geometry = paint(f'<div data-block="a/b" data-kind="callout"><p>{LONG}</p></div>').geometry

    assert [(block.page, block.key, block.kind) for block in geometry.blocks] == [
        (page, "a/b", "callout") for page in (1, 2, 3)
    ]
    assert geometry.blocks[0].box.width_mm == 124


def test_a_table_that_is_a_block_is_one_box(paint):
    geometry = paint('<table data-block="t"><tr><td>x</td></tr></table>').geometry

    assert [(block.key, block.kind) for block in geometry.blocks] == [("t", "table")]


def test_the_least_size_in_a_line_counts(paint):
    (line,) = paint(
        '<p style="font-size: 12pt">big <small style="font-size: 6pt">small</small></p>'
    ).geometry.lines

    assert line.size_pt == 6


def test_inline_elements_may_be_blocks_of_ours(paint):
    geometry = paint('<p>see <span data-block="term" data-kind="term">latch</span> now</p>').geometry

    assert [line.text for line in geometry.lines] == ["see latch now"]
    assert [block.kind for block in geometry.blocks] == ["term"]

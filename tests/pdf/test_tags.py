"""Each test here fails on WeasyPrint's own tags, and most of these defects pass veraPDF."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

LONG = "Drink before you are thirsty. " * 400


def test_the_nasty_sample_is_painted_without_complaints(nasty):
    assert nasty.findings == ()
    assert nasty.pages > 8


def test_language_of_parts_is_written_where_it_changes(nasty_tags):
    assert [(tag.role, tag.lang) for tag in nasty_tags.all() if tag.lang] == [
        ("P", "vi"),
        ("Span", "pl"),
        ("L", "vi"),
    ]


def test_language_equal_to_the_documents_is_not_repeated(tags):
    root = tags('<p lang="EN">same</p><p>same <i lang="en">here</i></p>')

    assert [tag.lang for tag in root.all() if tag.lang] == []
    assert [tag.role for tag in root.all()] == ["Document", "P", "P"]


def test_header_cells_say_what_they_head(tags):
    root = tags(
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>r</th><td>1</td></tr>"
        '<tr><th scope="row">s</th><td>2</td></tr></tbody></table>'
    )

    assert [tag.attributes["/Scope"] for tag in root.all("TH")] == ["/Column", "/Column", "/Row", "/Row"]


def test_cells_of_a_table_with_spans_name_their_headers(tags):
    root = tags(
        '<table><tr><td></td><th colspan="2">Wide</th></tr>'
        '<tr><th scope="row">r</th><td>1</td><td>2</td></tr></table>'
    )
    wide, row = root.all("TH")
    cells = [cell for cell in root.all("TD") if cell.marks]

    assert [[str(name) for name in cell.attributes["/Headers"]] for cell in cells] == [
        [wide.identifier, row.identifier]
    ] * 2


@pytest.mark.parametrize(
    ("html", "numbering"),
    [
        ("<ol><li>a</li></ol>", "/Decimal"),
        ("<ul><li>a</li></ul>", "/Disc"),
        ('<ul style="list-style: none"><li>a</li></ul>', "/None"),
        ('<ol style="list-style-type: lower-alpha"><li>a</li></ol>', "/LowerAlpha"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "/None"),
    ],
)
def test_lists_say_how_they_are_numbered(tags, html, numbering):
    (found,) = tags(html).all("L")

    assert found.attributes["/ListNumbering"] == numbering


def test_items_have_a_label_and_one_body(nasty_tags):
    for item in nasty_tags.all("LI"):
        assert item.roles in (["Lbl", "LBody"], ["LBody"])
        assert not item.marks


def test_nested_lists_stand_in_the_body_of_their_item(tags):
    (outer, inner) = tags("<ul><li>two<ol><li>first</li></ol></li></ul>").all("L")

    assert outer.kids[0].kids[1].kids == [inner]


def test_a_list_directly_in_a_list_belongs_to_the_item_before(tags):
    (outer, _) = tags("<ul><li>two</li><ul><li>first</li></ul></ul>").all("L")

    assert outer.roles == ["LI"]
    assert outer.kids[0].kids[1].roles == ["L"]


def test_a_definition_list_has_an_item_for_each_term(tags):
    (found,) = tags("<dl><dt>T</dt><dd>D</dd><dt>U</dt><dd>E</dd><dd>F</dd></dl>").all("L")

    assert [item.roles for item in found.kids] == [["Lbl", "LBody"], ["Lbl", "LBody"]]


def test_a_figure_is_measured_in_points_from_the_bottom(tags):
    from handouts.testing.documents import RED_BOX

    css = "img { display: block; position: absolute; left: 10mm; top: 20mm; width: 20mm; height: 10mm }"
    (figure,) = tags(f'<p>x</p><img src="{RED_BOX}" alt="Red">', css=css).all("Figure")

    # A5 with margins of 15 and 12 mm: 22 mm from the left, 35 mm from the top of 210 mm.
    expected = [millimetres * 72 / 25.4 for millimetres in (22, 210 - 45, 42, 210 - 35)]
    assert [float(edge) for edge in figure.attributes["/BBox"]] == pytest.approx(expected, abs=0.01)
    assert figure.alt == "Red"


def test_pictures_that_decorate_are_artifacts(tags):
    from handouts.testing.documents import RED_BOX

    root = tags(
        f'<p>x<img src="{RED_BOX}" alt=""><img src="{RED_BOX}" alt="Red" role="presentation">'
        f'<span aria-hidden="true">✓</span></p>'.replace("✓", "*")
    )

    assert [tag.role for tag in root.all()] == ["Document", "P"]
    assert len(root.kids[0].marks) == 1


def test_a_picture_without_alternative_text_is_a_finding(paint):
    from handouts.testing.documents import RED_BOX

    (finding,) = paint(f'<p>x</p><img src="{RED_BOX}">').findings

    assert finding.code == "engine-missing-alt"


def test_links_are_spoken_as_their_words(nasty):
    with pikepdf.open(io.BytesIO(nasty.data)) as pdf:
        spoken = [str(link.Contents) for link in pdf.pages[0].Annots]

    assert spoken == [
        "a page with a very long name about drinking enough water every single day of the week "
        "(https://www.example.org/a/long/path)",
        "a page with a very long name about drinking enough water every single day of the week "
        "(https://www.example.org/a/long/path)",
        "the bold table",
        "the bold table",
        "+48 123 456 789 (tel:+48123456789)",
    ]


def test_a_link_over_two_lines_is_one_element(nasty_tags):
    first, second, third = nasty_tags.all("Link")

    assert (len(first.marks), first.links) == (2, 2)
    assert (len(second.marks), second.links) == (2, 2)  # “the bold” and “table”
    assert (len(third.marks), third.links) == (1, 1)


def test_running_headers_and_footers_are_artifacts(nasty):
    with pikepdf.open(io.BytesIO(nasty.data)) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            artifacts = re.findall(rb"/Artifact\s+<</Type /Pagination/Subtype /(\w+)", content)
            assert set(artifacts) == {b"Header", b"Footer"}
            assert all("clinic.example" not in str(link.get("/A", "")) for link in page.get("/Annots", []))


def test_every_marked_piece_of_a_page_is_reached_from_the_tree(nasty, nasty_tags):
    reached = {mark: tag.objgen for tag in nasty_tags.all() for mark in tag.marks}
    with pikepdf.open(io.BytesIO(nasty.data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        table = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for index, page in enumerate(pdf.pages):
            painted = {int(n) for n in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())}
            assert painted == set(range(len(painted)))
            assert painted == {mark for where, mark in reached if where == index}
            parents = table[int(page.StructParents)]
            assert [parent.objgen for parent in parents] == [reached[index, mark] for mark in sorted(painted)]
            for link in page.get("/Annots", []):
                assert table[int(link.StructParent)].S == "/Link"


def test_no_element_is_empty_or_without_meaning(nasty_tags):
    for tag in nasty_tags.all():
        assert tag.role != "NonStruct"
        assert tag.kids or tag.marks or tag.links or tag.role == "TD"


def test_text_directly_in_a_group_gets_a_paragraph(nasty_tags):
    for tag in nasty_tags.all():
        if tag.role in ("Document", "Part", "Art", "Sect", "Div", "BlockQuote"):
            assert not tag.marks
            assert not {"Span", "Link"} & set(tag.roles)


def test_a_table_over_pages_is_one_table_with_one_head(nasty_tags):
    (table,) = nasty_tags.all("Table")

    assert table.roles == ["Caption", "THead", "TBody", "TFoot"]
    assert len(table.spread()) >= 3
    assert len(table.kids[1].spread()) == 1
    assert [len(part.kids) for part in table.kids[1:]] == [1, 70, 1]


def test_a_repeated_table_head_is_an_artifact(nasty, nasty_tags):
    (table,) = nasty_tags.all("Table")
    with pikepdf.open(io.BytesIO(nasty.data)) as pdf:
        later = sorted(table.kids[2].spread())[1]
        assert b"/Artifact\n<</Type /Pagination>>" in pdf.pages[later].Contents.read_bytes()


@pytest.mark.parametrize(
    ("html", "role"),
    [
        (f"<p>{LONG}</p>", "P"),
        (f"<ul><li>{LONG}</li></ul>", "LBody"),
        (f"<ul>{'<li>x</li>' * 60}</ul>", "L"),
        (f"<section>{'<p>x</p>' * 60}</section>", "Sect"),
        (f"<h1>{LONG}</h1>", "H1"),
        (f"<table><tr><td>{LONG}</td></tr></table>", "TD"),
        (f"<blockquote><p>{LONG}</p></blockquote>", "BlockQuote"),
        (f"<figure><figcaption>{LONG}</figcaption></figure>", "Caption"),
    ],
)
def test_what_a_page_splits_stays_one_element(tags, html, role):
    (found,) = tags(html).all(role)

    assert len(found.spread()) > 1


def test_columns_do_not_split_elements(tags):
    css = "div { columns: 2 }"
    root = tags(f"<div><p>{LONG[:900]}</p></div>", css=css)

    assert len(list(root.all("P"))) == 1


def test_text_under_opacity_is_a_finding(paint):
    (finding,) = paint('<p>x</p><p style="opacity: .5">faint</p>').findings

    assert finding.code == "engine-untagged-content"
    assert "faint" in finding.message


def test_raster_pictures_are_not_interpolated(nasty):
    with pikepdf.open(io.BytesIO(nasty.data)) as pdf:
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]

        assert pictures
        assert not any(picture.get("/Interpolate", False) for picture in pictures)


def test_vietnamese_text_comes_back_in_composed_letters(paint):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(paint('<p lang="vi">Uống nước đều đặn, ưỡn ngực, ỹ</p>', lang="vi").data)
    words = pdf[0].get_textpage().get_text_range()
    pdf.close()

    assert words.strip() == "Uống nước đều đặn, ưỡn ngực, ỹ"

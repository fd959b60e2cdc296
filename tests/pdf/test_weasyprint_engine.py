from __future__ import annotations

import hashlib
import io
import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from handouts.errors import RenderError
from handouts.findings import Severity
from handouts.layout.document import StyleSheet
from handouts.pdf.engine import PdfEngine
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.pdf.weasyprint_seams import weasyprint
from handouts.resources import AssetPath
from handouts.testing.builders import an_overlay
from handouts.testing.documents import a_document, a_leaflet, a_nasty_document

BAD_SVG = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cscript/%3E%3C/svg%3E"


def codes(pdf):
    return [finding.code for finding in pdf.findings]


def test_a_plain_document_has_nothing_to_complain_about(paint):
    pdf = paint("<h1>Drink</h1><p>Six glasses.</p>")

    assert pdf.findings == ()
    assert pdf.pages == 1


def test_one_file_claims_both_standards(paint):
    with pikepdf.open(io.BytesIO(paint("<h1>x</h1>").data)) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert b"pdfaExtension:schemas" in pdf.Root.Metadata.read_bytes()
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_metadata_come_from_the_document_and_not_from_its_html(paint):
    document = a_document('<meta name="author" content="someone"><h1>Zażółć</h1>', lang="pl", title="Zażółć")
    with pikepdf.open(io.BytesIO(paint(document).data)) as pdf:
        assert str(pdf.docinfo.Title) == "Zażółć"
        assert str(pdf.docinfo.Author) == "The handouts authors"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261101000000Z"
        assert document.metadata.identifier in str(pdf.docinfo.Keywords)
        assert str(pdf.Root.Lang) == "pl"
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert f"<dc:identifier>{document.metadata.identifier}</dc:identifier>" in xmp
        assert document.edition.fingerprint in xmp


def test_headings_become_bookmarks(paint):
    with (
        pikepdf.open(io.BytesIO(paint("<h1>One</h1><h2>Two</h2>").data)) as pdf,
        pdf.open_outline() as outline,
    ):
        assert [item.title for item in outline.root] == ["One"]
        assert [item.title for item in outline.root[0].children] == ["Two"]


def test_the_same_document_gives_the_same_bytes(paint):
    assert paint(a_nasty_document()).data == paint(a_nasty_document()).data


def test_bytes_do_not_depend_on_what_was_painted_before(paint):
    first = WeasyPrintEngine().render(a_leaflet("vi"), assets=AssetPath()).data
    paint(a_leaflet("pl"))

    assert paint(a_leaflet("vi")).data == first


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_gives_the_same_bytes(paint, seed):
    program = (
        "import hashlib; from handouts.resources import AssetPath;"
        "from handouts.pdf.weasyprint_engine import WeasyPrintEngine;"
        "from handouts.testing.documents import a_nasty_document;"
        "data = WeasyPrintEngine().render(a_nasty_document(), assets=AssetPath()).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == hashlib.sha256(paint(a_nasty_document()).data).hexdigest()
    assert done.stderr == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.svg",
        "https://example.org/a.svg",
        "ftp://example.org/a.svg",
        "file:///etc/hostname",
        "plate.svg",
        "/etc/hostname",
        "data:text/html,x",
        "DATA:image/gif;base64,R0lGODlh",
    ],
)
@pytest.mark.parametrize("place", ['<img alt="x" src="{}">', '<p style="background: url({})">x</p>'])
def test_anything_but_our_assets_is_blocked(paint, url, place):
    assert codes(paint(place.format(url))) == ["engine-blocked-url"]


def test_styles_are_not_fetched_either(paint):
    assert "engine-blocked-url" in codes(paint("<p>x</p>", css="@import 'https://example.org/a.css';"))
    assert "engine-blocked-url" in codes(
        paint('<link rel="stylesheet" href="https://example.org/a.css"><p>x</p>')
    )


@pytest.mark.parametrize(
    "name", ["templates/../pyproject.toml", "templates/none.svg", "handouts/errors.py", "x"]
)
def test_an_asset_that_is_not_there_is_a_missing_image(paint, name):
    (finding,) = paint(f'<img alt="x" src="asset:{name}">').findings

    assert (finding.code, finding.severity) == ("engine-missing-image", Severity.ERROR)


def test_an_overlays_picture_is_found(engine, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    document = a_document('<p>x</p><img alt="Logo" src="asset:templates/logo.svg">')

    assert engine.render(document, assets=AssetPath((tmp_path,))).findings == ()
    assert codes(engine.render(document, assets=AssetPath())) == ["engine-missing-image"]


def test_a_broken_picture_is_missing(paint):
    assert codes(paint('<img alt="x" src="data:image/png;base64,AAAA">')) == ["engine-missing-image"]
    assert codes(paint('<img alt="x" src="data:image/png;base64,A">')) == ["engine-missing-image"]


def test_an_unsafe_drawing_is_not_painted(paint):
    assert codes(paint(f'<img alt="x" src="{BAD_SVG}">')) == ["asset-unsafe-svg"]


def test_a_letter_that_no_font_of_ours_has_is_a_finding_and_not_another_font(paint):
    pdf = paint("<p>tick \u2713 here</p>")

    assert codes(pdf) == ["engine-missing-glyph"]
    assert "U+2713" in pdf.findings[0].message
    assert b"DejaVu" not in pdf.data


def test_a_family_we_do_not_have_is_not_taken_from_the_system(paint):
    with pikepdf.open(io.BytesIO(paint('<p style="font-family: DejaVu Serif, serif">x</p>').data)) as pdf:
        names = {
            str(o.FontName) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o
        }

    assert all("Noto" in name for name in names)


def test_styles_cannot_add_a_font_that_would_stay_for_the_next_document(paint):
    rule = "@font-face { font-family: Other; src: url(asset:fonts/noto-sans/NotoSans-SemiBold.ttf) }"
    use = "p { font-family: Other, 'Noto Sans' }"
    before = paint("<p>x</p>", css=use).data

    assert codes(paint("<p>x</p>", css=rule)) == ["engine-css"]
    assert codes(paint(f"<style>{rule}</style><p>x</p>")) == ["engine-css"]
    assert paint("<p>x</p>", css=use).data == before


def test_a_rule_that_css_does_not_know_is_a_warning_each_time(paint):
    for _ in range(2):  # the second time the style sheet comes parsed from memory
        (finding,) = paint("<p>x</p>", css="p { colour: red }").findings
        assert (finding.code, finding.severity) == ("engine-css", Severity.WARNING)
        assert finding.where.file == "test.css"


def test_a_broken_rule_is_a_warning(paint):
    assert set(codes(paint("<p>x</p>", css="p { color: red } }} h1 { color"))) == {"engine-css"}


def test_an_unknown_selector_is_a_warning(paint):
    assert codes(paint("<p>x</p>", css="p:unheard-of { color: red }")) == ["engine-css"]


def test_complaints_are_findings_and_not_log_lines(paint, caplog, capsys):
    logging.disable(logging.CRITICAL)
    try:
        assert codes(paint("<p>\u2713</p>")) == ["engine-missing-glyph"]
        assert logging.root.manager.disable == logging.CRITICAL
    finally:
        logging.disable(logging.NOTSET)
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_counter_styles_survive_the_memory(paint):
    css = "@counter-style star { system: cyclic; symbols: '*'; suffix: ' ' } ol { list-style: star }"
    for _ in range(2):
        assert "* " in [line.text for line in paint("<ol><li>x</li></ol>", css=css).geometry.lines]


def test_a_document_without_fonts_is_refused(engine):
    with pytest.raises(RenderError, match="names no fonts"):
        engine.render(replace(a_document(), fonts=()), assets=AssetPath())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight = 400", 'weight = "bold"'),
        ("weight = 400", "weight = 1234567"),
        ('style = "normal"', 'style = "normal; src: url(https://example.org)"'),
        ('family = "Noto Sans"', "family = 'x\\'"),
        ('family = "Noto Sans"', "family = " + "[" * 5000),
    ],
)
def test_a_font_description_that_css_could_not_hold_is_refused(engine, tmp_path, old, new):
    ours = AssetPath().find("fonts/noto-sans/font.toml").read_text(encoding="utf-8")
    assert old in ours
    fonts = {"fonts/noto-sans/font.toml": ours.replace(old, new)}
    with pytest.raises(RenderError, match=r"font\.toml"):
        engine.render(a_document(), assets=AssetPath((an_overlay(tmp_path, fonts),)))


@pytest.mark.parametrize("harm", ["text", "empty", "cut", "changed"])
def test_a_file_that_is_no_whole_font_is_refused_and_not_replaced_by_another(engine, tmp_path, harm):
    name = "fonts/noto-sans/NotoSans-Regular.ttf"
    ours = AssetPath().find(name).read_bytes()
    harmed = {
        "text": b"not a font",
        "empty": b"",
        "cut": ours[:50_000],
        "changed": ours[:60_000] + b"harm" + ours[60_004:],
    }
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(harmed[harm])
    with pytest.raises(RenderError, match="not a whole font"):
        engine.render(a_document(), assets=AssetPath((tmp_path,)))


def test_a_font_that_is_not_there_is_refused(engine):
    with pytest.raises(RenderError, match="no font file"):
        engine.render(replace(a_document(), fonts=("fonts/noto-sans/None.ttf",)), assets=AssetPath())


def test_a_crash_of_the_engine_is_a_render_error(engine):
    # WeasyPrint 70.0 stops with a TypeError at an outside marker with content.
    document = a_document("<ul><li>x</li></ul>", css="li::marker { content: 'x' }")

    with pytest.raises(RenderError, match="WeasyPrint stopped") as caught:
        engine.render(document, assets=AssetPath())
    assert caught.value.__cause__ is not None


def test_weasyprint_is_left_as_it_was(paint):
    before = weasyprint.pdf.add_tags, weasyprint.pdf.fonts.Font.subset, weasyprint.pdf.ColorProfile
    paint("<p>x</p>")

    assert before == (weasyprint.pdf.add_tags, weasyprint.pdf.fonts.Font.subset, weasyprint.pdf.ColorProfile)
    assert before[0] is weasyprint.pdf.tags.add_tags


def test_the_systems_subsetter_is_not_used(paint, monkeypatch):
    expected = paint(a_leaflet()).data
    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)

    assert paint(a_leaflet()).data == expected


def test_fonts_are_subset(paint):
    assert len(paint("<p>few letters</p>").data) < 20_000


def test_styles_later_in_the_list_win(engine):
    document = replace(
        a_document("<p>x</p>"),
        styles=(
            *a_document().styles,
            StyleSheet("a.css", "p { font-size: 20pt }"),
            StyleSheet("b.css", "p { font-size: 30pt }"),
        ),
    )

    assert engine.render(document, assets=AssetPath()).geometry.lines[0].size_pt == 30


@pytest.mark.slow
def test_another_version_of_weasyprint_is_refused():
    program = (
        "import weasyprint; weasyprint.__version__ = '71.0'\n"
        "from handouts.errors import RenderError\n"
        "try: import handouts.pdf.weasyprint_seams\n"
        "except RenderError as error: print(error.hint)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "pip install weasyprint==70.0"


def test_the_engine_is_what_the_stage_asks_for():
    engine: PdfEngine = WeasyPrintEngine()

    assert engine.name.startswith("weasyprint-70.0+pango-1.")

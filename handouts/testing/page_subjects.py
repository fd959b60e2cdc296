"""What checks of laid-out documents and of PDFs look at: a small good page, and ways to damage it.

A test or a bad sample starts from the good one and changes one thing, so that it shows only what it is about.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf

from handouts.checks.subjects import LayoutSubject, PdfSubject
from handouts.layout.document import ExpectedText, LaidOutDocument, PageFormat, StyleSheet
from handouts.layout.outline import read_outline
from handouts.pdf.document import PdfFile
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.testing.changes import Change, changed
from handouts.testing.documents import FONTS, a_document

ASSETS = AssetPath()

A5_LARGE = PageFormat("a5", 148, 210, 15, 12, 15, 12, 12, 9, 2, "a page that fills quickly, for tests")

STYLES = """\
@page { size: 148mm 210mm; margin: 15mm 12mm }
@page { @bottom-left { content: "Page " counter(page); font: 9pt 'Noto Sans' } }
html { font: 12pt/1.5 'Noto Sans'; color: #111 }
body, h1, h2, h3, p, ul, table { margin: 0 0 2mm }
h1 { font-size: 18pt } h2 { font-size: 15pt }
.slot { border: 0.3mm solid #555; width: 60mm; height: 24mm; font-size: 9pt }
.small { font-size: 9pt }
table { border-collapse: collapse } th, td { border: 0.2mm solid #555; padding: 1mm; text-align: left }
img { display: block; width: 40mm }
"""
DRAWING = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 30'%3E"
    "%3Crect width='60' height='30' fill='%23d8e6f0'/%3E%3C/svg%3E"
)
BODY = f"""\
<h1 data-block="t/title" data-kind="heading">Drinking enough</h1>
<div class="slot" data-block="t/masthead-clinic" data-kind="clinic-slot"><p>Clinic stamp</p></div>
<section data-block="t/day" data-kind="section">
<h2 data-block="t/day/heading" data-kind="heading">Day to day</h2>
<p data-block="t/thirst" data-kind="paragraph">Drink when you are thirsty. Most mothers drink
about as much as they need when they keep a glass of water where they feed,
and take a drink with every meal of the day.</p>
<ul data-block="t/list" data-kind="list"><li>Keep a glass where you feed.</li><li>Drink at meals.</li></ul>
<div data-block="t/figure" data-kind="figure">
<img src="{DRAWING}" alt="A full glass of water on a table."></div></section>
<table data-block="t/table" data-kind="table">
<thead><tr><th scope="col">When</th><th scope="col">What</th></tr></thead>
<tbody><tr><th scope="row">Morning</th><td>Tea</td></tr></tbody></table>
<div class="slot" data-block="t/help-clinic" data-kind="clinic-slot"><p>Your clinic</p></div>
<div class="small" data-block="t/end" data-kind="endmatter"><p lang="pl">Tytuł polski: Ile pić</p></div>
"""
EXPECTED = (
    ExpectedText("t/title", "Drinking enough", "en"),
    ExpectedText("t/day/heading", "Day to day", "en"),
    ExpectedText(
        "t/thirst/text",
        "Drink when you are thirsty. Most mothers drink about as much as they need when they keep a glass "
        "of water where they feed, and take a drink with every meal of the day.",
        "en",
    ),
    ExpectedText("t/list/0", "Keep a glass where you feed.", "en"),
    ExpectedText("t/list/1", "Drink at meals.", "en"),
    ExpectedText("t/table/when", "When", "en"),
    ExpectedText("t/table/what", "What", "en"),
    ExpectedText("t/table/header", "Morning", "en"),
    ExpectedText("t/table/cell", "Tea", "en"),
    ExpectedText("interface/clinic_stamp", "Clinic stamp", "en"),
    ExpectedText("interface/clinic_stamp_help", "Your clinic", "en"),
    ExpectedText("interface/page", "Page", "en"),
    ExpectedText("t/end/title", "Tytuł polski: Ile pić", "pl"),
)


def a_checked_document(
    *changes: Change, css: str = "", expected: tuple[ExpectedText, ...] = EXPECTED, tokens: str = ""
) -> LaidOutDocument:
    """Return a good laid-out document of one page, after changes to its HTML.

    Args:
        changes: to `BODY`, or to the HTML around it.
        css: rules after `STYLES`.
        expected: what must be found on the pages.
        tokens: a style sheet called `tokens.css`.
    """
    document = a_document(BODY, lang="en", title="Drinking enough", fonts=FONTS)
    html = changed(document.html, changes)
    outline, tags, _ = read_outline(html)
    styles = [StyleSheet("page.css", STYLES), StyleSheet("test.css", css)]
    if tokens:
        styles.append(StyleSheet("tokens.css", tokens))
    return replace(
        document,
        html=html,
        styles=tuple(styles),
        page_format=A5_LARGE,
        expected=expected,
        outline=outline,
        tags=tags,
        max_pages=2,
    )


def a_layout_subject(*changes: Change, **others: Any) -> LayoutSubject:
    """Return the good document for the checks of layout; see `a_checked_document`."""
    return LayoutSubject(a_checked_document(*changes, **others), ASSETS)


@cache
def _engine() -> WeasyPrintEngine:
    return WeasyPrintEngine()


def painted(document: LaidOutDocument) -> PdfFile:
    """Return a document painted by our engine."""
    return _engine().render(document, assets=ASSETS)


@cache
def a_good_pdf() -> PdfFile:
    """Return the good document, painted once."""
    return painted(a_checked_document())


def a_pdf_subject(*changes: Change, **others: Any) -> PdfSubject:
    """Return the good document painted, after changes to its HTML; see `a_checked_document`."""
    pdf = painted(a_checked_document(*changes, **others)) if changes or others else a_good_pdf()
    return PdfSubject(pdf, ASSETS)


def a_damaged_pdf(change: Callable[[pikepdf.Pdf], None]) -> PdfSubject:
    """Return the good PDF after something was done to its objects."""
    pdf = a_good_pdf()
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        change(opened)
        saved = io.BytesIO()
        opened.save(saved)
    return PdfSubject(replace(pdf, data=saved.getvalue()), ASSETS)


def a_pdf_expecting(**changes: Any) -> PdfSubject:
    """Return the good PDF beside a document that says something else, field by field."""
    pdf = a_good_pdf()
    return PdfSubject(replace(pdf, document=replace(pdf.document, **changes)), ASSETS)

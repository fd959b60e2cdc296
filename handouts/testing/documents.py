"""Builders of laid-out documents: sensible defaults, so that a test shows only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handouts.edition import Edition, digest
from handouts.layout.document import LaidOutDocument, Metadata, PageFormat, StyleSheet

FONTS = ("fonts/noto-sans/NotoSans-Regular.ttf", "fonts/noto-sans/NotoSans-Bold.ttf")
"""Enough for body text and headings in every language we print."""

A5 = PageFormat(
    name="a5",
    width_mm=148,
    height_mm=210,
    top_mm=15,
    right_mm=12,
    bottom_mm=15,
    left_mm=12,
    body_pt=11,
    small_pt=8,
    max_pages=None,
    because="a page that fills quickly, for tests",
)

PAGE_CSS = """
@page { size: 148mm 210mm; margin: 15mm 12mm }
html { font-family: 'Noto Sans'; font-size: 11pt; line-height: 1.5; color: #111 }
body { margin: 0 }
table { border-collapse: collapse }
th, td { border: 0.2mm solid #555; padding: 1mm; text-align: left }
"""


def an_edition(of: str = "") -> Edition:
    """Return an edition of November 2026 whose fingerprint is made from some text."""
    return Edition("2026-11", date(2026, 11, 1), date(2028, 11, 1), digest([of]))


def a_document(
    html_body: str = "<h1>Drink enough</h1><p>Six glasses a day.</p>",
    *,
    css: str = "",
    lang: str = "en",
    title: str = "Drink enough",
    fonts: tuple[str, ...] = FONTS,
    mark: str = "",
) -> LaidOutDocument:
    """Return a document ready to be painted.

    Args:
        html_body: what stands in the body.
        css: rules after `PAGE_CSS` (A5, Noto Sans 11 pt).
        lang: BCP 47 tag of the document.
        title: of the metadata and the HTML.
        fonts: font files the styles may use.
        mark: a word to be painted across every page.
    """
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{html_body}</body></html>"
    )
    edition = an_edition(html + css)
    return LaidOutDocument(
        html=html,
        styles=(StyleSheet("page.css", PAGE_CSS), StyleSheet("test.css", css)),
        page_format=A5,
        edition=edition,
        metadata=Metadata(
            title=title,
            author="The handouts authors",
            subject="A document for tests",
            lang=lang,
            identifier=f"TEST-{edition.short}",
            keywords=("test",),
        ),
        expected=(),
        outline=(),
        fonts=fonts,
        handout_id="test",
        locale=lang.replace("-", "_"),
        mark=mark,
    )


def with_title(document: LaidOutDocument, title: str) -> LaidOutDocument:
    """Return the same document under another title."""
    return replace(document, metadata=replace(document.metadata, title=title))


_WORDS = {
    "en": "Drink a glass of water with each meal and keep a bottle within reach during the day",
    "vi": "Hãy uống một cốc nước trong mỗi bữa ăn và luôn để sẵn một chai nước trong tầm tay cả ngày",
    "pl": "Wypij szklankę wody do każdego posiłku i trzymaj butelkę pod ręką przez cały dzień, też w podróży",
}
_LEAFLET_CSS = """
@page {
  size: A4; margin: 18mm 18mm 16mm;
  @top-left { content: "Clinic"; font: bold 9pt 'Noto Sans' }
  @bottom-left { content: "2026-11"; font: 8pt 'Noto Sans' }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt 'Noto Sans' }
}
html { font: 10pt/1.4 'Noto Sans' }
h1 { font-size: 22pt; color: #123a5a } h2 { font-size: 14pt; color: #123a5a; margin: 3mm 0 1mm }
p { margin: 0 0 2mm } ul, ol { margin: 0 0 2mm; padding-left: 6mm } li { margin-bottom: 1mm }
.callout { border: 0.5mm solid #123a5a; border-radius: 2mm; padding: 3mm; break-inside: avoid }
.row { display: flex; gap: 6mm } .row > * { flex: 1 }
table { border-collapse: collapse; width: 100%; margin: 3mm 0 }
th, td { border: 0.2mm solid #888; padding: 1mm 2mm }
caption { font-weight: bold; text-align: left } img { width: 40mm }
"""


def a_leaflet(lang: str = "en") -> LaidOutDocument:
    """Return a two-page leaflet of the usual kind: headings, lists, callouts, a table, drawings, margins.

    Args:
        lang: en, vi or pl.
    """
    words = _WORDS[lang]
    drawing = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 30'%3E"
        "%3Crect width='60' height='30' rx='4' fill='%23d8e6f0'/%3E"
        "%3Ccircle cx='30' cy='15' r='9' fill='%23123a5a'/%3E"
        "%3Cpath d='M5 25q10-20 20 0t20 0' stroke='%23123a5a' fill='none'/%3E%3C/svg%3E"
    )
    parts = [f'<h1 data-block="leaflet/title">{words[:40]}</h1>']
    for number in range(6):
        parts.append(
            f'<section data-block="leaflet/part-{number}" data-kind="section"><h2>{words[:24]} {number}</h2>'
        )
        parts.append(f"<p>{words}. {words}.</p><p>{words}; <b>{words[:20]}</b> {words[20:]}.</p>")
        if number in (1, 3, 5):
            items = "".join(f"<li>{words[: 40 + item * 8]}</li>" for item in range(5))
            parts.append(
                f'<div class="row"><ul>{items}</ul><ol>{items}</ol></div>'
                if number == 3
                else f"<ul>{items}</ul>"
            )
        if number in (2, 5):
            parts.append(f'<div class="callout" data-block="leaflet/callout-{number}"><p>{words}.</p></div>')
        if number in (0, 4):
            parts.append(f'<img alt="{words[:20]}" src="{drawing}">')
        if number == 4:
            head = "".join(f'<th scope="col">{words[:8]}</th>' for _ in range(3))
            rows = "".join(
                f'<tr><th scope="row">{words[:10]} {row}</th><td>{row} ml</td><td>{words[:18]}</td></tr>'
                for row in range(6)
            )
            parts.append(
                f"<table><caption>{words[:30]}</caption><thead><tr>{head}</tr></thead>"
                f"<tbody>{rows}</tbody></table>"
            )
        parts.append("</section>")
    return a_document("".join(parts), css=_LEAFLET_CSS, lang=lang, title=words[:40])


RED_BOX = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20mm' height='10mm'"
    " viewBox='0 0 2 1'%3E%3Crect width='2' height='1' fill='red'/%3E%3C/svg%3E"
)
"""A drawing of 20 × 10 mm."""
DOT = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
"""A raster picture of one pixel."""

NASTY_CSS = """
@page { @top-left { content: element(head) } @bottom-right { content: counter(page) "/" counter(pages) } }
.head { position: running(head) }
"""
_ROWS = "".join(
    f'<tr><th scope="row">Day {day}</th><td>Rice, fish and soup</td>'
    + ('<td colspan="2">out</td></tr>' if day == 5 else f"<td>{day}</td><td>yes</td></tr>")
    for day in range(1, 71)
)
_SENTENCE = "Drink before you are thirsty. "
NASTY_BODY = f"""
<header class="head"><p>Clinic, <a href="https://clinic.example/">its page</a> <img src="{RED_BOX}" alt="Logo"
  style="height: 3mm"></p></header>
<h1>Nasty</h1>
<p>Read <a href="https://www.example.org/a/long/path">a page with a very long name about drinking enough
  water every single day of the week</a>, or <a href="#table"><b>the bold</b> table</a>.</p><p>Call
  <a href="tel:+48123456789">+48 123 456 789</a>.</p>
<p lang="vi">Chế độ ăn nhạt, <b>ưỡ</b>ng</p><p>A word, <span lang="pl">źdźbło</span>, in Polish.</p>
<ul lang="vi"><li>một</li><li>hai</li></ul>
<ul><li>one</li><li>two<ol><li>first</li><li>second <p>with a paragraph</p></li></ol></li>
  <li><b>three</b></li></ul>
<ul style="list-style: none"><li>no bullet</li></ul>
<ul style="list-style-position: inside"><li>inside</li></ul>
<ol style="list-style-type: lower-alpha"><li>letter</li></ol>
<dl><dt>Term</dt><dd>Meaning</dd><dt>Other</dt><dd>First</dd><dd>Second</dd></dl>
<div data-block="nasty/callout" data-kind="callout">Loose words <b>and bold</b><p>{_SENTENCE * 120}</p></div>
<p></p><div><span> </span></div>
<section><h2 id="table">Table</h2><table><caption>Days</caption><thead><tr><th>Day</th><th>Food</th>
  <th>No</th><th>Eaten</th></tr></thead><tbody>{_ROWS}</tbody>
  <tfoot><tr><th>All</th><td>70</td><td></td><td></td></tr></tfoot></table></section>
<figure><img src="{RED_BOX}" alt="A red box"><figcaption>Red</figcaption></figure>
<p><img src="{RED_BOX}" alt=""><img src="{DOT}" alt="A dot" style="width: 5mm"></p>
<div data-kind="clinic-slot" data-block="clinic" style="height: 30mm"></div>
<ol>{"".join(f"<li>{_SENTENCE * 12}</li>" for _ in range(14))}</ol>
"""
"""Everything that WeasyPrint's own tags get wrong, over about a dozen pages."""


def a_nasty_document() -> LaidOutDocument:
    """Return a document with everything that is hard to tag: split lists and tables, links, languages."""
    return a_document(NASTY_BODY, css=NASTY_CSS, title="Nasty")

"""The samples of the test kit are PDF/UA-1 and PDF/A-2a, plain and with a mark, says veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.imprint.marks import mark_every_page
from handouts.resources import AssetPath
from handouts.testing.documents import a_document, a_leaflet, a_nasty_document
from tests.conformance.verapdf import validate_apart

pytestmark = [pytest.mark.conformance, pytest.mark.slow, pytest.mark.xdist_group("verapdf")]

AWKWARD = """
<h1>x</h1><ul><li><p>p</p></li><li>text<div>d</div></li><li><table><tr><th>a<td>b</table></li></ul>
<ul><div>x</div><li>y</li></ul><li>orphan</li><dd>stray</dd><dl><div><dt>a</dt><dd>b</dd></div></dl>
<p><a href="https://b.example" style="display: flex"><b>x</b><i>y</i></a> <a href="#z">z</a></p>
<table><tr><th colspan="2">A<th>B<tr><td>1<td>2<td>3</table><table><tr><td rowspan="2">r<td>b<tr><td>c</table>
<table style="display: flex"><tr><td>a</table>
<p id="z">n<span style="float: footnote">foot</span><br><sup>2</sup></p>
<svg width="20" height="20" viewBox="0 0 2 2"><title>Dot</title><circle cx="1" cy="1" r="1"/></svg>
<main><article><header><h2>h</h2></header><aside>a</aside>
<nav><ol><li><a href="#z">t</a></li></ol></nav></article></main>
"""


def test_samples_conform_with_and_without_a_mark(paint, tmp_path: Path):
    font = AssetPath().find("fonts/noto-sans/NotoSans-Bold.ttf")
    assert font is not None
    documents = {
        "nasty": a_nasty_document(),
        "awkward": a_document(AWKWARD, css="h2::before { content: '1. ' } @page { bleed: 3mm; marks: crop }"),
        **{lang: a_leaflet(lang) for lang in ("en", "vi", "pl")},
    }
    paths = []
    for name, document in documents.items():
        pdf = paint(document)
        assert pdf.findings == ()
        for kind, data in (
            ("plain", pdf.data),
            ("marked", mark_every_page(pdf.data, word="BẢN NHÁP", font=font)),
        ):
            paths.append(tmp_path / f"{name}-{kind}.pdf")
            paths[-1].write_bytes(data)

    verdicts = validate_apart(paths)

    assert len(verdicts) == 2 * len(paths)
    assert [str(verdict) for verdict in verdicts if not verdict.compliant] == []

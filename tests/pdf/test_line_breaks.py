"""Lines fill up to the edge, whatever element follows the text."""

from __future__ import annotations

from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.testing.documents import a_document

WORDS = "Zły nastrój w\u00a0większość dni dłużej niż"
FACT = '<span style="white-space:nowrap">2\u00a0tygodnie</span>'


def test_no_line_breaks_after_its_first_word_because_of_the_space_before_a_fact():
    """Seen on a Polish leaflet: “Zły” stood alone on the first line."""
    widths_mm = [50 + step * 0.25 for step in range(280)]
    body = "".join(
        f'<p style="width: {width}mm; margin: 0">{WORDS} {FACT} albo smutek.</p>' for width in widths_mm
    )
    document = a_document(f"<h1>Tytuł</h1>{body}", lang="pl", css="@page { size: 200mm 290mm }")

    lines = WeasyPrintEngine().render(document, assets=AssetPath()).geometry.lines

    assert "Zły" not in {line.text.strip() for line in lines}

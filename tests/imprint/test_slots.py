from __future__ import annotations

from handouts.imprint.slots import Slot, reserved_places
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.testing.documents import a_document
from handouts.units import Box


def test_reserved_places_are_found_where_they_lie():
    css = "div { position: absolute; left: 10mm; top: 20mm; width: 60mm; height: 25mm }"
    document = a_document('<p>x</p><div data-kind="clinic-slot" data-block="clinic"></div>', css=css)
    pdf = WeasyPrintEngine().render(document, assets=AssetPath())

    assert reserved_places(pdf) == (Slot("clinic", 1, Box(22, 35, 60, 25)),)


def test_a_document_may_reserve_nothing():
    pdf = WeasyPrintEngine().render(a_document("<p>x</p>"), assets=AssetPath())

    assert reserved_places(pdf) == ()

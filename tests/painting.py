"""Blocks -> a painted leaflet with our own facts, contacts and templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handouts.api import Job, open_language, serve
from handouts.content.leaflet import Leaflet
from handouts.content.model import Jurisdiction
from handouts.layout.lay_out import lay_out
from handouts.layout.page_formats import load_page_format
from handouts.localize.locales import SOURCE_LOCALE
from handouts.localize.localizer import localize
from handouts.pdf.document import PdfFile
from handouts.testing.builders import leaflet_fields
from tests.built import workshop


def painted(blocks: Iterable[Any], *, paper: str, leaflet_id: str = "sample") -> PdfFile:
    """Paint a leaflet of these blocks in English for Great Britain.

    Raises:
        AssertionError: a fact or a word that the blocks name does not exist.
    """
    shop = workshop()
    handout, gaps = localize(
        _with_a_clinic_place(leaflet_id, list(blocks)),
        language=open_language(SOURCE_LOCALE, shop.assets),
        jurisdiction=Jurisdiction.GB,
        library=shop.library,
        interface=shop.interface,
        served=serve(Job("meal-plan-week", SOURCE_LOCALE, paper, Jurisdiction.GB), workshop=shop),
    )
    assert not gaps, "\n".join(map(str, gaps))
    document = lay_out(
        handout,
        page_format=load_page_format(paper, assets=shop.assets),
        assets=shop.assets,
        engine="a test",
        publisher="a test",
    )
    return shop.engine.render(document, assets=shop.assets)


def _with_a_clinic_place(leaflet_id: str, blocks: list[Any]) -> Leaflet:
    fields = leaflet_fields(leaflet_id, blocks)
    if not any(block["kind"] == "clinic-place" for block in blocks):
        fields["sections"][-1]["blocks"].append({"kind": "clinic-place", "id": "place"})
    return Leaflet.model_validate(fields)

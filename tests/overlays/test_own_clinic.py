"""A clinic's own folder: leaflet, facts, words, brand, page format and sign-off, laid over what we ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.api import Job, Workshop, make, open_language, open_workshop
from handouts.checks.gate import CheckedPdf
from handouts.content.model import Jurisdiction
from handouts.content.starter import starter_leaflet
from handouts.localize.localizer import localize
from handouts.resources import AssetPath
from handouts.settings import Settings
from handouts.testing.builders import a_signature, an_overlay

TODAY = date(2026, 11, 22)
NAME = "drinking-enough"
LEAFLET = starter_leaflet(NAME, dated=TODAY)
PAGE = """\
{% extends "shipped/pages/leaflet.html" %}
{% block content %}
<p class="ours">{{ word("sources") | words }}</p>
{{ super() }}
{% endblock %}
"""
SQUARE = """\
paper_mm = [210, 210]
margins_mm = {top = 15, right = 15, bottom = 16, left = 15}
body_pt = 13
small_pt = 10
max_pages = 2
because = "our display stands are square"
"""


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    shipped = AssetPath()
    facts = shipped.find("library/facts.yaml").read_text(encoding="utf-8")
    tokens = shipped.find("templates/tokens.css").read_text(encoding="utf-8")
    own_fact = (
        "  our_beds:\n    kind: number\n    meaning: beds of our ward\n"
        "    values: {any: {value: 12, sources: [oxford-health-enough-milk]}}\n"
    )
    return an_overlay(
        tmp_path / "clinic",
        {
            f"library/leaflets/{NAME}.yaml": LEAFLET.replace(
                "Say what to do first.", "We have {our_beds} beds."
            ),
            "library/facts.yaml": facts.rstrip() + "\n" + own_fact,
            "templates/tokens.css": tokens + "\n/* our brand */\n",
            "templates/pages/leaflet.html": PAGE,
            "templates/page_formats/square/format.toml": SQUARE,
            "templates/page_formats/square/page.css": ":root { --body: 13pt; --small: 10pt }",
        },
    )


def shop_of(*overlays: Path) -> Workshop:
    return open_workshop(Settings(overlays=overlays, publisher="Our clinic"), today=TODAY)


def made(shop: Workshop, page_format: str = "a4") -> CheckedPdf:
    return make(Job(NAME, "en", page_format, Jurisdiction.GB), workshop=shop)


@pytest.mark.slow
def test_a_clinics_own_facts_page_and_brand_are_printed(clinic):
    document = made(shop_of(clinic)).document

    assert document.metadata.author == "Our clinic"
    assert "We have " in document.html
    assert '<p class="ours">' in document.html
    assert any("our brand" in style.css for style in document.styles)
    assert "the-first-point" not in document.html


@pytest.mark.slow
def test_a_clinics_own_page_format_is_one_folder(clinic):
    pdf = made(shop_of(clinic), "square")

    assert pdf.document.page_format.body_pt == 13
    assert pdf.pages <= 2


@pytest.mark.slow
def test_a_clinics_own_sign_off_replaces_the_line_about_approval(clinic, tmp_path):
    shop = shop_of(clinic)
    handout, _ = localize(
        shop.library.handout(NAME),
        language=open_language("en", shop.assets),
        jurisdiction=Jurisdiction.GB,
        library=shop.library,
        interface=shop.interface,
    )
    signature = a_signature(handout).model_dump(mode="json", exclude_defaults=True)
    lines = [f'{name} = "{value}"' for name, value in signature.items() if name != "signed_on"]
    lines.append(f"signed_on = {signature['signed_on']}")
    toml = "schema_version = 1\n[[signature]]\n" + "\n".join(lines)
    signed = shop_of(clinic, an_overlay(tmp_path / "signed", {"locales/en/signoff.toml": toml}))
    unsigned_line = shop.interface.messages["not_approved"].text

    assert unsigned_line in made(shop).document.html
    document = made(signed).document
    assert unsigned_line not in document.html
    assert "Dr Ada Example" in document.html


@pytest.mark.slow
def test_another_clinics_overlay_changes_nothing_here(clinic, tmp_path):
    here, there = shop_of(), shop_of(clinic)

    assert NAME not in here.library.entries
    assert here.library.facts.keys() < there.library.facts.keys()
    assert "our_beds" not in here.library.facts

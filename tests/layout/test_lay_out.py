from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handouts.edition import Edition
from handouts.errors import LayoutError
from handouts.layout.document import LaidOutDocument
from handouts.layout.lay_out import Density, lay_out, page_parts
from handouts.layout.outline import read_outline
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.localize.handout import LocalizedHandout
from handouts.localize.text import LocalizedText, Run
from handouts.resources import AssetPath
from handouts.testing.builders import (
    a_fact,
    a_language,
    a_leaflet,
    a_library,
    a_localized_handout,
    a_paragraph,
    a_signature,
    an_interface,
    an_overlay,
    an_urgent_callout,
)

SHIPPED = AssetPath()


def laid_out(
    handout: LocalizedHandout | None = None,
    *,
    assets: AssetPath = SHIPPED,
    page_format: str = "a4",
    engine: str = "engine 1",
    density: Density = Density.NORMAL,
    draft: bool = False,
) -> LaidOutDocument:
    return lay_out(
        handout or a_localized_handout(),
        page_format=load_page_format(page_format, assets=assets),
        assets=assets,
        engine=engine,
        publisher="A clinic",
        density=density,
        draft=draft,
    )


def with_overlay(folder, files: dict[str, str]) -> AssetPath:
    return AssetPath((an_overlay(folder, files),))


def polish(key: str, words: str, **leaflet: object) -> LocalizedHandout:
    wanted = a_leaflet(**leaflet)
    library = a_library(wanted)
    language = a_language("pl", library=library)
    old = language.catalog.entries[key]
    language.catalog.entries[key] = replace(old, text=words)
    return a_localized_handout(wanted, language=language, library=library)


# --- what the document says of itself -----------------------------------------------------------------------


def test_the_document_says_what_it_is():
    document = laid_out()

    assert document.metadata.title == "Rest well"
    assert document.metadata.author == "A clinic"
    assert document.metadata.lang == "en-GB"
    assert document.handout_id == "rest-well"
    assert (document.locale, document.jurisdiction) == ("en", "GB")
    assert document.outline[0] == (1, "Rest well")
    assert [text for level, text in document.outline if level == 2] == [
        "What helps",
        "What we do not know yet",
        "When to get help",
    ]


def test_the_document_code_names_leaflet_language_country_and_edition():
    document = laid_out()

    assert re.fullmatch(r"RST-EN-GB-[2-9A-HJ-NP-Z]{6}", document.metadata.identifier)
    assert document.metadata.identifier.endswith(document.edition.short)
    printed = "".join(style.css for style in document.styles)
    assert document.edition.short in printed
    assert "CODE" not in printed
    assert "\u2060" not in document.html + printed


def test_every_localized_word_is_expected_on_the_pages():
    handout = a_localized_handout(a_leaflet(blocks=[an_urgent_callout("box", "Call for help now.")]))
    expected = {text.key: text.text for text in laid_out(handout).expected}

    assert expected["rest-well/box-1/text"] == "Call for help now."
    assert expected["rest-well/title"] == "Rest well"
    assert expected["interface/sources"] == an_interface().messages["sources"].text


def test_alt_texts_are_not_expected_as_printed_words():
    figure = {"kind": "figure", "id": "hold", "illustration": "latch", "alt": "A baby drinks"}
    handout = a_localized_handout(a_leaflet(blocks=[figure]))

    assert not [text for text in laid_out(handout).expected if text.text == "A baby drinks"]


def test_the_leaflet_may_allow_itself_more_pages_but_large_print_has_no_limit():
    handout = a_localized_handout(a_leaflet(max_pages=4))

    assert laid_out(handout).max_pages == 4
    assert laid_out().max_pages == 2
    assert laid_out(handout, page_format="a4-large-print").max_pages is None


@pytest.mark.parametrize("name", page_format_names(SHIPPED))
def test_every_format_lays_out(name):
    assert laid_out(page_format=name).page_format.name == name


# --- approval -----------------------------------------------------------------------------------------------


def test_an_unsigned_text_says_so_in_the_readers_language():
    handout = polish("interface/not_approved", "Tekst nie został zatwierdzony.")

    assert "Tekst nie został zatwierdzony." in laid_out(handout).html


def test_a_signed_text_names_who_approved_it_and_when():
    signed = a_localized_handout(
        language=a_language(signatures=[a_signature(a_localized_handout(), name="Dr <b>Ada</b>")])
    )
    html = laid_out(signed).html

    assert an_interface().messages["not_approved"].text not in html
    assert "Dr &lt;b&gt;Ada&lt;/b&gt;" in html
    assert "20\u00a0November\u00a02026" in html


def test_a_draft_is_marked_in_the_readers_language():
    handout = polish("interface/draft", "SZKIC")

    assert laid_out(handout, draft=True).mark == "SZKIC"
    assert laid_out(handout).mark == ""


# --- nothing is executed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attack",
    [
        "<script>x</script>",
        "<img src=x>",
        "&lt;b&gt;",
        '" onload="x',
        "{{ 7*7 }}",
        "{% raw %}",
        "]]>",
        "<!--",
    ],
)
def test_what_a_translator_writes_is_shown_not_run(attack):
    from html import unescape

    html = laid_out(polish("rest-well/rest-often/text", f"Śpij {attack} dobrze.")).html

    assert f"Śpij {attack} dobrze." in unescape(html).replace("\u00a0", " ")
    assert f"Śpij {attack} dobrze." not in html or not re.search(r"[<>&\"]", attack)


def test_a_title_cannot_break_out_of_the_head():
    html = laid_out(polish("rest-well/title", "</title><script>x</script>")).html

    assert "<script>" not in html


# --- page numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Page {page} of {pages}", ['"Page "', "counter(page)", '" of "', "counter(pages)"]),
        ("{pages} stron, strona {page}", ["counter(pages)", '" stron\\00002c  strona "', "counter(page)"]),
        ("{page}/{pages}", ["counter(page)", '"\\00002f"', "counter(pages)"]),
        ("none", ['"none"']),
    ],
)
def test_page_numbers_stand_in_the_order_of_the_language(text, parts):
    assert [str(part) for part in page_parts(LocalizedText("k", (Run(text),), "pl"))] == parts


# --- density ------------------------------------------------------------------------------------------------


def test_white_space_changes_but_no_type():
    loose, tight = laid_out(density=Density.ROOMY), laid_out(density=Density.TIGHT)

    assert [style.css for style in loose.styles][:-1] == [style.css for style in tight.styles][:-1]
    assert 'class="density-roomy' in loose.html
    assert 'class="density-tight' in tight.html


def test_no_rule_for_a_density_touches_the_size_of_letters_or_lines():
    for style in laid_out().styles:
        for selector, body in re.findall(r"([^{}]*density-[^{}]*)\{([^{}]*)\}", style.css):
            assert not re.search(r"font|line-height|--text|--leading|letter-spacing", body), selector


# --- the edition --------------------------------------------------------------------------------------------


def print_of(**over: object) -> str:
    return laid_out(**over).edition.fingerprint


def test_the_same_edition_has_the_same_fingerprint():
    assert print_of() == print_of()
    assert laid_out() == laid_out()


def test_a_word_a_fact_or_an_engine_makes_another_edition(tmp_path):
    def drinking(text: str = "Drink {water}.", **value: str) -> str:
        leaflet = a_leaflet(blocks=[a_paragraph("drink", text)])
        library = a_library(leaflet, facts={"water": a_fact(unit="litre", **(value or {"value": "2"}))})
        return print_of(handout=a_localized_handout(leaflet, library=library))

    prints = {
        drinking(),
        drinking("Drink about {water}."),
        drinking(value="3"),
        drinking(at_least="2"),
        print_of(),
        print_of(engine="engine 2"),
        print_of(page_format="letter"),
        print_of(density=Density.TIGHT),
        print_of(draft=True),
        print_of(handout=a_localized_handout(jurisdiction="US")),
    }

    assert len(prints) == 10


def test_a_template_a_style_a_font_or_a_drawing_makes_another_edition(tmp_path):
    figure = {"kind": "figure", "id": "hold", "illustration": "mine", "alt": "A baby drinks"}
    handout = a_localized_handout(a_leaflet(blocks=[figure]))
    drawing = {"templates/illustrations/mine.svg": "<svg/>"}
    font = SHIPPED.find("fonts/noto-sans/NotoSans-Regular.ttf").read_bytes()
    template = SHIPPED.find("templates/pages/leaflet.html").read_text(encoding="utf-8")

    def assets(name: str, files: dict[str, str]) -> AssetPath:
        return with_overlay(tmp_path / name, drawing | files)

    changed = assets("font", {})
    (changed.overlays[0] / "fonts/noto-sans").mkdir(parents=True)
    (changed.overlays[0] / "fonts/noto-sans/NotoSans-Regular.ttf").write_bytes(font + b"\0")
    prints = [
        print_of(handout=handout, assets=assets("same", {})),
        print_of(handout=handout, assets=changed),
        print_of(handout=handout, assets=assets("svg", {"templates/illustrations/mine.svg": "<svg></svg>"})),
        print_of(handout=handout, assets=assets("css", {"templates/tokens.css": "/* none */"})),
        print_of(
            handout=handout,
            assets=assets(
                "html", {"templates/pages/leaflet.html": template.replace("<section", "<section id='s'")}
            ),
        ),
    ]

    assert len(set(prints)) == 5
    assert print_of(handout=handout, assets=assets("again", {})) == prints[0]


def test_what_is_not_printed_makes_no_other_edition(tmp_path):
    unused = with_overlay(
        tmp_path, {"templates/illustrations/unused.svg": "<svg/>", "library/notes.txt": "x"}
    )

    assert print_of(assets=unused) == print_of()
    assert print_of(handout=a_localized_handout(a_leaflet(audience="others"))) == print_of()


def test_a_code_can_be_read_out_on_the_telephone():
    edition = Edition("2026-11", a_localized_handout().dated, a_localized_handout().review_by, "f" * 64)

    assert edition.short == "ZZZZZZ"
    assert edition.timestamp.isoformat() == "2026-11-01T00:00:00+00:00"


# --- broken templates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{% if %}",
        "{% include 'blocks/none/block.html' %}",
        "{{ body.title.__class__ }}",
        "{{ 'bare' | words }}",
        "{{ word('no_such_word') | words }}",
        "{{ 1 / 0 }}",
        "{% for x in range(10000000) %}{% endfor %}",
    ],
)
def test_a_broken_template_is_a_layout_error_not_a_crash(tmp_path, template):
    with pytest.raises(LayoutError) as raised:
        laid_out(assets=with_overlay(tmp_path, {"templates/pages/leaflet.html": template}))

    assert raised.value.exit_code == 6
    assert raised.value.hint


def test_an_overlays_page_may_extend_ours(tmp_path):
    page = (
        '{% extends "shipped/pages/leaflet.html" %}'
        '{% block content %}<p class="mine">{{ word("sources") | words }}</p>{{ super() }}{% endblock %}'
    )
    document = laid_out(assets=with_overlay(tmp_path, {"templates/pages/leaflet.html": page}))

    assert '<p class="mine">Where this comes from</p>' in document.html
    assert "Rest when the baby sleeps." in document.html


# --- outline ------------------------------------------------------------------------------------------------


def test_headings_tags_and_drawings_are_read_from_the_html():
    html = "<h1>A <b>b</b>\n c</h1><h2>D &amp; e</h2><ul><li>x</ul>"
    html += '<img src="asset:templates/x.svg" alt="a cup"><img src="asset:templates/y.svg" alt="">'

    assert read_outline(html) == (
        ((1, "A b c"), (2, "D & e")),
        (("Figure", 1), ("L", 1)),
        ("asset:templates/x.svg", "asset:templates/y.svg"),
    )


@pytest.mark.parametrize(
    "template",
    [
        '{% include "pages/leaflet.html" %}',
        '{% extends "pages/leaflet.html" %}',
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        '{{ "a" * 10 ** 15 }}',
    ],
)
def test_a_template_without_end_is_an_error_of_the_overlay(tmp_path, template):
    with pytest.raises(LayoutError, match="a template cannot be used"):
        laid_out(assets=with_overlay(tmp_path, {"templates/pages/leaflet.html": template}))

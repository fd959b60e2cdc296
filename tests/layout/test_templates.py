from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError
from jinja2.sandbox import SecurityError

from handouts.errors import LayoutError
from handouts.layout.templates import css_string, environment, words
from handouts.localize.text import LocalizedText, Run
from handouts.resources import AssetPath
from handouts.testing.builders import a_localized_handout, a_signature, an_overlay


def a_text(*runs: str | Run, missing: bool = False, lang: str = "pl") -> LocalizedText:
    made = tuple(run if isinstance(run, Run) else Run(run) for run in runs)
    return LocalizedText("key", made, lang, missing)


def rendered(template: str, **values: object) -> str:
    return environment(AssetPath()).from_string(template).render(values)


def test_a_text_is_escaped_on_its_way_into_html():
    attack = a_text("<script>alert('x')</script> & \"more\"")

    assert rendered("{{ text | words }}", text=attack) == (
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;more&#34;"
    )


def test_a_fact_is_kept_in_one_piece_and_escaped():
    html = str(words(a_text("Drink ", Run("2–2,5\u00a0l <b>", "water"), ".")))

    assert html == (
        'Drink <span class="fact" dir="ltr">2–2,5\u00a0l</span>'
        ' <span class="fact" dir="ltr">&lt;b&gt;</span>.'
    )


def test_words_in_another_language_say_so():
    assert str(words(a_text("Rest.", missing=True, lang="en-GB"))) == (
        '<span class="missing" lang="en-GB">Rest.</span>'
    )


@pytest.mark.parametrize("value", ["a bare string", 5, None, ["list"]])
def test_a_bare_string_in_a_template_is_a_fault(value):
    with pytest.raises(TypeError, match="not a localized text"):
        words(value)


@pytest.mark.parametrize("template", ["{{ nothing }}", "{{ text.nothing }}", "{% if nothing %}x{% endif %}"])
def test_a_name_that_does_not_exist_stops_the_build(template):
    with pytest.raises(UndefinedError):
        rendered(template, text=a_text("x"))


@pytest.mark.parametrize(
    "template",
    [
        "{{ text.__class__ }}",
        "{{ text.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__class__.__base__ }}",
        "{{ text.runs.__len__.__self__ }}",
        "{{ words.__globals__ }}",
        "{{ '{0.__class__}'.format(text) }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ [].append(1) }}",
        "{{ {}.update({1: 2}) }}",
    ],
)
def test_a_template_cannot_reach_out_of_its_sandbox(template):
    with pytest.raises((SecurityError, UndefinedError)):
        rendered(template, text=a_text("x"), words=words)


@pytest.mark.parametrize(
    "template",
    [
        "{{ signature.parse_raw(code, proto='pickle', allow_pickle=True) }}",
        "{{ signature.parse_file('/etc/hostname') }}",
        "{{ signature.model_construct() }}",
        "{{ signature['parse_raw'](code) }}",
        "{{ (signature | attr('parse_file'))('/etc/hostname') }}",
        "{% for one in [signature] | map(attribute='model_dump') %}{{ one() }}{% endfor %}",
    ],
)
def test_a_template_reads_the_fields_of_a_model_and_calls_nothing_of_it(template):
    signature = a_signature(a_localized_handout())

    assert rendered("{{ signature.role }}", signature=signature) == "clinical-reviewer"
    with pytest.raises((SecurityError, UndefinedError)):
        rendered(template, signature=signature, code="cos\ngetpid\n(tR.")


@pytest.mark.parametrize(
    "name", ["../pyproject.toml", "/etc/passwd", "shipped/../../README.md", "shipped//etc/passwd"]
)
def test_a_template_outside_the_asset_folders_is_not_found(name):
    with pytest.raises(TemplateNotFound):
        environment(AssetPath()).get_template(name)


def test_an_overlays_template_extends_the_one_it_replaces(tmp_path):
    ours = '{% extends "shipped/pages/base.html" %}{% block endmatter %}<p>mine</p>{% endblock %}'
    overlay = an_overlay(tmp_path, {"templates/pages/base.html": ours})
    made = environment(AssetPath((overlay,)))

    assert made.get_template("pages/base.html").blocks.keys() == {"endmatter"}
    assert "masthead" in made.get_template("shipped/pages/base.html").blocks


def test_a_template_that_is_not_utf8_is_an_error_of_its_own(tmp_path):
    overlay = an_overlay(tmp_path, {"templates/pages/leaflet.html": ""})
    (overlay / "templates/pages/leaflet.html").write_bytes(b"\xff\xfe")

    with pytest.raises(LayoutError, match="cannot be read"):
        environment(AssetPath((overlay,))).get_template("pages/leaflet.html")


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("Page 1", '"Page 1"'),
        ('a"b', '"a\\000022b"'),
        ("a\\b", '"a\\00005cb"'),
        ("a\nb", '"a\\00000ab"'),
        ("</style>", '"\\00003c\\00002fstyle\\00003e"'),
        ("źdźbło ưỡ", '"źdźbło ưỡ"'),
    ],
)
def test_a_css_string_ends_where_it_should(text, css):
    assert str(css_string(text)) == css


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_breaks_out_of_a_css_string(text):
    css = str(css_string(text))
    inside = css[1:-1]

    assert css[0] == css[-1] == '"'
    assert not re.search(r'["\n\r\f<>]', inside)
    # A space behind an escape belongs to it (CSS Syntax Level 3, 4.3.7).
    assert re.sub(r"\\([0-9a-f]{6}) ?", lambda m: chr(int(m[1], 16)), inside) == text


def arabic(*runs: Run) -> str:
    return str(words(LocalizedText("a/b", runs, "ar"), direction="rtl"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2–2.5", '<bdi class="qty" dir="ltr">2–2.5</bdi>'),
        ("-5", '<bdi class="qty" dir="ltr">-5</bdi>'),
        ("10%", '<bdi class="qty" dir="ltr">10%</bdi>'),
        ("B12", '<bdi class="qty" dir="ltr">B12</bdi>'),
        ("en-2000kcal-6-meals", '<bdi class="qty" dir="ltr">en-2000kcal-6-meals</bdi>'),
        ("أوميغا-3", 'أوميغا-<bdi class="qty" dir="ltr">3</bdi>'),
        ("٢–٢٫٥", '<bdi class="qty" dir="ltr">٢–٢٫٥</bdi>'),
        ("NHS", "NHS"),
    ],
)
def test_from_right_to_left_every_number_is_isolated(text, html):
    assert arabic(Run(text)) == html


def test_from_right_to_left_a_fact_keeps_its_words_behind_its_number():
    assert arabic(Run("24\u00a0ساعة", "day_hours")) == (
        '<bdi class="fact" dir="rtl"><bdi class="qty" dir="ltr">24</bdi>\u00a0ساعة</bdi>'
    )


def test_english_on_a_page_from_right_to_left_says_its_own_direction():
    text = LocalizedText("a/b", (Run("Drink "), Run("2 litres", "fluids")), "en", missing=True)
    assert str(words(text, direction="rtl")).startswith('<bdi class="missing" lang="en" dir="ltr">Drink ')

from __future__ import annotations

import pytest

from handouts.pdf.svg import MAX_BYTES, svg_faults
from handouts.resources import AssetPath

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def svg(inside: str) -> bytes:
    return f"{OPEN}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9" fill="url(#a)"/>',
        '<defs><path id="a" d="M0 0h9"/></defs><use href="#a"/><use xlink:href="#a"/>',
        "<style>path { fill: red; mask: url('#m') }</style><path/>",
        "<title>A drawing</title><text>Words</text>",
        '<g style="fill: #fff"/>',
    ],
)
def test_plain_drawings_pass(inside):
    assert svg_faults(svg(inside)) == ()


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("<script>x</script>", "script"),
        ("<SCRIPT>x</SCRIPT>", "script"),
        ("<foreignObject/>", "foreign"),
        ('<image href="#a"/>', "picture"),
        ('<animate attributeName="x"/>', "animation"),
        ('<set attributeName="x"/>', "animation"),
        ('<path onload="x()"/>', "event handler"),
        ('<path onClick="x()"/>', "event handler"),
        ('<use href="https://example.org/a.svg#b"/>', "outside"),
        ('<use xlink:href="file:///etc/passwd"/>', "outside"),
        ('<use href=" data:image/svg+xml,x"/>', "outside"),
        ('<path fill="url(https://example.org/#a)"/>', "outside"),
        ("<path style=\"fill: url( '//example.org/#a' )\"/>", "outside"),
        ("<style>@import 'https://example.org/a.css'</style>", "@import"),
        (r"<style>@\69mport 'a.css'</style>", "backslash"),
        ("<style>path { fill: URL(http://example.org/#a) }</style>", "outside"),
        ('<a xml:base="https://example.org/"/>', "xml:base"),
    ],
)
def test_everything_that_acts_or_reaches_out_is_named(inside, word):
    assert any(word in fault for fault in svg_faults(svg(inside)))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<svg/>",
        b"<html/>",
        b"<svg",
        b"",
        b"\xff\xfe",
        svg(" " * MAX_BYTES),
    ],
)
def test_what_is_not_a_plain_drawing_is_refused(data):
    assert svg_faults(data)


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><path/></g>'
        + "".join(
            f'<g id="{new}">{f"""<use href="#{old}"/>""" * 20}</g>'
            for old, new in zip("abcde", "bcdef", strict=True)
        ),
        '<g id="a"><use href="#a"/></g><use href="#a"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
    ],
)
def test_a_drawing_that_repeats_itself_without_end_is_refused(inside):
    assert "repeats itself" in str(svg_faults(svg(inside)))


def test_our_own_drawings_are_safe():
    for path in AssetPath().files("templates", "**/*.svg"):
        assert svg_faults(path.read_bytes()) == (), path.name

"""The pairs of colours that are tested are those that the styles print."""

from __future__ import annotations

import re

import pytest

from handouts.checks.colours import tokens
from handouts.checks.layout.design import PAIRS, WHITE
from handouts.checks.registry import Stage, run_checks
from handouts.content.colours import contrast, luminance
from handouts.testing.content_subjects import ASSETS
from handouts.testing.page_subjects import a_layout_subject

CSS = "\n".join(path.read_text(encoding="utf-8") for path in ASSETS.files("templates", "**/*.css"))


def test_every_colour_of_text_is_tested() -> None:
    used = set(re.findall(r"(?<![\w-])color:\s*var\(--([\w-]+)\)", CSS))
    assert used <= {text for text, _, _ in PAIRS}


def test_every_ground_is_tested() -> None:
    used = set(re.findall(r"(?<![\w-])background(?:-color)?:\s*var\(--([\w-]+)\)", CSS))
    assert used <= {ground for _, ground, _ in PAIRS}


def test_the_shipped_tokens_stand_out() -> None:
    shipped = (ASSETS.roots("templates")[0] / "tokens.css").read_text(encoding="utf-8")
    assert not [str(finding) for finding in run_checks(Stage.LAYOUT, a_layout_subject(tokens=shipped))]


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000", WHITE) == pytest.approx(21)
    assert luminance("#fff") == pytest.approx(1)
    with pytest.raises(ValueError, match="rebeccapurple"):
        luminance("rebeccapurple")


def test_the_last_definition_of_a_token_holds() -> None:
    assert tokens(":root { --ink: #111 } :root { --ink: #222222 }") == {"ink": "#222222"}

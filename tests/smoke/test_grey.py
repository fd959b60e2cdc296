"""Printed grey, copied, or seen by someone who is colour-blind: boxes still tell their kinds apart."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from handouts.units import Box
from tests.built import paper_of_smoke
from tests.painting import painted

pytestmark = pytest.mark.slow

DPI = 144
ICON_MM = 12
"""From the box's corner: its edge, its icon and nothing of its words."""
LEAST = 4.0
"""Grey levels of 255 by which two corners differ on average; two that are alike differ by less than one."""
GAP_MM = 5
"""Between the two cards of a do-dont block."""
TONES = ("info", "urgent", "today", "uncertain")
SAME_WORDS = "The same words in every box, so that only the box can differ."


def statement(identity: str) -> dict[str, Any]:
    return {
        "id": identity,
        "says": "action",
        "text": SAME_WORDS,
        "why": "a test",
        "sources": [],
        "evidence": "practice",
    }


def blocks() -> list[dict[str, Any]]:
    """Give a box of every tone, and a do beside a don't; taken from nobody's content."""
    boxes = [
        {
            "kind": "callout",
            "id": f"box-{tone}",
            "tone": tone,
            "heading": "Heading",
            "items": [statement(f"in-{tone}")],
            "source": "test",
        }
        for tone in TONES
    ]
    return [*boxes, {"kind": "do-dont", "id": "both", "do": [statement("do")], "dont": [statement("dont")]}]


@pytest.fixture(scope="module")
def corners() -> dict[str, Image.Image]:
    """The upper left corner of each box, in grey."""
    pdf = painted(blocks(), paper=paper_of_smoke())
    document = pypdfium2.PdfDocument(pdf.data)
    pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    document.close()
    found = {}
    for block in pdf.geometry.blocks:
        name = block.key.rpartition("/")[2].removeprefix("box-")
        if name in TONES:
            found[name] = corner(pages[block.page - 1], block.box)
        elif name == "both":
            # Two cards of one width, with a gap: the second ends where the block ends.
            half = (block.box.width_mm - GAP_MM) / 2
            second = Box(
                left_mm=block.box.left_mm + half + GAP_MM,
                top_mm=block.box.top_mm,
                width_mm=half,
                height_mm=block.box.height_mm,
            )
            found["do"] = corner(pages[block.page - 1], block.box)
            found["dont"] = corner(pages[block.page - 1], second)
    return found


def corner(page: Image.Image, box: Box) -> Image.Image:
    edges = (box.left_mm, box.top_mm, box.left_mm + ICON_MM, box.top_mm + ICON_MM)
    left, top, right, bottom = (round(mm * DPI / 25.4) for mm in edges)
    return page.crop((left, top, right, bottom)).resize((80, 80))


def difference(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def test_every_box_was_found(corners: dict[str, Image.Image]) -> None:
    assert set(corners) == {*TONES, "do", "dont"}


def test_a_corner_is_like_itself(corners: dict[str, Image.Image]) -> None:
    assert difference(corners["urgent"], corners["urgent"].copy()) == 0


@pytest.mark.parametrize("pair", list(combinations(TONES, 2)), ids=lambda pair: "-".join(pair))
def test_two_tones_differ_without_colour(pair: tuple[str, str], corners: dict[str, Image.Image]) -> None:
    assert difference(corners[pair[0]], corners[pair[1]]) > LEAST


def test_do_differs_from_dont_without_colour(corners: dict[str, Image.Image]) -> None:
    assert difference(corners["do"], corners["dont"]) > LEAST


def test_an_urgent_box_is_the_darkest(corners: dict[str, Image.Image]) -> None:
    darkness = {name: ImageStat.Stat(corners[name]).mean[0] for name in TONES}
    assert min(darkness, key=lambda name: darkness[name]) == "urgent"

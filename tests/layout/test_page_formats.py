from __future__ import annotations

import pytest

from handouts.errors import LayoutError
from handouts.layout.fonts import DEFAULT_FAMILIES, font_family
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.resources import AssetPath
from handouts.testing.builders import an_overlay

SQUARE = """\
paper_mm = [200, 200]
margins_mm = {top = 12, right = 12, bottom = 12, left = 12}
body_pt = 12
small_pt = 9
because = "a square sheet for tests"
"""


def assets_with(folder, text: str, name: str = "square") -> AssetPath:
    return AssetPath((an_overlay(folder, {f"templates/page_formats/{name}/format.toml": text}),))


def test_a_folder_is_a_page_format(tmp_path):
    assets = assets_with(tmp_path, SQUARE)

    assert {"a4", "square"} <= set(page_format_names(assets))
    assert load_page_format("square", assets=assets).width_mm == 200
    assert load_page_format("square", assets=assets).max_pages is None


@pytest.mark.parametrize("name", page_format_names(AssetPath()))
def test_every_format_we_ship_can_be_read_by_tired_eyes(name):
    page_format = load_page_format(name, assets=AssetPath())

    assert page_format.body_pt >= 12
    assert page_format.small_pt >= 9
    assert page_format.because


def test_an_overlay_may_replace_one_of_ours(tmp_path):
    assert load_page_format("a4", assets=assets_with(tmp_path, SQUARE, "a4")).height_mm == 200


def test_an_unknown_format_suggests_the_nearest():
    with pytest.raises(LayoutError) as raised:
        load_page_format("leter", assets=AssetPath())

    assert raised.value.hint == "did you mean letter?"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("body_pt = 12", "body_pt = 11.9", "body_pt"),
        ("small_pt = 9", "small_pt = 8", "small_pt"),
        ("top = 12", "top = 2", "margins_mm.top"),
        ("[200, 200]", "[200]", "paper_mm"),
        ("[200, 200]", "[20, 200]", "paper_mm"),
        ("because", "why", "why"),
        ("body_pt = 12", "body_pt = ", "format.toml"),
    ],
)
def test_a_format_that_nobody_could_print_or_read_is_refused(tmp_path, old, new, said):
    with pytest.raises(LayoutError, match=said):
        load_page_format("square", assets=assets_with(tmp_path, SQUARE.replace(old, new, 1)))


def test_two_faults_of_a_format_are_named_together(tmp_path):
    text = SQUARE.replace("body_pt = 12", "body_pt = 6").replace("small_pt = 9", "small_pt = 6")
    with pytest.raises(LayoutError, match=r"body_pt.*small_pt"):
        load_page_format("square", assets=assets_with(tmp_path, text))


@pytest.mark.parametrize("name", ["../a4", "/etc", "..", "", "a4/../a4"])
def test_a_name_that_leads_elsewhere_is_no_format(name):
    with pytest.raises(LayoutError):
        load_page_format(name, assets=AssetPath())


@pytest.mark.parametrize("folder", [folder for stack in DEFAULT_FAMILIES.values() for folder in stack])
def test_the_families_we_use_are_there_with_their_licence(folder):
    family = font_family(folder, AssetPath())

    assert all(AssetPath().find(name) for name in family.files)
    assert AssetPath().find(f"fonts/{folder}/OFL.txt")


def test_an_unknown_font_family_is_said():
    with pytest.raises(LayoutError, match="no font family “comic”"):
        font_family("comic", AssetPath())


@pytest.mark.parametrize("text", ["", "family = ", "family = 'X'\nfiles = 3", "family = 'X'\nfiles = [{}]"])
def test_a_broken_font_file_list_is_said(tmp_path, text):
    assets = AssetPath((an_overlay(tmp_path, {"fonts/mine/font.toml": text}),))

    with pytest.raises(LayoutError, match=r"font\.toml is broken"):
        font_family("mine", assets)


@pytest.mark.parametrize("line", ["deep = " + "[" * 5000, "long = " + "9" * 5000])
def test_toml_that_overwhelms_its_reader_is_an_error_of_ours(tmp_path, line):
    with pytest.raises(LayoutError, match=r"square/format\.toml"):
        load_page_format("square", assets=assets_with(tmp_path / "a", f"{SQUARE}{line}\n"))
    with pytest.raises(LayoutError, match=r"font\.toml is broken"):
        font_family("x", AssetPath((an_overlay(tmp_path / "b", {"fonts/x/font.toml": line}),)))

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import PluginError
from handouts.resources import AssetPath
from handouts.testing.builders import an_overlay


def text_of(assets: AssetPath, name: str) -> str | None:
    path = assets.find(name)
    return path.read_text() if path else None


def test_what_we_ship_is_found():
    assets = AssetPath()

    assert assets.find("templates/tokens.css")
    assert assets.find("library/facts.yaml")
    assert assets.find("locales/pl/locale.toml")
    assert assets.find("fonts/noto-sans/font.toml")


def test_the_last_overlay_wins_and_the_first_still_counts(tmp_path):
    first = an_overlay(tmp_path / "1", {"templates/tokens.css": "first", "templates/only.css": "first"})
    second = an_overlay(tmp_path / "2", {"templates/tokens.css": "second"})
    assets = AssetPath((first, second))

    assert text_of(assets, "templates/tokens.css") == "second"
    assert text_of(assets, "templates/only.css") == "first"
    assert assets.find("templates/pages/base.html")


def test_a_glob_gives_each_name_once_from_its_strongest_folder(tmp_path):
    overlay = an_overlay(
        tmp_path, {"library/leaflets/a.yaml": "", "library/leaflets/low-milk-supply.yaml": "ours"}
    )
    found = {path.name: path for path in AssetPath((overlay,)).files("library", "leaflets/*.yaml")}

    assert found["low-milk-supply.yaml"].read_text() == "ours"
    assert {"a.yaml", "when-to-get-help.yaml"} <= set(found)
    assert list(found) == sorted(found)


def test_folders_are_found_in_every_layer_but_hidden_ones(tmp_path):
    overlay = an_overlay(
        tmp_path, {"locales/xx/a": "", "locales/.git/a": "", "locales/__pycache__/a": "", "locales/f": ""}
    )
    folders = AssetPath((overlay,)).folders("locales")

    assert {"en", "pl", "vi", "xx"} <= set(folders)
    assert not {".git", "__pycache__", "f"} & set(folders)


@pytest.mark.parametrize(
    "name",
    [
        "templates/../secret.txt",
        "templates/../../secret.txt",
        "../secret.txt",
        "/etc/passwd",
        "templates//etc/passwd",
        "templates",
        "",
        "secrets/secret.txt",
        "templates/.",
        "templates/\0",
        "templates/" + "x" * 5000,
    ],
)
def test_a_name_that_leads_elsewhere_is_never_found(tmp_path, name):
    overlay = an_overlay(
        tmp_path / "o", {"templates/a": "", "secret.txt": "secret", "secrets/secret.txt": "x"}
    )
    (tmp_path / "secret.txt").write_text("secret")

    assert AssetPath((overlay,)).find(name) is None


def test_a_link_that_leads_elsewhere_is_never_followed(tmp_path):
    overlay = an_overlay(tmp_path / "o", {"templates/real.css": "real"})
    (tmp_path / "secret.txt").write_text("secret")
    (overlay / "templates/link.css").symlink_to(tmp_path / "secret.txt")
    (overlay / "templates/folder").symlink_to(tmp_path)
    (overlay / "templates/inside.css").symlink_to(overlay / "templates/real.css")
    assets = AssetPath((overlay,))

    assert assets.find("templates/link.css") is None
    assert assets.find("templates/folder/secret.txt") is None
    assert {path.name for path in assets.files("templates", "*.css")} >= {"real.css", "inside.css"}
    assert "link.css" not in {path.name for path in assets.files("templates", "*.css")}
    assert "secret.txt" not in {path.name for path in assets.files("templates", "*/*.txt")}


def test_a_link_that_leads_elsewhere_does_not_hide_our_own_file(tmp_path):
    overlay = an_overlay(tmp_path / "o", {"templates/a": ""})
    (overlay / "templates/tokens.css").symlink_to("/etc/passwd")

    assert AssetPath((overlay,)).find("templates/tokens.css") == AssetPath().find("templates/tokens.css")


def test_an_overlay_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(PluginError) as raised:
        AssetPath((tmp_path / "none",))

    assert raised.value.exit_code == 10
    assert raised.value.hint


def test_an_unknown_kind_of_asset_is_a_mistake_in_the_program():
    with pytest.raises(ValueError, match="secrets"):
        AssetPath().roots("secrets")


def test_an_overlay_whose_name_no_file_system_takes_does_not_exist():
    with pytest.raises(PluginError, match="does not exist"):
        AssetPath((Path("a" * 5000),))

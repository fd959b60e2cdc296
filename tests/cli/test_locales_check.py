"""`handouts locales check`, `check po` and `waive` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.cli.app import run
from handouts.resources import AssetPath
from handouts.testing.builders import an_overlay

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
KEY = "low-milk-supply/title"


def po_file(folder: Path, text: str) -> Path:
    path = folder / "x.po"
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def test_a_wrong_number_in_any_file_is_told_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = po_file(tmp_path, 'msgctxt "menu"\nmsgid "Drink 8 glasses."\nmsgstr "Pij 9 szklanek."\n')

    assert run(["locales", "check", "po", str(path), "--locale", "pl", "--json"]) == 8
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(t["key"], t["code"], t["severity"], t["line"]) for t in told] == [
        ("menu", "translation-number", "error", 4)
    ]
    assert told[0]["expected"]
    assert told[0]["found"]


def test_warnings_refuse_when_strict(tmp_path: Path) -> None:
    path = po_file(tmp_path, 'msgid "Drink."\nmsgstr "Pij"\n')

    assert run(["locales", "check", "po", str(path), "--locale", "pl"]) == 0
    assert run(["locales", "check", "po", str(path), "--locale", "pl", "--strict"]) == 8


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe\x00", b'msgid "a', b"PK\x03\x04"])
def test_a_broken_file_is_no_crash(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(data)

    assert run(["locales", "check", "po", str(path), "--locale", "pl"]) == (8 if data else 0)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert run(["locales", "check", "po", str(tmp_path / "no.po"), "--locale", "pl"]) == 4


def test_our_catalogs_hold_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["locales", "check", "--locale", "vi", "--locale", "pl", "--json"]) == 0
    assert "error" not in {json.loads(line)["severity"] for line in capsys.readouterr().out.splitlines()}


def test_a_warning_is_waived_in_the_overlay_and_comes_back_with_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = f'msgctxt "{KEY}"\nmsgid "Low milk supply: what to do"\nmsgstr "Mało mleka: co robić%s"\n'
    name = "locales/pl/LC_MESSAGES/content.po"
    overlay = an_overlay(tmp_path, {name: HEADER + entry % "?"})

    def told(overlay: Path) -> set[tuple[str, str]]:
        run(["locales", "check", "--locale", "pl", "--json", "--overlay", str(overlay)])
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return {(row["code"], row["severity"]) for row in rows if row["key"] == KEY}

    assert ("translation-end-mark", "warning") in told(overlay)
    waive = [
        "locales",
        "waive",
        "pl",
        KEY,
        "translation-end-mark",
        "--reason",
        "a question",
        "--who",
        "A. Example",
    ]
    assert run([*waive, "--overlay", str(overlay)]) == 0
    assert (overlay / "locales/pl/waivers.toml").is_file()
    assert ("translation-end-mark", "warning") not in told(overlay)
    assert run([*waive, "--overlay", str(overlay)]) == 4, "nothing is left to waive"

    waivers = (overlay / "locales/pl/waivers.toml").read_text(encoding="utf-8")
    changed = an_overlay(
        tmp_path / "changed", {name: HEADER + entry % "??", "locales/pl/waivers.toml": waivers}
    )
    assert {("translation-end-mark", "warning"), ("translation-waiver", "warning")} <= told(changed)


def test_an_error_is_never_waived(tmp_path: Path) -> None:
    entry = 'msgctxt "low-milk-supply/title"\nmsgid "Low milk supply"\nmsgstr "Ma\u200bło mleka"\n'
    overlay = an_overlay(tmp_path, {"locales/pl/LC_MESSAGES/content.po": HEADER + entry})

    code = run(
        [
            *("locales", "waive", "pl", KEY, "locale-forbidden-character"),
            *("--reason", "example", "--who", "A. Example", "--overlay", str(overlay)),
        ]
    )
    assert code == 4
    assert not (overlay / "locales/pl/waivers.toml").exists()
    assert not AssetPath().find("locales/pl/waivers.toml")

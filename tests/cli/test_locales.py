"""The whole way of a signature on the command line: sign, print, edit, void, keep; status and memory."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

from handouts.api import open_language
from handouts.cli import app as cli
from handouts.resources import AssetPath
from handouts.testing.builders import an_overlay

AS_OF = ["--as-of", "2026-11-22"]
DIARY = "drinks-diary"
PURPOSE = f"{DIARY}/purpose"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Run in a folder of our own, on a wide screen, with an overlay for signatures."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    an_overlay(tmp_path / "ours", {})


def main(capsys, *words: str) -> tuple[int, str, str]:
    """Run a command as in a process of its own."""
    open_language.cache_clear()
    code = cli.run([*words, *AS_OF])
    out, err = capsys.readouterr()
    return code, out, err


def sign(capsys, code: str, role: str, name: str, handout: str = DIARY) -> tuple[int, str, str]:
    words = ("locales", "signoff", code, handout, "--role", role, "--name", name)
    return main(capsys, *words, "--to", "ours", "--overlay", "ours")


def rows(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def edited_library(was: str, now: str, key: str = "purpose") -> None:
    """Lay a sheet over ours in which one sentence was edited, and bring the Polish catalog up to date."""
    (path,) = AssetPath().files("library", f"sheets/{DIARY}.yaml")
    text = path.read_text(encoding="utf-8")
    assert was in text
    an_overlay(Path("ours"), {f"library/sheets/{DIARY}.yaml": text.replace(was, now, 1)})


def english(key: str = PURPOSE) -> str:
    return next(e.msgid for e in catalog() if e.msgctxt == key)


def catalog() -> polib.POFile:
    return polib.pofile(str(AssetPath().roots("locales")[-1] / "pl/LC_MESSAGES/content.po"))


# --- signatures ---------------------------------------------------------------------------------------------


def test_a_signature_is_recorded_listed_and_replaced(capsys):
    assert sign(capsys, "vi", "clinical-reviewer", "Dr Example")[0] == 0
    assert sign(capsys, "vi", "clinical-reviewer", "dr example")[0] == 0
    _, out, _ = main(capsys, "locales", "signatures", "vi", "--json", "--overlay", "ours")
    (row,) = rows(out)

    assert (row["handout"], row["jurisdiction"], row["name"]) == (DIARY, "VN", "dr example")
    assert (row["holds"], row["changes"], row["signed_on"]) == (True, [], "2026-11-22")


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("pl", "clinical-reviewr", "Dr Example"), 2, "clinical-reviewer"),
        (("en", "translator", "Ala Example"), 2, "source language"),
        (("pl", "translator", " "), 2, "name"),
        (("pll", "translator", "Ala Example"), 4, "did you mean pl?"),
    ],
)
def test_what_cannot_be_signed_is_said(capsys, words, code, hint):
    got, _, err = sign(capsys, *words)

    assert got == code
    assert hint in err
    assert not list(Path("ours").rglob("signoff.toml"))


def test_nothing_is_signed_when_anything_is_missing(capsys):
    edited_library(english(), "Write down everything that you drink.")
    code, _, err = sign(capsys, "pl", "clinical-reviewer", "Dr Example")

    assert code == 8
    assert "locale-stale" in err
    assert not list(Path("ours").rglob("signoff.toml"))


def test_a_lost_denial_is_not_signed_until_somebody_lets_it_stand_with_a_reason(capsys):
    key = "eating-and-drinking/help-cannot-eat/text"
    (path,) = AssetPath().files("locales", "pl/LC_MESSAGES/content.po")
    words = path.read_text(encoding="utf-8")
    lost = words.replace("powiedz komuś, jeśli nie możesz jeść", "powiedz komuś, jeśli możesz jeść")
    assert lost != words
    an_overlay(Path("ours"), {"locales/pl/LC_MESSAGES/content.po": lost})

    code, _, err = sign(capsys, "pl", "clinical-reviewer", "Dr Example", "eating-and-drinking")
    assert (code, key in err, "translation-negation" in err) == (8, True, True)
    assert not list(Path("ours").rglob("signoff.toml"))

    why = ("--reason", "an example", "--who", "A. Example", "--overlay", "ours")
    assert main(capsys, "locales", "waive", "pl", key, "translation-negation", *why)[0] == 0
    assert sign(capsys, "pl", "clinical-reviewer", "Dr Example", "eating-and-drinking")[0] == 0


def test_an_edit_voids_names_the_key_and_can_be_kept(capsys):
    was = english()
    now = was.replace(".", "!")
    assert now != was
    sign(capsys, "pl", "clinical-reviewer", "Dr Example")
    edited_library(was, now)
    shipped = AssetPath().roots("locales")[-1] / "pl/LC_MESSAGES"
    shutil.copytree(shipped, "ours/locales/pl/LC_MESSAGES")
    main(capsys, "locales", "update", "pl", "--overlay", "ours", "--to", "ours")

    _, out, _ = main(capsys, "locales", "signatures", "pl", "--json", "--overlay", "ours")
    assert rows(out)[0]["changes"] == [f"English: {PURPOSE}"]
    _, out, _ = main(capsys, "locales", "status", DIARY, "--locale", "pl", "--json", "--overlay", "ours")
    (row,) = rows(out)
    assert (row["stale"], row["missing"], row["printable"]) == (1, 0, False)
    assert (row["oldest_stale"], row["words_left"]) == ("2026-11-22", len(now.split()))
    assert row["signatures"][0]["holds"] is False

    keep = ("locales", "keep", PURPOSE, "--name", "A. Example", "--overlay", "ours", "--to", "ours")
    assert main(capsys, *keep, "--reason", "short")[0] == 2
    assert main(capsys, *keep, "--reason", "punctuation alone")[0] == 0
    _, out, _ = main(capsys, "locales", "signatures", "pl", "--json", "--overlay", "ours")
    assert rows(out)[0]["holds"] is True
    _, out, _ = main(capsys, "locales", "status", DIARY, "--locale", "pl", "--json", "--overlay", "ours")
    assert (rows(out)[0]["stale"], rows(out)[0]["printable"]) == (0, True)
    assert 'reason = "punctuation alone"' in Path("ours/locales/en/signoff.toml").read_text()


def test_an_edit_of_a_number_cannot_be_kept(capsys):
    was = english()
    edited_library(was, f"{was} Never 2 at once.")
    words = ("locales", "keep", PURPOSE, "--name", "A. Example", "--reason", "only a small addition")
    code, _, err = main(capsys, *words, "--overlay", "ours", "--to", "ours")

    assert code == 8
    assert "2 instead of nothing" in err
    assert not list(Path("ours").rglob("signoff.toml"))


# --- status -------------------------------------------------------------------------------------------------


def test_a_language_that_cannot_be_read_is_a_row_and_not_the_end(capsys):
    an_overlay(Path("ours"), {"locales/xx/locale.toml": "name = 5\n"})
    code, out, _ = main(capsys, "locales", "status", DIARY, "--json", "--overlay", "ours")
    found = {row["locale"]: row for row in rows(out)}

    assert code == 0
    assert "locale-toml" in found["xx"]["why_not"]
    assert found["vi"]["printable"] is True


class Reader(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.said = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said += data


def test_the_page_stands_alone_and_reads_aloud(capsys):
    sign(capsys, "pl", "clinical-reviewer", "Dr <b>Example</b>")
    words = ("locales", "status", DIARY, "-l", "pl", "-l", "vi", "--html", "out/status.html")
    code, _, err = main(capsys, *words, "--overlay", "ours")
    text = Path("out/status.html").read_text(encoding="utf-8")
    page = Reader()
    page.feed(text)

    assert code == 0, err
    assert page.open == []
    assert dict(page.tags)["html"] == {"lang": "en"}
    assert not {"script", "img", "link", "iframe", "b"} & {tag for tag, _ in page.tags}
    assert "http" not in text
    assert [tag for tag, _ in page.tags].count("caption") == 2
    assert {attrs.get("scope") for tag, attrs in page.tags if tag == "th"} == {"col", "row"}
    assert "Dr <b>Example</b>" in page.said


# --- memory -------------------------------------------------------------------------------------------------


def test_a_memory_goes_out_and_comes_back_as_suggestions(capsys):
    assert main(capsys, "locales", "memory", "pl", "--to", "pl.tmx")[0] == 0
    was = english()
    edited_library(was, was.replace("For", "A sheet for"))
    before = {path: path.read_bytes() for path in AssetPath().roots("locales")[-1].rglob("*.po")}
    words = ("locales", "suggest", "pl", "--stale", "--memory", "pl.tmx", "--json", "--overlay", "ours")
    _, out, _ = main(capsys, *words)
    found = [row for row in rows(out) if row["key"] == PURPOSE]

    assert found[0]["from"] == PURPOSE
    assert found[0]["target"] == next(e.msgstr for e in catalog() if e.msgctxt == PURPOSE)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("memory", "en", "--to", "en.tmx"), 4),
        (("suggest", "pl", "--missing", "--stale"), 2),
        (("suggest", "pl", "--memory", "none.tmx"), 4),
        (("suggest", "pll"), 4),
    ],
)
def test_what_a_memory_cannot_do_is_said(capsys, words, code):
    got, _, err = main(capsys, "locales", *words)

    assert got == code
    assert "hint" in err

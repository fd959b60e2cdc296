from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from openpyxl import load_workbook

from handouts.api import open_language
from handouts.cli.app import run
from handouts.exchange.apply import apply
from handouts.exchange.compare import Change, Kind
from handouts.localize.arrivals import NAME, read_arrivals, unreviewed
from handouts.localize.catalogs import Message, load_catalog
from handouts.localize.locales import load_locale
from handouts.localize.signoff import load_signoff
from handouts.resources import AssetPath
from handouts.testing.builders import a_locale
from tests.built import PROJECT

ENDINGS = {"xliff12": "xlf", "xliff21": "xliff", "xlsx": "xlsx", "po": "po"}
KEY = "enough-milk/purpose"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def entry(overlay: Path, key: str = KEY) -> polib.POEntry:
    po = polib.pofile((overlay / "locales/pl/LC_MESSAGES/content.po").read_text(encoding="utf-8"))
    return next(one for one in po if one.msgctxt == key)


def exported(folder: Path, kind: str, *more: str) -> Path:
    path = folder / f"pl.{ENDINGS[kind]}"
    assert run(["locales", "export", "pl", "--format", kind, "--to", str(path), "--force", *more]) == 0
    return path


def with_words(path: Path, old: str, new: str) -> Path:
    """Change a translation in a file as a translator would."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for row in book["Translation"].iter_rows(min_row=2):
            if row[2].value == old:
                row[2].value = new
        book.save(path)
    else:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_leaflet_goes_out_is_changed_and_comes_back(kind, tmp_path, polish_overlay, capsys):
    old = entry(polish_overlay).msgstr
    path = with_words(exported(tmp_path, kind, "--handout", "enough-milk"), old, "Nowe zdanie.")
    before = snapshot(polish_overlay)
    capsys.readouterr()

    command = ["locales", "import", "pl", str(path), "--to", str(polish_overlay), "--json"]
    assert run([*command, "--dry-run"]) == 0
    planned = json.loads(capsys.readouterr().out)
    assert snapshot(polish_overlay) == before
    assert run(command) == 0

    told = json.loads(capsys.readouterr().out)
    assert (
        told["changes"]
        == planned["changes"]
        == [{"key": KEY, "kind": "changed", "before": [old], "after": ["Nowe zdanie."]}]
    )
    assert (planned["written"], told["format"]) == ([], kind)
    assert {Path(name).name for name in told["written"]} == {NAME, "content.po"}
    assert entry(polish_overlay).msgstr == "Nowe zdanie."
    after = snapshot(polish_overlay)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"locales/pl/LC_MESSAGES/{name}" for name in (NAME, "content.po")}
    content = "locales/pl/LC_MESSAGES/content.po"
    lines = zip(before[content].splitlines(), after[content].splitlines(), strict=True)
    assert [pair for pair in lines if pair[0] != pair[1]] == [
        (f'msgstr "{old}"'.encode(), b'msgstr "Nowe zdanie."')
    ]


def test_what_arrived_is_unreviewed_until_its_words_change(tmp_path, polish_overlay):
    old = entry(polish_overlay).msgstr
    path = with_words(exported(tmp_path, "po"), old, "Nowe zdanie.")
    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay)]) == 0
    assets = AssetPath((polish_overlay,))
    locale = load_locale("pl", assets=assets)

    assert unreviewed(locale, load_catalog(locale, assets=assets), assets=assets) == {KEY}
    assert load_signoff("pl", assets=assets) == load_signoff("pl", assets=AssetPath())

    with_words(polish_overlay / "locales/pl/LC_MESSAGES/content.po", "Nowe zdanie.", "Inne zdanie.")
    assert unreviewed(locale, load_catalog(locale, assets=assets), assets=assets) == frozenset()


def test_one_fault_stops_everything_unless_told_to_go_on(tmp_path, polish_overlay, capsys):
    path = exported(tmp_path, "po")
    with_words(path, entry(polish_overlay).msgstr, "Nowe zdanie.")
    with_words(path, '"{n} karmienie"', '"karmienie"')
    before = snapshot(polish_overlay)

    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay)]) == 4
    assert snapshot(polish_overlay) == before
    told = capsys.readouterr().err
    assert "noun/feed" in told
    assert "{n} is missing" in told

    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay), "--keep-going"]) == 4
    assert entry(polish_overlay).msgstr == "Nowe zdanie."
    assert entry(polish_overlay, "noun/feed").msgstr_plural[0] == "{n} karmienie"


def test_nothing_new_writes_nothing(tmp_path, polish_overlay, capsys):
    path = exported(tmp_path, "xliff21")
    before = snapshot(polish_overlay)

    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay)]) == 0

    assert snapshot(polish_overlay) == before
    assert "nothing to write" in capsys.readouterr().err


def test_another_language_is_refused(tmp_path, polish_overlay, capsys):
    path = tmp_path / "vi.po"
    assert run(["locales", "export", "vi", "--to", str(path)]) == 0
    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay)]) == 4
    assert "import-language" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["pl", "--to", "x.xlf"], 2, "xliff12, xliff21"),
        (["pl", "--to", "x.docx"], 2, ".po"),
        (["pl", "--to", "x.po", "--format", "xlsx"], 2, "choose one of: po"),
        (["pl", "--to", "x.po", "--only", "fuzzy"], 2, "missing"),
        (["pl", "--to", "x.po", "--handout", "enough-mlik"], 4, "enough-milk"),
        (["en", "--to", "x.po"], 4, "source language"),
        (["xx", "--to", "x.po"], 4, "no locale"),
    ],
)
def test_wrong_words_write_no_file(words, code, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["locales", "export", *words]) == code
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(tmp_path, capsys):
    path = tmp_path / "pl.po"
    path.write_text("a translator's work")
    assert run(["locales", "export", "pl", "--to", str(path)]) == 9
    assert path.read_text() == "a translator's work"
    assert "--force" in capsys.readouterr().err


def keys_of(path: Path) -> set[str]:
    return {one.msgctxt for one in polib.pofile(path.read_text(encoding="utf-8"))}


def test_only_what_is_stale_goes_out(tmp_path, polish_overlay):
    catalog = polish_overlay / "locales/pl/LC_MESSAGES/content.po"
    po = polib.pofile(catalog.read_text(encoding="utf-8"), wrapwidth=0)
    (title,) = [one for one in po if one.msgctxt == "enough-milk/title"]
    title.flags.append("fuzzy")
    title.previous_msgid = "An older title"
    catalog.write_text(str(po), encoding="utf-8")
    path = tmp_path / "pl.po"
    words = ["locales", "export", "pl", "--to", str(path), "--overlay", str(polish_overlay)]

    assert run([*words, "--only", "stale"]) == 0
    (sent,) = polib.pofile(path.read_text(encoding="utf-8"))
    assert (sent.msgctxt, sent.fuzzy, sent.previous_msgid) == ("enough-milk/title", True, "An older title")

    assert run([*words, "--only", "open", "--force"]) == 0
    assert keys_of(path) == {"enough-milk/title"}


def test_nothing_missing_writes_no_file(tmp_path, capsys):
    path = tmp_path / "pl.po"
    assert run(["locales", "export", "pl", "--only", "missing", "--to", str(path)]) == 0
    assert not path.exists()
    assert "nothing to export" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("part", "areas"),
    [
        ("interface", {"interface"}),
        ("noun", {"noun"}),
        ("contact", {"contact"}),
        ("kitchen", {"cuisine", "dish", "exchange", "food", "swap"}),
        ("enough-milk", {"enough-milk", "noun"}),
    ],
)
def test_parts_can_be_chosen(part, areas, tmp_path):
    keys = keys_of(exported(tmp_path, "po", "--handout", part))

    assert {key.partition("/")[0] for key in keys} == areas
    assert part != "enough-milk" or "noun/wet_nappy" in keys
    assert part != "enough-milk" or "noun/main_meal" not in keys


# --- the catalogs on disk -----------------------------------------------------------------------------------


def test_a_stale_entry_becomes_current_and_a_missing_file_is_made(tmp_path):
    folder = tmp_path / "pl"
    message = Message("drink/title", "Drink enough", comment="a title")
    food = Message("food/rice/name", "rice")
    place = folder / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "content.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#. old note\n#, fuzzy\n#| msgid "Drink"\n'
        'msgctxt "drink/title"\nmsgid "Drink more"\nmsgstr "Pij"\n\n'
        'msgctxt "other/title"\nmsgid "Rest"\nmsgstr "Odpocznij"\n'
    )
    changes = (
        Change(message.key, Kind.CHANGED, (message.text,), ("Pij",), ("Pij dość",)),
        Change(food.key, Kind.NEW, (food.text,), ("",), ("ryż",)),
    )

    written = apply(
        changes, messages={m.key: m for m in (message, food)}, locale=a_locale("pl"), folder=folder
    )

    assert {path.name for path in written} == {NAME, "content.po", "kitchen.po"}
    po = polib.pofile(str(place / "content.po"))
    assert [(e.msgid, e.msgstr, e.fuzzy, e.previous_msgid, e.comment) for e in po] == [
        ("Drink enough", "Pij dość", False, None, "a title"),
        ("Rest", "Odpocznij", False, None, ""),
    ]
    kitchen = polib.pofile(str(place / "kitchen.po"))
    assert kitchen[0].msgstr == "ryż"
    assert kitchen.metadata["Plural-Forms"] == a_locale("pl").settings.plural_forms
    assert set(read_arrivals(place / NAME)) == {"drink/title", "food/rice/name"}


def test_a_killed_import_leaves_the_catalogs_as_they_were(tmp_path, polish_overlay):
    path = exported(tmp_path, "po")
    with_words(path, entry(polish_overlay).msgstr, "Nowe zdanie.")
    before = snapshot(polish_overlay)
    killer = (
        "import os, signal, sys\n"
        "from handouts.exchange import commit\n"
        "from handouts.cli.app import run\n"
        "commit.exchange = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    words = ["locales", "import", "pl", str(path), "--to", str(polish_overlay)]

    ran = subprocess.run([sys.executable, "-c", killer, *words], cwd=PROJECT, check=False)

    assert ran.returncode == -signal.SIGKILL
    catalogs = polish_overlay / "locales/pl/LC_MESSAGES"
    now = {name: data for name, data in snapshot(polish_overlay).items() if ".part" not in name}
    assert now == before
    assert list(catalogs.parent.glob(".*")), "it was killed before it had begun"
    assert run(words) == 0
    assert entry(polish_overlay).msgstr == "Nowe zdanie."
    assert not list(catalogs.parent.glob(".*"))


def test_the_status_shows_what_nobody_has_reviewed(tmp_path, polish_overlay, capsys):
    path = with_words(exported(tmp_path, "po"), entry(polish_overlay).msgstr, "Nowe zdanie.")
    status = [
        "locales",
        "status",
        "enough-milk",
        "--locale",
        "pl",
        "--overlay",
        str(polish_overlay),
        "--json",
    ]
    capsys.readouterr()
    assert run([*status, "--as-of", "2026-11-22"]) == 0
    assert json.loads(capsys.readouterr().out)["unreviewed"] == 0

    assert run(["locales", "import", "pl", str(path), "--to", str(polish_overlay)]) == 0
    open_language.cache_clear()

    capsys.readouterr()
    assert run([*status, "--as-of", "2026-11-22"]) == 0
    assert json.loads(capsys.readouterr().out)["unreviewed"] == 1
    assert run([*status[:-1], "--as-of", "2026-11-22"]) == 0
    assert "1 arrived unreviewed" in capsys.readouterr().err.replace("\n", " ")

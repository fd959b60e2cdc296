"""A language in one command: what CLDR knows is filled in, what it does not is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale as CldrLocale

from handouts.checks.font_coverage import choose_fonts, package_of
from handouts.cli.app import run
from handouts.localize.exemplars import letters_of
from handouts.localize.locales import load_locale
from handouts.localize.new_locale import new_locale
from handouts.localize.numbers import plural_slots, slots_of
from handouts.localize.plural_rules import HEADERS, plural_header
from handouts.resources import AssetPath

COMMITTED = ("pl", "vi", "uk", "ar")


def add(tmp_path: Path, *words: str) -> int:
    return run(["locales", "add", *words, "--to", str(tmp_path), "--as-of", "2026-11-22"])


def test_a_language_is_added_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, "fa") == 0
    folder = tmp_path / "locales" / "fa"
    assert sorted(path.name for path in folder.iterdir()) == [
        "LC_MESSAGES",
        "cues.toml",
        "locale.toml",
        "measures.toml",
        "signoff.toml",
    ]
    locale = load_locale("fa", assets=AssetPath((tmp_path,)))
    assert (locale.settings.name, locale.settings.endonym) == ("Persian", "فارسی")
    assert locale.settings.direction == "rtl"
    assert locale.settings.fonts["text"] == ("noto-naskh-arabic", "noto-sans")
    assert plural_slots(locale) == {"one": 0, "other": 1}
    assert 'msgstr ""' in (folder / "LC_MESSAGES" / "handouts.po").read_text(encoding="utf-8")
    assert "our fonts hold all" in capsys.readouterr().err
    assert [path.name for path in folder.parent.iterdir()] == ["fa"], "something was left behind"


def test_what_is_there_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, "de") == 0
    mine = tmp_path / "locales" / "de" / "locale.toml"
    mine.write_text("mine", encoding="utf-8")
    assert add(tmp_path, "de") != 0
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "exists already" in capsys.readouterr().err


def test_missing_letters_are_named_with_the_package_that_has_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(tmp_path, "my") == 0
    said = capsys.readouterr().err
    assert "our fonts lack" in said
    assert "Noto Sans Myanmar" in said
    assert "fonts-noto-core" in said


def test_a_language_that_cldr_does_not_know_takes_anothers_conventions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(tmp_path, "ksw") != 0
    assert "--formatting" in capsys.readouterr().err
    sample = tmp_path / "sample.txt"
    sample.write_text("ကညီကျိာ်", encoding="utf-8")
    names = ("--name", "S'gaw Karen", "--endonym", "ကညီ", "--formatting", "en_GB")
    assert add(tmp_path, "ksw", *names, "--sample", str(sample)) == 0
    assert "Noto Sans Myanmar" in capsys.readouterr().err


def test_nothing_of_english_stands_in_a_new_language(tmp_path: Path) -> None:
    """Words that CLDR does not know are missing, so that a handout that needs them is refused."""
    assert add(tmp_path, "ksw", "--name", "Karen", "--endonym", "K", "--formatting", "my") == 0
    locale = load_locale("ksw", assets=AssetPath((tmp_path,)))
    assert locale.measures == {}
    assert locale.settings.numbers.at_least is None
    assert "day" not in str(locale.settings.units)


@pytest.mark.parametrize("words", [("../de",), ("DE",), ("de", "--direction", "up"), ("de", "--plural", "n")])
def test_a_wrong_word_is_refused_and_leaves_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    assert add(tmp_path, *words) != 0
    assert not any(tmp_path.rglob("*.toml"))
    assert not any(tmp_path.rglob(".*"))


# --- the table of plural rules ----------------------------------------------------------------------------


@pytest.mark.parametrize("header", HEADERS)
def test_each_rule_of_the_table_is_some_languages(header: str) -> None:
    languages = ("my", "en", "fr", "mk", "fil", "tzm", "pl", "uk", "cs", "ro", "lt", "ksh", "he", "shi", "sl")
    languages += ("gd", "ga", "mt", "ar", "cy")
    assert header in {plural_header(language) for language in languages}


@pytest.mark.parametrize("code", COMMITTED)
def test_the_table_agrees_with_the_languages_we_have(code: str) -> None:
    settings = load_locale(code, assets=AssetPath()).settings
    ours = slots_of(settings.plural_forms, formatting=settings.formatting, code=code)
    assert ours == slots_of(plural_header(code), formatting=settings.formatting, code=code)
    assert settings.direction == CldrLocale.parse(code).text_direction
    assert new_locale(code).direction == settings.direction


# --- letters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", *COMMITTED])
def test_the_fonts_of_each_language_hold_its_alphabet(code: str) -> None:
    chosen = choose_fonts(letters_of(code), assets=AssetPath())
    fonts = load_locale(code, assets=AssetPath()).settings.fonts
    assert chosen.missing == ()
    assert chosen.text in ((), fonts.get("text"))


def test_each_script_has_its_package() -> None:
    assert package_of("א") == ("Noto Sans Hebrew", "fonts-noto-core")
    assert package_of("漢") == ("Noto Sans CJK", "fonts-noto-cjk")

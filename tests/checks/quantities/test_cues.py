"""cues.toml is checked where it stands; a language without one has the separators of CLDR."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.quantities import compare
from handouts.errors import LocaleError
from handouts.localize.cues import Cues, load_cues
from handouts.resources import AssetPath


def written(folder: Path, text: str) -> AssetPath:
    place = folder / "locales" / "xx"
    place.mkdir(parents=True)
    (place / "cues.toml").write_text(text, encoding="utf-8")
    return AssetPath((folder,))


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ('[units]\nhour = ["h"]\nhuor = ["x"]\n', 3, "huor"),
        ('[numbers.words]\n"two" = ["dwa"]\n', 2, "two"),
        ('[negation]\nstrong = ["nie", ""]\n', 2, "empty"),
        ('[negation]\nstrong = ["n*e"]\n', 2, "star"),
        ("[negation]\nstrnog = []\n", 2, "extra"),
        ('[separators]\ndecimal = ",,"\n', 2, "character"),
        ("[negation\n", 1, "line 1"),
        ('[negation]\nstrong = "nie"\n', 2, "tuple"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, part: str) -> None:
    with pytest.raises(LocaleError) as caught:
        load_cues("xx", assets=written(tmp_path, text))

    (finding,) = caught.value.findings
    assert finding.where.file == "xx/cues.toml"
    assert finding.where.line == line
    assert part in f"{finding.message} {finding.where.path}".lower()


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    assets = written(tmp_path, "")
    (tmp_path / "locales" / "xx" / "cues.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(LocaleError):
        load_cues("xx", assets=assets)


def test_digits_are_compared_without_a_file() -> None:
    german = load_cues("de", assets=AssetPath())
    english = load_cues("en", assets=AssetPath())

    def codes(source: str, target: str, cues: Cues = german) -> set[str]:
        found = compare(source, target, source_cues=english, target_cues=cues)
        return {fault.code for fault in found}

    assert (german.decimal, german.groups) == (",", (".",))
    assert codes("Drink 2–2.5 litres.", "Trinken Sie 2–2,5 Liter.") == set()
    assert codes("Eat 2,500 kcal.", "Essen Sie 2.500 kcal.") == set()
    assert codes("Drink 2–2.5 litres.", "Trinken Sie 2–25 Liter.") == {"translation-number"}
    assert codes("Drink 2–2.5 litres.", "Trinken Sie 2,5–2 Liter.") == {"translation-range"}
    assert codes("Eat 2,500 kcal.", "Essen Sie 2,500 kcal.") == {"translation-separator"}
    assert codes("Do not wait twelve hours.", "Warten Sie nicht zwölf Stunden.") == set()


def test_a_language_that_cldr_does_not_know_has_english_separators() -> None:
    assert load_cues("tlh", assets=AssetPath()).decimal == "."


def test_digits_of_another_script_are_digits() -> None:
    arabic = load_cues("ar-EG", assets=AssetPath())
    english = load_cues("en", assets=AssetPath())

    def found(target: str) -> int:
        return len(compare("Drink 2.5 l, 300 ml.", target, source_cues=english, target_cues=arabic))

    assert found("اشرب ٢٫٥ لتر، ٣٠٠ مل.") == 0
    assert found("اشرب ٢٫٥ لتر، ٣٠ مل.") == 1

"""Seeded mistakes are caught, good translations pass, and good ones that are spoilt are caught again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.checks.quantities import Fault

Compare = Callable[[str, str, str], tuple[Fault, ...]]
HERE = Path(__file__).parent
LANGUAGES = ("vi", "pl")
LEAST_CAUGHT = 0.95


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, _, target in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_seeded_mistakes_are_caught(code: str, faults: Compare) -> None:
    seeds = pairs(f"faulty-{code}")
    missed = [seed for seed in seeds if not faults(code, *seed)]

    assert len(seeds) >= 80
    assert missed == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_good_translations_pass_silently(code: str, faults: Compare) -> None:
    good = pairs(f"clean-{code}")
    alarms = [(*pair, found[0].message) for pair in good if (found := faults(code, *pair))]

    assert len(good) >= 100
    assert alarms == []


SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "vi": (
        (r"\bkg\b", "g"),
        (r"\bg\b", "kg"),
        (r"\bml\b", "lít"),
        (r"\b(?:l|lít)\b", "ml"),
        (r"(?<!bao )\b(?:giờ|tiếng)\b(?! sáng| tối| \d)", "phút"),
        (r"\bphút\b", "giờ"),
        (r"(?<=\d )ngày\b", "tuần"),
        (r"\btuần\b", "tháng"),
        (r"\bmười hai\b", "hai mươi"),
        (r"\bhai mươi\b", "mười hai"),
        (r"\b(?:ít nhất|tối thiểu|không dưới)\b", "tối đa"),
        (r"\b(?:tối đa|không quá)\b", "ít nhất"),
        (r"\btrước\b", "sau"),
        (r"\bsau\b", "trước"),
        (r"\bmỗi ngày\b", "mỗi tuần"),
        (r"\bmỗi tuần\b", "mỗi ngày"),
        (r"\brưỡi\b", ""),
        (r"\b[Đđ]ừng(?: bao giờ)? ", ""),
        (r"\bnửa\b", "hai"),
        (r"\btrên\b", "dưới"),
        (r"\bdưới\b", "trên"),
    ),
    "pl": (
        (r"\bkg\b", "g"),
        (r"\bg\b", "kg"),
        (r"\bml\b", "l"),
        (r"\b(?:l|litr\w*)\b", "ml"),
        (r"\bgodzin\w*\b", "minut"),
        (r"\bminut\w*\b", "godzin"),
        (r"(?<=\d )dni\b", "tygodni"),
        (r"\btygodni(?:e|ach)?\b", "miesięcy"),
        (r"\bdwanaście\b", "dwadzieścia"),
        (r"\bdwadzieścia\b", "dwanaście"),
        (r"\b(?:co najmniej|przynajmniej)\b", "najwyżej"),
        (r"\b(?:[Nn]ajwyżej|nie więcej niż)\b", "co najmniej"),
        (r"\bprzed (?=jedz|posił|ukoń)", "po "),
        (r"\bpo (?=posiłk)", "przed "),
        (r"\b(?:co)?dziennie\b", "tygodniowo"),
        (r"\btygodniowo\b", "dziennie"),
        (r"\bpółtor(?:a|ej)\b", "pół"),
        (r"\bpół(?!\w)", "półtora"),
        (r"\bNie (?=\w+)", ""),
        (r"\bpowyżej\b", "poniżej"),
        (r"\bponiżej\b", "powyżej"),
        (r"\bdwa\b", "trzy"),
    ),
}


def spoilt(code: str, target: str) -> Iterator[str]:
    """Yield a translation with one thing changed: each number ten times as large, each cue turned round."""
    if target.startswith(("Gọi", "Zadzwoń")):
        return  # telephone numbers have a check of their own
    for match in re.finditer(r"(?<![\w.,:/-])\d+(?![\w:/])", target):
        yield f"{target[: match.end()]}0{target[match.end() :]}"
    for pattern, other in SWAPS[code]:
        for match in re.finditer(pattern, target):
            changed = f"{target[: match.start()]}{other}{target[match.end() :]}"
            if changed != target:
                yield changed


@pytest.mark.parametrize("code", LANGUAGES)
def test_spoilt_translations_are_caught(code: str, faults: Compare) -> None:
    changed = [(source, bad) for source, good in pairs(f"clean-{code}") for bad in spoilt(code, good)]
    missed = [pair for pair in changed if not faults(code, *pair)]

    assert len(changed) >= 100
    assert 1 - len(missed) / len(changed) >= LEAST_CAUGHT, missed

"""Severity, order and the roles of placeholders; and our own catalogs raise no alarm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.checks.quantities import Fault, compare, compare_plural
from handouts.findings import Severity
from handouts.localize.catalogs import load_catalog
from handouts.localize.cues import load_cues
from handouts.localize.locales import load_locale
from handouts.resources import AssetPath

Compare = Callable[[str, str, str], tuple[Fault, ...]]


@pytest.mark.parametrize(
    ("source", "target", "code", "severity"),
    [
        ("Eat 500 kcal.", "Jedz 50 kcal.", "number", Severity.ERROR),
        ("Eat 2,500 kcal.", "Jedz 2,500 kcal.", "separator", Severity.ERROR),
        ("Level 1.5 of all", "Poziom: 1.5", "separator", Severity.WARNING),
        ("Add 5 g.", "Dodaj 5 kg.", "unit", Severity.ERROR),
        ("Add 500 g.", "Dodaj 500.", "unit", Severity.WARNING),
        ("Eat 2–3 eggs.", "Zjedz 3–2 jajka.", "range", Severity.ERROR),
        ("at least 8 times", "najwyżej 8 razy", "limit", Severity.WARNING),
        ("twice a day", "dwa razy w tygodniu", "frequency", Severity.WARNING),
        ("before meals", "po posiłkach", "direction", Severity.WARNING),
        ("Do not give 5 ml.", "Podaj 5 ml.", "negation", Severity.ERROR),
        ("It is not safe.", "To jest dobre.", "negation", Severity.WARNING),
        ("Take two tablets.", "Weź trzy tabletki.", "number", Severity.ERROR),
        ("Wait two hours.", "Odczekaj kilka godzin.", "number", Severity.WARNING),
    ],
)
def test_errors_are_what_is_sure(
    faults: Compare, source: str, target: str, code: str, severity: Severity
) -> None:
    assert [(f.code, f.severity) for f in faults("pl", source, target)] == [(f"translation-{code}", severity)]


def test_a_fault_says_what_was_expected_and_what_was_found(faults: Compare) -> None:
    (fault,) = faults("pl", "Drink 2.5 litres.", "Wypij 2.5 litra.")

    assert (fault.expected, fault.found) == ("2,5", "2.5 litra")


def test_placeholders_keep_their_limits_units_and_periods(faults: Compare) -> None:
    source = "Give at least {a} tablets a day and {b} drops a week."
    assert faults("pl", source, "Podaj co najmniej {a} tabletek dziennie i {b} kropli tygodniowo.") == ()
    swapped = faults("pl", source, "Podaj co najmniej {b} tabletek dziennie i {a} kropli tygodniowo.")
    assert {fault.code for fault in swapped} >= {"translation-unit", "translation-frequency"}


def test_an_empty_translation_is_no_fault(faults: Compare) -> None:
    assert faults("pl", "Eat 500 kcal.", "") == ()


@pytest.mark.parametrize("code", ["vi", "pl"])
def test_our_own_catalogs_raise_no_alarm(code: str) -> None:
    assets = AssetPath()
    ours, theirs = (load_cues(name, assets=assets) for name in ("en", code))
    found: list[str] = []
    for entry in load_catalog(load_locale(code, assets=assets), assets=assets):
        if entry.plurals:
            forms = compare_plural(
                entry.source, entry.source, entry.plurals, source_cues=ours, target_cues=theirs
            )
            faults = [fault for form in forms for fault in form]
        else:
            faults = list(compare(entry.source, entry.text, source_cues=ours, target_cues=theirs))
        found += [f"{entry.key}: {fault.message}" for fault in faults]

    assert found == []


@pytest.mark.parametrize(
    "text",
    ["1" * 5000, "a1_" * 1500, "a1" + "b" * 3000 + "_", "1." * 2000, "5 g " * 800, "%" * 3000, "{" * 3000],
)
def test_strange_texts_are_read_to_their_end(faults: Compare, text: str) -> None:
    assert faults("pl", text, text) == ()

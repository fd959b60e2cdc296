"""What the content and locale checks let pass, and what they say."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.checks.pictures import alt_fault
from handouts.checks.registry import Stage, run_checks
from handouts.content.deny_list import denied
from handouts.testing.content_subjects import a_content_subject, a_locale_subject


def content(*changes: tuple[str, str], **others: object) -> list[str]:
    return [finding.code for finding in run_checks(Stage.CONTENT, a_content_subject(*changes, **others))]  # type: ignore[arg-type]


def locale_codes(**others: object) -> set[str]:
    return {finding.code for finding in run_checks(Stage.LOCALE, a_locale_subject(**others))}  # type: ignore[arg-type]


def test_a_finding_names_file_line_field_and_the_nearest_name() -> None:
    report = run_checks(Stage.CONTENT, a_content_subject(("illustration: glass", "illustration: glas")))
    (finding,) = report

    assert str(finding.where) == "drinking-enough.yaml:21 sections.0.aside.illustration"
    assert finding.hint == "did you mean glass?"


@pytest.mark.parametrize("name", ["omega-3", "B12", "vitamin D3", "{fluids}"])
def test_names_with_digits_are_no_numbers(name: str) -> None:
    assert content(("Keep a glass where you feed.", f"Ask about {name} where you feed.")) == []


@pytest.mark.parametrize("words", ["one task each day", "two hormones", "both hands"])
def test_number_words_that_count_no_unit_pass(words: str) -> None:
    assert content(("Keep a glass where you feed.", f"Keep {words} in mind.")) == []


def test_a_value_is_needed_only_where_the_statement_is_printed() -> None:
    only_gb = (('values: {any: {low: "8"', 'values: {GB: {low: "8"'),)

    assert content(facts=only_gb) == ["content-fact-jurisdiction"]
    assert (
        content(("id: keep-a-glass", "id: keep-a-glass\n            jurisdictions: [GB]"), facts=only_gb)
        == []
    )


def test_the_review_day_and_the_last_day_of_a_number_still_hold() -> None:
    assert content(today=date(2028, 10, 31)) == []
    assert locale_codes(today=date(2027, 4, 30)) == set()
    assert locale_codes(today=date(2027, 5, 1)) == {"contact-expired"}


def test_a_list_is_counted_country_by_country() -> None:
    item = (
        "          - {{id: item-{0}, says: action, text: Keep a glass near., why: So that you drink., "
        "jurisdictions: [{1}], sources: [thirst-review], evidence: weak}}\n"
    )
    items = "".join(item.format(f"{place.lower()}-{n}", place) for place in ("GB", "PL") for n in "abcd")
    assert content(("        do:\n", f"        do:\n{items}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Minh, 30, Hanoi",
        "Pani Anna, 30 years",
        "costs £20",
        "20 zł",
        "NutriMilk®",
        "kasyno",
        "Comment (0)",
    ],
)
def test_the_deny_list_finds(text: str) -> None:
    assert list(denied(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mẹ và bé",
        "Ask Ms Smith at the clinic.",
        "kasza",
        "At 2, 4 and 6 weeks",
        "Mrs Brown feeds 8 times",
        "Bà mẹ, 30 g đạm",
    ],
)
def test_the_deny_list_lets_pass(text: str) -> None:
    assert list(denied(text)) == []


@pytest.mark.parametrize("alt", ["", "baby", "latch-1-nose", "two-hormones.svg", "word " * 60])
def test_alternative_text_that_tells_nothing(alt: str) -> None:
    assert alt_fault(alt)


def test_polish_endings_are_the_same_term() -> None:
    texts = {"drinking-enough/term/term": "Wypływu mleka"}
    assert not run_checks(Stage.LOCALE, a_locale_subject(translations=texts)).codes


def test_vietnamese_capitals_before_a_quotation_mark_are_no_mojibake() -> None:
    texts = {"drinking-enough/term/term": "Wypływ mleka “XÃ”"}
    assert not run_checks(Stage.LOCALE, a_locale_subject(translations=texts)).errors


def test_a_form_that_the_locale_does_not_define_is_found() -> None:
    texts = {"drinking-enough/main-message/text": "Pij. Zwykle wystarcza około {fluids:gen} na dobę."}
    found = run_checks(Stage.LOCALE, a_locale_subject(translations=texts))
    assert [finding.code for finding in found] == ["locale-placeholder-form"]
    assert "does not have" in found.findings[0].message

"""Kilograms for grams."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        ("text: Keep a glass where you feed.", "text: Take 5 g of salt."),
        translations={"drinking-enough/keep-a-glass/text": "Weź 5 kg soli."},
    )

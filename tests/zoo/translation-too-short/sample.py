"""Two words for a long sentence."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        (
            "text: Keep a glass where you feed.",
            "text: Keep a glass where you feed your baby, and a bottle of water where you sleep and rest.",
        ),
        translations={"drinking-enough/keep-a-glass/text": "Miej wodę."},
    )

"""Two ways to place a tone."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        locale="vi",
        translations={
            "drinking-enough/title": "Uống khỏe",
            "drinking-enough/purpose": "Nước thủy tinh.",
            "drinking-enough/urgent/heading": "Hoà",
        },
    )

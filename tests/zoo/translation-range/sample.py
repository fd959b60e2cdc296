"""The ends of a range changed places."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        ("text: Keep a glass where you feed.", "text: Drink 2–3 glasses."),
        translations={"drinking-enough/keep-a-glass/text": "Wypij 3–2 szklanki."},
    )

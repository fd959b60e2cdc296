"""Half of a message was left in English."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={"drinking-enough/main-message/text": "Pij. Most mothers need about {fluids} a day."}
    )

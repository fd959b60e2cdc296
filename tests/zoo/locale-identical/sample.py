"""An English sentence in the Polish catalog."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={"drinking-enough/keep-a-glass/text": "Keep a glass where you feed."}
    )

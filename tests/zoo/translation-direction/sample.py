"""Before became after."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        ("text: Keep a glass where you feed.", "text: Wash your hands before the meal."),
        translations={"drinking-enough/keep-a-glass/text": "Myj ręce po posiłku."},
    )

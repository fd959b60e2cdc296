"""Words typed without their marks."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={"drinking-enough/teas/text": "Nie wiemy, czy mozna je pic, bo moze jest ich wiecej."}
    )

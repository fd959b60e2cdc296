"""A Cyrillic letter that looks like a Latin one."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={"drinking-enough/teas/text": "Nie wiemy, czy specjalne herbatki p\u043emagają."}
    )

"""British telephone lines on a leaflet for Poland."""

from handouts.checks.subjects import LocaleSubject
from handouts.content.model import Jurisdiction
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(printed_for=Jurisdiction.GB)

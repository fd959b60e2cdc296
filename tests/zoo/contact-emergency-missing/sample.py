"""A country whose emergency number nobody has confirmed."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    unconfirmed = ('purpose: emergency, number: "112"', 'printable: false, purpose: emergency, number: "112"')
    return a_content_subject(contacts=(unconfirmed,))

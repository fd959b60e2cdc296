"""A master whose telephone lines were to be trusted until yesterday."""

from datetime import date

from handouts.checks.imprint.subject import ImprintSubject
from handouts.testing.imprints import an_imprint_subject


def subject() -> ImprintSubject:
    return an_imprint_subject(today=date(2026, 11, 22), valid_until=date(2026, 11, 21))

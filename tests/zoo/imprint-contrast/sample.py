"""A colour of the clinic that fades on white paper."""

from handouts.checks.imprint.subject import ImprintSubject
from handouts.testing.imprints import an_imprint_subject


def subject() -> ImprintSubject:
    return an_imprint_subject(colour="#f2c14e")

"""A name of one word that no line can hold at the least size."""

from handouts.checks.imprint.subject import ImprintSubject
from handouts.testing.imprints import an_imprint_subject


def subject() -> ImprintSubject:
    return an_imprint_subject(name="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")

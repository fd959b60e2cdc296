"""A name in a script that our fonts do not hold."""

from handouts.checks.imprint.subject import ImprintSubject
from handouts.testing.imprints import an_imprint_subject


def subject() -> ImprintSubject:
    return an_imprint_subject(name="عيادة الميناء")

"""A file in which one byte too many moved everything behind it."""

from dataclasses import replace

from handouts.checks.imprint.subject import ImprintSubject
from handouts.testing.imprints import an_imprint_subject


def subject() -> ImprintSubject:
    whole = an_imprint_subject()
    head = len(whole.imprinted.master.head)
    data = whole.imprinted.data
    return replace(whole, imprinted=replace(whole.imprinted, data=data[:head] + b"\n" + data[head:]))

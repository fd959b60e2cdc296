"""A list of eight."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject

ITEM = (
    "          - {{id: item-{0}, says: action, text: Keep a glass near., why: So that you drink., "
    "sources: [thirst-review], evidence: weak}}\n"
)


def subject() -> ContentSubject:
    return a_content_subject(("        do:\n", "        do:\n" + "".join(ITEM.format(n) for n in "abcdefgh")))

"""Does anything stand in the file that has no place in a handout?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.checks.content.dates import printed_contacts
from handouts.checks.model_walk import Path
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.content.deny_list import denied
from handouts.findings import Finding, Where


@check(
    "content-denied",
    stage=Stage.CONTENT,
    why="adverts, brands, prices and traceable stories have no place here",
)
def nothing_is_sold(subject: ContentSubject) -> Iterator[Finding]:
    """Match every string of the file, printed or not, and of the telephone lines, against the deny list."""
    hint = "take it out; if it is part of the guidance, say it in other words"
    for path, text in _every_string(subject.entry.source.data, ()):
        for words, kind in denied(text):
            yield Finding("content-denied", f"“{words}” is {kind}", where=subject.where(*path), hint=hint)
    for contact in printed_contacts(subject):
        for field in ("name", "hours", "note"):
            for words, kind in denied(getattr(contact, field) or ""):
                where = Where(subject.library.contact_lines.file, path=f"{contact.id}.{field}")
                yield Finding("content-denied", f"“{words}” is {kind}", where=where, hint=hint)


def _every_string(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _every_string(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _every_string(child, (*path, index))

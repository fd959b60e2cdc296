"""Is every id its own?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.model_walk import Path, parts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.findings import Finding


@check("content-duplicate-id", stage=Stage.CONTENT, why="two texts of one id would share one translation")
def ids_are_unique(subject: ContentSubject) -> Iterator[Finding]:
    """Compare the ids of all parts of a leaflet: keys of messages start anew at each of them."""
    if subject.entry.handout is None:
        return
    first: dict[str, Path] = {}
    for part in parts(subject.entry.handout):
        identity = getattr(part.model, "id", None)
        if identity is None:
            continue
        if identity in first:
            there = subject.where(*first[identity], "id")
            yield Finding(
                "content-duplicate-id",
                f"“{identity}” is already the id of {_place(first[identity])} (line {there.line})",
                where=subject.where(*part.path, "id"),
                hint="give one of them another id; translations follow the id",
            )
        first.setdefault(identity, part.path)


def _place(path: Path) -> str:
    return ".".join(str(part) for part in path) or "the leaflet"

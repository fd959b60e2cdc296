"""Does every word on the page come from the library or a catalog?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.html_view import look_at
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LayoutSubject
from handouts.checks.words import short, squeezed
from handouts.findings import Finding, Where

_BETWEEN = "\0"
"""Stands between two strings, so that nothing is found across their border."""


@check(
    "layout-unexpected-text",
    stage=Stage.LAYOUT,
    why="words typed into a template were never translated, checked or reviewed",
)
def words_are_known(subject: LayoutSubject) -> Iterator[Finding]:
    """Look for each piece of text among the strings of the localized handout; signs alone are free."""
    document = subject.document
    known = {squeezed(text.text) for text in document.expected} | {squeezed(document.metadata.title)}
    whole = sorted((text for text in known if text), key=len, reverse=True)
    anywhere = _BETWEEN.join(whole)  # facts part a sentence into pieces that are known only as parts of it
    for piece in look_at(document.html).pieces:
        rest = squeezed(piece)
        if _without_signs(rest) in anywhere:
            continue
        for text in whole:
            rest = rest.replace(text, _BETWEEN)
        if any(_without_signs(part) not in anywhere for part in rest.split(_BETWEEN)):
            yield Finding(
                "layout-unexpected-text",
                f"“{short(' '.join(piece.split()))}” stands in a template, not in the library or a catalog",
                where=Where(path="html"),
                hint="put the words into a leaflet or interface.yaml, where they are translated and reviewed",
            )


def _without_signs(text: str) -> str:
    """Return a text without the punctuation around it; nothing when it holds no letter or digit."""
    kept = [place for place, char in enumerate(text) if char.isalnum()]
    return text[kept[0] : kept[-1] + 1] if kept else ""

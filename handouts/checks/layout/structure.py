"""Does the HTML say its language, its headings in order, and words for its pictures?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.html_view import look_at
from handouts.checks.pictures import alt_fault
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LayoutSubject
from handouts.checks.words import short
from handouts.findings import Finding, Where


@check(
    "layout-lang", stage=Stage.LAYOUT, why="a screen reader chooses its voice by the language of the document"
)
def language_is_set(subject: LayoutSubject) -> Iterator[Finding]:
    """Compare the `lang` of the HTML with the document's language (WCAG 3.1.1)."""
    said, wanted = look_at(subject.document.html).lang, subject.document.metadata.lang
    if said != wanted:
        yield Finding(
            "layout-lang",
            f"the HTML says “{said}” but the document is in “{wanted}”",
            where=Where(path="html"),
            hint='write <html lang="{{ handout.locale.settings.tag }}"> in the page template',
        )


@check("layout-outline", stage=Stage.LAYOUT, why="readers of a screen reader jump from heading to heading")
def headings_are_in_order(subject: LayoutSubject) -> Iterator[Finding]:
    """Check for one h1 at the top, no level left out, no heading without words (ISO 14289-1, 7.4)."""
    headings = look_at(subject.document.html).headings
    tops = [words for level, words in headings if level == 1]
    if len(tops) != 1 or headings[0][0] != 1:
        yield Finding(
            "layout-outline",
            f"there are {len(tops)} headings of level 1; there must be one, before all others",
            hint="the page template prints the title as h1; blocks begin at h3",
        )
    level = 0
    for here, words in headings:
        if not words:
            hint = "print the heading, or leave the element out"
            yield Finding("layout-outline", f"a heading of level {here} is empty", hint=hint)
        if here > level + 1:
            yield Finding(
                "layout-outline",
                f"“{short(words)}” is of level {here} but follows level {level}",
                hint=f"make it h{level + 1}",
            )
        level = here


@check("layout-alt", stage=Stage.LAYOUT, why="a picture without words does not exist for who cannot see it")
def pictures_have_words(subject: LayoutSubject) -> Iterator[Finding]:
    """Check that each picture has fitting words, or says that it only decorates."""
    for picture in look_at(subject.document.html).pictures:
        if picture.decorative and not picture.alt:
            continue
        fault = "is missing" if picture.alt is None else alt_fault(picture.alt)
        if fault:
            yield Finding(
                "layout-alt",
                f"the alternative text of “{short(picture.source, 50)}” {fault}",
                hint='print the alt field of the block, or write role="presentation"',
            )

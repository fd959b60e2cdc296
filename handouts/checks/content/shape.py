"""Is the leaflet easy to take in: one message, short lists, short headings, words for every picture?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.model_walk import EVERYWHERE, parts, strings
from handouts.checks.pictures import alt_fault
from handouts.checks.readability import sentences
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.checks.words import short
from handouts.content.blocks import BulletList, Callout, DoDont, Paragraph, Steps
from handouts.content.handout import Section
from handouts.content.model import Model, Statement
from handouts.findings import Finding
from handouts.localize.messages import PLACEHOLDER

MOST_MESSAGE_SENTENCES = 3
"""CDC Clear Communication Index, item 1: one main message of one to three sentences."""
MOST_ITEMS = 7
"""CDC Clear Communication Index, item 8: no list of more than seven items without sub-lists."""
LONGEST_HEADING = 60
"""Characters; AHRQ PEMAT-P, item 9: informative headers. The figure is our own: one line in large print."""
_PRINTED = "12 months"
"""Stands for a fact in a heading: about as long as most."""
MOST_PARAGRAPH_WORDS = 60
"""AHRQ PEMAT-P, item 8: short chunks. The figure is our own: five lines of A4."""


@check("content-main-message", stage=Stage.CONTENT, why="CCI item 1: one message, in one to three sentences")
def one_main_message(subject: ContentSubject) -> Iterator[Finding]:
    """Count the sentences of the main message and compare it with the title."""
    leaflet = subject.entry.handout
    if leaflet is None:
        return
    text, where = leaflet.main_message.text, subject.where("main_message", "text")
    if not 1 <= len(sentences(text)) <= MOST_MESSAGE_SENTENCES:
        fault = f"the main message has {len(sentences(text))} sentences; one to three are read"
        hint = "say the one thing to take home in whole sentences; move the rest into a section"
        yield Finding("content-main-message", fault, where=where, hint=hint)
    if text.rstrip(".!?").casefold() == leaflet.title.rstrip(".!?").casefold():
        hint = "say what to do or to know; the title only says what it is about"
        yield Finding(
            "content-main-message", "the main message only repeats the title", where=where, hint=hint
        )


@check(
    "content-long-list", stage=Stage.CONTENT, why="CCI item 8: nobody keeps more than seven things in mind"
)
def lists_are_short(subject: ContentSubject) -> Iterator[Finding]:
    """Count the items of every list, as they are printed in any one country."""
    if subject.entry.handout is None:
        return
    for part in parts(subject.entry.handout):
        for field, items in _lists(part.model):
            most = max(sum(_applies(item, place) for item in items) for place in EVERYWHERE)
            if most > MOST_ITEMS:
                yield Finding(
                    "content-long-list",
                    f"the list has {most} items; {MOST_ITEMS} are the most",
                    where=subject.where(*part.path, field),
                    hint="split it under two headings, or join items that belong together",
                )


def _lists(model: Model) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    if isinstance(model, DoDont):
        yield "do", model.do
        yield "dont", model.dont
    elif isinstance(model, BulletList | Steps | Callout):
        yield "items", model.items


def _applies(item: Statement, jurisdiction: object) -> bool:
    return not item.jurisdictions or jurisdiction in item.jurisdictions


@check(
    "content-heading", stage=Stage.CONTENT, why="headings are how readers find their place, by eye or by ear"
)
def headings_are_short_and_their_own(subject: ContentSubject) -> Iterator[Finding]:
    """Measure every heading and compare those of sections."""
    if subject.entry.handout is None:
        return
    for words in strings(subject.entry.handout):
        if words.field not in ("title", "heading"):
            continue
        length = len(PLACEHOLDER.sub(_PRINTED, words.text))
        if length > LONGEST_HEADING:
            yield Finding(
                "content-heading",
                f"“{short(words.text)}” is {length} characters long; {LONGEST_HEADING} are the most",
                where=subject.where(*words.path),
                hint="say it shorter",
            )
    first: dict[str, tuple[str | int, ...]] = {}
    for part in parts(subject.entry.handout):
        if isinstance(part.model, Section | Callout) and part.model.heading:
            heading = part.model.heading.casefold()
            if heading in first:
                line = subject.where(*first[heading], "heading").line
                yield Finding(
                    "content-heading",
                    f"“{part.model.heading}” is already a heading (line {line})",
                    where=subject.where(*part.path, "heading"),
                    hint="say what is different in this one",
                )
            first.setdefault(heading, part.path)


@check("content-long-paragraph", stage=Stage.CONTENT, why="PEMAT item 8: a wall of text is not begun")
def paragraphs_are_short(subject: ContentSubject) -> Iterator[Finding]:
    """Count the words of every statement and every text field."""
    if subject.entry.handout is None:
        return
    for part in parts(subject.entry.handout):
        if isinstance(part.model, Statement):
            count = len(f"{part.model.lead or ''} {part.model.text} {part.model.how_often or ''}".split())
            if count > MOST_PARAGRAPH_WORDS:
                what = "paragraph" if isinstance(part.model, Paragraph) else "statement"
                yield Finding(
                    "content-long-paragraph",
                    f"the {what} has {count} words; {MOST_PARAGRAPH_WORDS} are the most",
                    where=subject.where(*part.path, "text"),
                    hint="split it in two, or make a list of it",
                )


@check(
    "content-alt",
    stage=Stage.CONTENT,
    why="who cannot see the drawing must learn from its words what it shows",
)
def pictures_have_words(subject: ContentSubject) -> Iterator[Finding]:
    """Check the alternative text of every drawing."""
    if subject.entry.handout is None:
        return
    for words in strings(subject.entry.handout):
        if words.field == "alt" and (fault := alt_fault(words.text)):
            yield Finding(
                "content-alt",
                f"the alternative text {fault}",
                where=subject.where(*words.path),
                hint="say in one sentence what the drawing shows someone doing",
            )

"""Is the English easy enough?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.model_walk import strings
from handouts.checks.readability import flesch_kincaid, sentences, words
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.checks.words import short
from handouts.findings import Finding, Severity
from handouts.localize.messages import PLACEHOLDER

MOST_SENTENCE_WORDS = 25
"""Our own limit; plain-English guides ask for 15 to 20 on average."""
EASY_GRADE = 7.0
"""Grade 6 to 8 is what the NIH asks of patient texts; the AMA asks for 6."""
HARDEST_GRADE = 9.0
"""Our own limit: two grades above what we aim at."""
_PRINTED = "8"
"""Stands for a fact in a sentence: one word."""


@check(
    "content-long-sentence",
    stage=Stage.CONTENT,
    why="who loses the beginning before the end does not act on it",
)
def sentences_are_short(subject: ContentSubject) -> Iterator[Finding]:
    """Count the words of every sentence."""
    if subject.entry.handout is None:
        return
    for found in strings(subject.entry.handout):
        for sentence in sentences(PLACEHOLDER.sub(_PRINTED, found.text)):
            count = len(words(sentence))
            if count > MOST_SENTENCE_WORDS:
                yield Finding(
                    "content-long-sentence",
                    f"“{short(sentence)}” has {count} words; {MOST_SENTENCE_WORDS} are the most",
                    Severity.WARNING,
                    subject.where(*found.path),
                    "make two sentences of it",
                )


@check(
    "content-reading-level",
    stage=Stage.CONTENT,
    why="a leaflet above its readers is thrown away by who needs it most",
)
def english_is_easy(subject: ContentSubject) -> Iterator[Finding]:
    """Compute the Flesch–Kincaid grade over all full sentences of the leaflet."""
    if subject.entry.handout is None:
        return
    texts = [PLACEHOLDER.sub(_PRINTED, found.text) for found in strings(subject.entry.handout)]
    score = flesch_kincaid(texts)
    if score.value > EASY_GRADE:
        yield Finding(
            "content-reading-level",
            f"reads at grade {score.value:.1f} (Flesch–Kincaid, {score.sentences} sentences); "
            f"aim at {EASY_GRADE:.0f} or below",
            Severity.ERROR if score.value > HARDEST_GRADE else Severity.WARNING,
            subject.where("sections"),
            "shorter sentences help most, then shorter words",
        )

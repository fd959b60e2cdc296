"""Does every statement say who says so, why, and how sure we are?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.model_walk import parts
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.checks.words import short
from handouts.content.blocks import Callout
from handouts.content.model import Evidence, Says, Statement
from handouts.findings import Finding, Severity

_HEDGES = re.compile(
    r"\b(may|might|could|can|some|perhaps|possibl[ey]|seems?|appears?|often|sometimes|unclear|uncertain|unsure"
    r"|(?:not|n[o’']t|no one|nobody|never)\b.{0,40}\b(?:know|known|knows|shown|proven|proved|sure|clear"
    r"|studied|agree|enough|evidence|found|measurably)|differ|disagree|mixed|few studies|not enough|too few"
    r"|no (?:good )?(?:evidence|stud)\w*)\b",
    re.IGNORECASE,
)
"""Words that tell a reader that something is not certain."""


@check(
    "content-contested",
    stage=Stage.CONTENT,
    why="what sources disagree on is not known, and must not sound so",
)
def contested_is_uncertain(subject: ContentSubject) -> Iterator[Finding]:
    """Check that a statement whose evidence is contested says `uncertain` (or is a warning, or an action)."""
    for path, statement in _statements(subject):
        if statement.evidence is Evidence.CONTESTED and statement.says is Says.KNOWN:
            yield Finding(
                "content-contested",
                f"“{short(statement.text)}” rests on contested evidence but is said as known",
                where=subject.where(*path, "says"),
                hint="write says: uncertain and hedge the sentence, or give stronger evidence",
            )


@check(
    "content-unhedged",
    stage=Stage.CONTENT,
    why="readers take a plain sentence for a fact, whatever its label says",
)
def uncertainty_is_said(subject: ContentSubject) -> Iterator[Finding]:
    """Look for a hedge in the words of every uncertain statement."""
    for path, statement in _statements(subject):
        if statement.says is Says.UNCERTAIN and not _HEDGES.search(statement.text):
            yield Finding(
                "content-unhedged",
                f"“{short(statement.text)}” is uncertain but does not say so",
                Severity.WARNING,
                subject.where(*path, "text"),
                "say it: we do not know, it may, studies differ",
            )


@check(
    "content-why-missing",
    stage=Stage.CONTENT,
    why="reviewers and CCI item 13 ask why each action is worth doing",
)
def actions_have_reasons(subject: ContentSubject) -> Iterator[Finding]:
    """Check that every action and red flag says why."""
    for path, statement in _statements(subject):
        if statement.says in (Says.ACTION, Says.RED_FLAG) and not statement.why.strip():
            yield Finding(
                "content-why-missing",
                f"“{short(statement.text)}” does not say why",
                where=subject.where(*path, "why") if statement.why else subject.where(*path),
                hint="add why: one sentence for reviewers; it is not printed",
            )


@check("content-source-missing", stage=Stage.CONTENT, why="nothing is printed that nobody says")
def statements_have_sources(subject: ContentSubject) -> Iterator[Finding]:
    """Check that every statement, and every urgent callout, names a source that we know."""
    for path, statement in _statements(subject):
        if not statement.sources:
            yield Finding(
                "content-source-missing",
                f"“{short(statement.text)}” names no source",
                where=subject.where(*path, "sources"),
                hint="add the ids of its sources; they are kept in sources.yaml",
            )
    if subject.entry.handout is None:
        return
    for part in parts(subject.entry.handout):
        if isinstance(part.model, Callout) and part.model.tone in ("urgent", "today"):
            named = [part.model.source, *(name for item in part.model.items for name in item.sources)]
            if not any(name in subject.library.sources for name in named if name):
                yield Finding(
                    "content-source-missing",
                    f"the urgent box “{part.model.heading or part.model.id}” names no source that we know",
                    where=subject.where(*part.path, "source"),
                    hint="an urgent message needs a body that says so",
                )


def _statements(subject: ContentSubject) -> Iterator[tuple[tuple[str | int, ...], Statement]]:
    if subject.entry.handout is not None:
        for part in parts(subject.entry.handout):
            if isinstance(part.model, Statement):
                yield part.path, part.model

"""Do the clinic's words fit, can they be printed, can they be read?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.imprint.subject import ImprintSubject
from handouts.checks.registry import Stage, check
from handouts.content.colours import contrast
from handouts.findings import Finding, Where

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against its background."""
WHITE = "#ffffff"


@check(
    codes=("imprint-does-not-fit", "imprint-glyph"),
    stage=Stage.IMPRINT,
    why="a name cut short or a letter left out is a clinic that cannot be found",
)
def words_are_all_there(subject: ImprintSubject) -> Iterator[Finding]:
    """Pass on what the imprint could not place at its least size, or not print with our fonts."""
    for finding in subject.imprinted.findings:
        if finding.code in ("imprint-does-not-fit", "imprint-glyph"):
            yield finding


@lru_cache(maxsize=256)
def _on_white(colour: str) -> float:
    return contrast(colour, WHITE)


@check("imprint-contrast", stage=Stage.IMPRINT, why="a clinic's own colour may be too pale to read")
def colour_can_be_read(subject: ImprintSubject) -> Iterator[Finding]:
    """Compare the colour of the name with white paper (WCAG 2.2, 1.4.3)."""
    identity, card = subject.imprinted.identity, subject.imprinted.master.card
    for path, colour in (("colour", identity.colour or card.colours[1]), ("ink", card.colours[0])):
        reached = _on_white(colour)
        if reached < LEAST_CONTRAST:
            yield Finding(
                "imprint-contrast",
                f"{colour} on white has a contrast of {reached:.2f}; {LEAST_CONTRAST} is the least",
                where=Where(path=f"{identity.clinic}.{path}"),
                hint="choose a darker shade of the colour",
            )


@check(
    "imprint-outdated", stage=Stage.IMPRINT, why="a master outlives the day its telephone lines were trusted"
)
def master_still_holds(subject: ImprintSubject) -> Iterator[Finding]:
    """Compare the last day of the master's review and telephone lines with today."""
    card = subject.imprinted.master.card
    if subject.today > card.valid_until:
        yield Finding(
            "imprint-outdated",
            f"“{card.handout}” in {card.locale} was valid until {card.valid_until}",
            where=Where(path=card.handout),
            hint="review the handout or confirm its telephone lines; the next edition makes a new master",
        )

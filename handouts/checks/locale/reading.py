"""Is a translation easy enough to read?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handouts.checks.readability import fog_pl, syllables_vi
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.findings import Finding, Severity, Where
from handouts.localize.text import texts

EASY_FOG_PL = 10.0
"""FOG-PL: 7 to 9 is simple, 10 to 12 is secondary school."""
HARDEST_FOG_PL = 12.0
EASY_MEAN_VI = 18.0
"""Syllables in a sentence; our own judgement, no formula is validated for Vietnamese health texts."""
HARDEST_MEAN_VI = 22.0
LONGEST_VI = 30
"""Syllables in any one sentence; our own judgement."""


@check(
    "locale-reading-level",
    stage=Stage.LOCALE,
    why="a translation is often harder than what it translates, and nobody measures",
)
def translation_is_easy(subject: LocaleSubject) -> Iterator[Finding]:
    """Compute the formula of the language, where we know one, over all full sentences."""
    settings = subject.language.locale.settings
    rule = _RULES.get(settings.tag.partition("-")[0])
    if rule is None:
        return
    read = [text.plain for text in texts(subject.localized.body) if not text.missing]
    where = Where(f"{subject.language.locale.code}/content.po", path=subject.handout.id)
    for fault, severity in rule(read):
        yield Finding("locale-reading-level", fault, severity, where, "shorten the longest sentences first")


def _polish(read: list[str]) -> Iterator[tuple[str, Severity]]:
    score = fog_pl(read)
    if score.value > EASY_FOG_PL:
        severity = Severity.ERROR if score.value > HARDEST_FOG_PL else Severity.WARNING
        yield (
            f"FOG-PL is {score.value:.1f} ({score.sentences} sentences); aim at {EASY_FOG_PL:.0f} or below",
            severity,
        )


def _vietnamese(read: list[str]) -> Iterator[tuple[str, Severity]]:
    score, longest = syllables_vi(read)
    if score.value > EASY_MEAN_VI:
        severity = Severity.ERROR if score.value > HARDEST_MEAN_VI else Severity.WARNING
        yield (
            (
                f"sentences have {score.value:.1f} syllables on average ({score.sentences} sentences); "
                f"aim at {EASY_MEAN_VI:.0f} or below"
            ),
            severity,
        )
    if longest > LONGEST_VI:
        yield f"the longest sentence has {longest} syllables; {LONGEST_VI} are the most", Severity.WARNING


_RULES: dict[str, Callable[[list[str]], Iterator[tuple[str, Severity]]]] = {"pl": _polish, "vi": _vietnamese}
"""By language, not by locale; English is measured once, where it is written."""

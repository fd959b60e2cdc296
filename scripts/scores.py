"""The library in every language -> the page docs/scores.md, written to standard output.

Run it with the project's own Python: .venv/bin/python scripts/scores.py > docs/scores.md
"""

from __future__ import annotations

import sys
from datetime import date

from handouts.api import Job, every_locale, open_workshop, serve
from handouts.checks.readability import flesch_kincaid, fog_pl, syllables_vi
from handouts.localize.localizer import localize
from handouts.localize.text import texts
from handouts.settings import Settings

AS_OF = date(2026, 11, 1)
"""Scores do not depend on the day; a workshop asks for one."""

MEASURED = ("en", "pl", "vi")

HEAD = """\
# Reading scores

How hard each leaflet is to read, in each language for its own country, facts filled in. Only full sentences
count; headings, labels and fragments of lists would make any text look easy. `scripts/scores.py` makes this
page; run it when texts change.

| leaflet | language | measure | score | sentences | words |
|---|---|---|---|---|---|
"""

FOOT = """
| measure | what it says | aim | refused |
|---|---|---|---|
| Flesch–Kincaid | American school grade of the English | 7 or below | above 9 |
| FOG-PL | years of school for the Polish; 7 to 9 is simple | 10 or below | above 12 |
| syllables | mean syllables (tiếng) in a Vietnamese sentence, and the most | 18, most 30 | mean above 22 |

Ukrainian and Arabic are not measured: we know no formula for them that was tried on health texts.

No formula is validated for Vietnamese health texts; counting syllables is our own measure. A score is a
warning light, no proof: a short word can be a hard one. Formulas on fewer than about thirty sentences are
unstable. Whether readers understand a page, only readers can say.
"""


def main() -> None:
    """Write the page to standard output."""
    shop = open_workshop(Settings(), today=AS_OF)
    sys.stdout.write(HEAD)
    for printed in shop.library:
        for language in every_locale(shop):
            locale = language.locale
            if locale.settings.tag.partition("-")[0] not in MEASURED:
                continue
            place = locale.settings.default_jurisdiction
            handout, _ = localize(
                printed,
                language=language,
                jurisdiction=place,
                library=shop.library,
                interface=shop.interface,
                served=serve(Job(printed.id, locale.code, "", place), workshop=shop),
            )
            said = [text.plain for text in texts(handout.body) if not text.missing]
            for measure, score, sentences, words in _scores(locale.settings.tag.partition("-")[0], said):
                row = (printed.id, locale.settings.name, measure, score, str(sentences), str(words))
                sys.stdout.write(f"| {' | '.join(row)} |\n")
    sys.stdout.write(FOOT)


def _scores(language: str, said: list[str]) -> list[tuple[str, str, int, int]]:
    match language:
        case "en":
            score = flesch_kincaid(said)
            return [("Flesch–Kincaid", f"{score.value:.1f}", score.sentences, score.words)]
        case "pl":
            score = fog_pl(said)
            return [("FOG-PL", f"{score.value:.1f}", score.sentences, score.words)]
        case "vi":
            score, longest = syllables_vi(said)
            return [("syllables", f"{score.value:.1f}, most {longest}", score.sentences, score.words)]
    return []


if __name__ == "__main__":
    main()

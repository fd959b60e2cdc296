"""Text -> words that may not stand in a handout, wherever they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PATTERNS: tuple[tuple[str, str], ...] = (
    # The texts this library began from carried a betting advert and the furniture of a news site.
    (r"mostbet", "an advert"),
    (r"bukmacher\w*", "an advert"),
    (r"zakład\w* (?:sportow|bukmachersk)\w*", "an advert"),
    (r"casino\w*", "an advert"),
    (r"kasyn(?:o|a|ie|em)\b", "an advert"),
    (r"darmow\w* spin\w*", "an advert"),
    (r"\bbonus\w*", "an advert"),
    (r"Comment \(\d+\)", "a piece of a web page"),
    (r"Same category", "a piece of a web page"),
    (r"English-news-article", "a piece of a web page"),
    (r"Other link:", "a piece of a web page"),
    # WHO Code and Decree 100/2014/NĐ-CP, article 4: no brands, nothing that sells.
    (r"\S*[®™]", "a brand"),
    (r"[$€£₫]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£₫]|(?:zł|VND|PLN|USD|GBP|EUR)\b)", "a price"),
    # A name with age and city can be traced to a person.
    (
        r"\b(?:Mrs?|Miss|Ms|Pani?|Chị|Cô|Bà)\.? \w[\w-]+(?: \w[\w-]+)?(?:,| \()\s?\d{1,2}(?:,|\)| years)",
        "a personal story",
    ),
)
_CLUES: dict[str, tuple[str, ...]] = {
    "a price": ("$", "€", "£", "₫", "zł", "vnd", "pln", "usd", "gbp", "eur"),
    "a brand": ("®", "™"),
    "a personal story": ("mr", "miss", "ms", "pan", "chị", "cô", "bà"),
    "an advert": ("mostbet", "bukmacher", "zakład", "casino", "kasyn", "darmow", "bonus"),
    "a piece of a web page": ("comment (", "same category", "english-news-article", "other link:"),
}
"""Letters without which no pattern of a kind can match: ten thousand clinics are read in a second."""
_DENIED = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _PATTERNS)


def denied(text: str) -> Iterator[tuple[str, str]]:
    """Yield (words, what they are) for everything in a text that may not be printed.

    >>> list(denied("Same category: darmowe spiny"))
    [('darmowe spiny', 'an advert'), ('Same category', 'a piece of a web page')]
    >>> list(denied("Ms. Minh, 30, Hanoi"))
    [('Ms. Minh, 30,', 'a personal story')]
    """
    folded = text.casefold()
    likely = {kind for kind, clues in _CLUES.items() if any(clue in folded for clue in clues)}
    for pattern, kind in _DENIED:
        if kind not in likely:
            continue
        for match in pattern.finditer(text):
            yield match[0], kind

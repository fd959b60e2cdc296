"""Spaces that may not break: after a locale's one-letter words, inside facts. Never asked of translators."""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.localize.locales import Locale

NBSP = "\u00a0"


def keep_together(text: str, *, locale: Locale) -> str:
    """Return the text with a no-break space after every word that may not end a line in this locale.

    Only the locale's own words are touched: `no_break_after` in its `locale.toml`.
    """
    words = locale.settings.no_break_after
    return _rule(words).sub(lambda match: match[1] + NBSP, text) if words else text


@lru_cache(maxsize=64)
def _rule(words: tuple[str, ...]) -> re.Pattern[str]:
    # The space is consumed but the next letter is not, so that chains ("i w domu") bind as a whole.
    letters = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w\u00a0])((?:(?:{letters})\u00a0)*(?:{letters}))[ \u00a0]+(?=\S|$)", re.IGNORECASE
    )

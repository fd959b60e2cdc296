"""Alternative text -> what is wrong with it."""

from __future__ import annotations

import re

LEAST_ALT_WORDS = 3
"""Fewer words name a thing but do not say what it does."""
LONGEST_ALT = 200
"""Characters; our own limit. What needs more words belongs into the text."""
_FILE_NAME = re.compile(r"\S+\.(svg|png|jpe?g|gif|webp|pdf)\b|^[\w-]+[-_][\w-]+$", re.IGNORECASE)


def alt_fault(alt: str) -> str:
    """Return what is wrong with an alternative text, or nothing.

    >>> alt_fault("latch-2-wide.svg")
    'is a file name'
    >>> alt_fault("A baby opens the mouth wide at the breast.")
    ''
    """
    words = alt.split()
    if not words:
        return "is empty"
    if _FILE_NAME.search(alt.strip()):
        return "is a file name"
    if len(words) < LEAST_ALT_WORDS:
        return f"has fewer than {LEAST_ALT_WORDS} words: “{alt}”"
    if len(alt) > LONGEST_ALT:
        return f"is {len(alt)} characters long; {LONGEST_ALT} are enough"
    return ""

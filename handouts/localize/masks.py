"""A message -> its words with numbers and placeholders masked, and what was masked."""

from __future__ import annotations

import re

from handouts.localize.messages import PLACEHOLDER

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*|[½¼¾⅓⅔⅛]")
_SIGNS = re.compile(r"[+\-−±<>≤≥=~≈%°]")


def masked(text: str) -> str:
    """Return a text in which every number and every placeholder looks the same.

    >>> masked("Eat {extra_energy} more, in 5 or 6 meals.")
    'Eat {} more, in 0 or 0 meals.'
    """
    return _NUMBER.sub("0", PLACEHOLDER.sub("{}", text))


def differences(one: str, other: str) -> tuple[str, ...]:
    """Return where two texts of one language have other numbers, signs or placeholders, or in another order.

    >>> differences("about 500 kcal", "about 300 kcal")
    ('500 instead of 300',)
    """
    found = []
    for kind in (_placeholders, _numbers, _signs):
        ours, theirs = kind(one), kind(other)
        if ours != theirs:
            found.append(f"{' '.join(ours) or 'nothing'} instead of {' '.join(theirs) or 'nothing'}")
    return tuple(found)


def _placeholders(text: str) -> list[str]:
    return [match[0] for match in PLACEHOLDER.finditer(text)]


def _numbers(text: str) -> list[str]:
    return [re.sub(r"\s", "", match[0]) for match in _NUMBER.finditer(PLACEHOLDER.sub("", text))]


def _signs(text: str) -> list[str]:
    bare = PLACEHOLDER.sub("", text)
    return [match[0] for match in _SIGNS.finditer(re.sub(r"(?<=\w)-(?=[^\W\d])", "", bare))]

"""Patterns of a locale -> accepted as they are, or refused because they would change what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from babel.dates import tokenize_pattern

LONGEST_PATTERN = 80
"""Ours have at most 26 characters."""


def holding(*names: str) -> Callable[[str], str]:
    """Return a validator of patterns that print their numbers and no others.

    Args:
        names: the placeholders in their order, such as `{low}` and `{high}`.

    Returns:
        A function that returns the pattern, or raises ValueError: it lacks a placeholder or has them in
        another order, says nothing beside the number, or would add a digit, a brace or a character that
        nobody sees.

    >>> holding("{n}")("{n} kcal")
    '{n} kcal'
    """

    def holds(pattern: str) -> str:
        if missing := [name for name in names if pattern.count(name) != 1]:
            raise ValueError(f"“{_short(pattern)}” must hold {missing[0]} once")
        if re.findall(r"\{\w+\}", pattern) != list(names):
            order = " before ".join(names)
            raise ValueError(f"“{_short(pattern)}” must hold {order} and nothing else in braces")
        around = re.split("|".join(map(re.escape, names)), pattern)
        _check_words("".join(around), pattern)
        if not "".join(around[1:-1] or around).strip():
            raise ValueError(f"“{_short(pattern)}” must say something beside the number")
        return pattern

    return holds


def dated(fields: str) -> Callable[[str], str]:
    """Return a validator of CLDR date patterns that print just these fields, each once.

    Args:
        fields: letters of CLDR, such as `dMy`; L counts as M.

    Returns:
        A function that returns the pattern, or raises ValueError: the date would lack a field, hold another
        one, or carry digits of its own.

    >>> dated("dMy")("d MMMM y")
    'd MMMM y'
    """

    def holds(pattern: str) -> str:
        tokens = tokenize_pattern(pattern)
        held = [(str(value[0]).replace("L", "M"), int(value[1])) for kind, value in tokens if kind == "field"]
        if sorted(letter for letter, _ in held) != sorted(fields):
            once = ", ".join(fields)
            raise ValueError(f"“{_short(pattern)}” must hold {once} of CLDR, each once, and no other field")
        if any(length not in _LENGTHS[letter] for letter, length in held):
            raise ValueError(
                f"“{_short(pattern)}”: write the day as d, the month as M to MMMM, the year as y"
            )
        _check_words("".join(str(value) for kind, value in tokens if kind == "chars"), pattern)
        return pattern

    return holds


_LENGTHS = {"d": (1, 2), "M": (1, 2, 3, 4), "y": (1, 4)}


def _check_words(words: str, pattern: str) -> None:
    if len(pattern) > LONGEST_PATTERN:
        raise ValueError(f"“{_short(pattern)}” is longer than {LONGEST_PATTERN} characters")
    if "{" in words or "}" in words:
        raise ValueError(f"“{_short(pattern)}” holds a brace that belongs to no placeholder")
    for char in words:
        if char.isdecimal():
            raise ValueError(f"“{_short(pattern)}” adds the digit {char} to every number")
        if char != "\u00a0" and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp"):
            raise ValueError(f"“{_short(pattern)}” holds U+{ord(char):04X}, which nobody sees")


def _short(pattern: str) -> str:
    seen = "".join(char if char.isprintable() else "□" for char in pattern)
    return seen if len(seen) <= 60 else f"{seen[:57]}…"

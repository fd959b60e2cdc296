"""Style sheets -> the colours that their tokens name."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"--([a-z][\w-]*)\s*:\s*([^;}]+)")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


def tokens(css: str) -> dict[str, str]:
    """Return the custom properties of a style sheet that are colours; of several the last one.

    >>> tokens(":root { --ink: #111; --space: 3mm }")
    {'ink': '#111'}
    """
    found = {match[1]: match[2].strip() for match in _TOKEN.finditer(css)}
    return {name: value.lower() for name, value in found.items() if _HEX.fullmatch(value)}

"""A good sample + what to change in it -> the sample after the change."""

from __future__ import annotations

Change = tuple[str, str]
"""Text that stands in a good sample, and what stands there instead."""


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """Return a text after each change.

    Raises:
        ValueError: a change finds nothing to change.
    """
    for old, new in changes:
        if old not in text:
            raise ValueError(f"“{old}” does not stand in the good sample")
        text = text.replace(old, new, 1)
    return text

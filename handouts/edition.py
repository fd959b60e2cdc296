"""An edition: exactly which text, translation, facts, design and engine make a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, I and O: a code read out on the telephone has no twins."""
CODE_LETTERS = 6
"""30 bits: two alike among 12,000 editions are a chance of about 1 in 15; the XMP holds the whole."""


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the SHA-256 of a sequence of parts, each with its length, as hexadecimal digits."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()


@dataclass(frozen=True, slots=True)
class Edition:
    """Which text, translation, facts, design and engine made a PDF."""

    number: str
    """The edition printed for people: year and month, such as `2026-11`."""
    dated: date
    """The day the edition counts from: the only date that enters the bytes."""
    review_by: date
    """The last day the handout may be given out without a review."""
    fingerprint: str
    """SHA-256 over everything that makes the bytes, 64 hexadecimal digits: the cache key."""

    @property
    def short(self) -> str:
        """Return the first bits of the fingerprint as letters that can be read out on the telephone."""
        value = int(self.fingerprint, 16) >> (256 - 5 * CODE_LETTERS)
        letters = ""
        for _ in range(CODE_LETTERS):
            value, rest = divmod(value, 32)
            letters = _ALPHABET[rest] + letters
        return letters

    @property
    def timestamp(self) -> datetime:
        """Return the moment written into the PDF: midnight UTC of `dated`."""
        return datetime(self.dated.year, self.dated.month, self.dated.day, tzinfo=UTC)


def fingerprint(parts: Mapping[str, str]) -> str:
    """Return the fingerprint of named parts (text, facts, design, fonts, engine …), whatever their order."""
    return digest(item for name in sorted(parts) for item in (name, parts[name]))

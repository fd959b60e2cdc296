"""The words of job tickets, separator sheets and packing lists, in one language."""

from __future__ import annotations

from dataclasses import dataclass

WORDS = "ticket_"
"""How the interface words of these sheets begin."""


@dataclass(frozen=True, slots=True)
class TicketWords:
    """The words of the sheets in one language."""

    locale: str
    lang: str
    """BCP 47 tag."""
    words: tuple[tuple[str, str], ...]
    """By name, without `ticket_`."""

    def __call__(self, name: str, /, **given: object) -> str:
        """Return one word, its places filled."""
        text = dict(self.words)[name.replace("-", "_")]
        for place, value in given.items():
            text = text.replace("{" + place + "}", str(value))
        return text

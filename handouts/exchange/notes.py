"""A message -> what a translator has to know: place, readers, length, and what its placeholders print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.localize.catalogs import Message

_LIMIT = re.compile(r"at most (\d+) (?:letters|characters)\b(?! a word)")
_READERS = {
    "alt": "heard by readers who use a screen reader, instead of a picture",
    "caption": "read by patients, beside a picture or table",
    "heading": "read by patients, as a heading",
    "how_to_use": "read by patients, above a form",
    "lead": "read by patients, the first words of a paragraph",
    "purpose": "read by patients, under the title",
    "title": "read by patients, as the title",
}
_AREAS = {
    "contact": "read by patients, beside a telephone number",
    "cuisine": "read by dietitians, name of a cuisine",
    "dish": "read by patients, a dish in a meal plan",
    "exchange": "read by patients, in a list of foods that can replace each other",
    "food": "read by patients, a food in a meal plan",
    "interface": "read by patients, a word of the page",
    "noun": "read by patients, a number with what it counts",
    "swap": "read by patients, how one food replaces another",
}


def length_limit(message: Message) -> int | None:
    """Return how many characters a message may have, where its note says it.

    >>> length_limit(Message("interface/draft", "DRAFT", comment="painted large; at most 14 letters"))
    14
    """
    found = _LIMIT.search(message.comment)
    return int(found[1]) if found else None


def notes_for(
    message: Message, *, titles: Mapping[str, str], shown: Mapping[str, str], numbers: str = ""
) -> tuple[str, ...]:
    """Return the notes of one unit.

    Args:
        message: what is translated.
        titles: the English title of every handout.
        shown: what each placeholder prints in the reader's language.
        numbers: for a form of a counted phrase, which numbers take it.
    """
    return tuple(_notes(message, titles, shown, numbers))


def _notes(
    message: Message, titles: Mapping[str, str], shown: Mapping[str, str], numbers: str
) -> Iterator[str]:
    area, _, rest = message.key.partition("/")
    place = f" · {titles[area]}" if area in titles else ""
    yield f"key: {message.key}{place}"
    yield _AREAS.get(area) or _READERS.get(rest.rpartition("/")[2], "read by patients")
    if numbers:
        yield f"this form is for the numbers {numbers}"
    if (limit := length_limit(message)) is not None:
        yield f"at most {limit} characters"
    yield from filter(None, message.comment.splitlines())
    for placeholder, words in shown.items():
        yield f"{placeholder} prints “{words}”: do not type the number"

"""Is every character of a translation one that a person meant to type?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.checks.translations import pairs
from handouts.checks.words import short
from handouts.findings import Finding

_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls
    r"\u00ad\u200b-\u200f\u2060-\u2064\ufeff"  # soft hyphen, zero width, direction marks
    r"\u202a-\u202e\u2066-\u2069"  # overrides and isolates of direction: they can turn a number round
    r"\ufff9-\ufffd\ue000-\uf8ff]"  # replacement and private characters
)
_MOJIBAKE = re.compile(
    r"[ÂÃÄÅÆÐ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    r"|á[º»]"
)
"""What UTF-8 looks like when it was read as Windows-1252: `Å‚` for ł, `á»¯` for ữ, `Ä‘` for đ."""
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]\w*);")


@check(
    "locale-not-nfc",
    stage=Stage.LOCALE,
    why="two spellings of one letter look alike and compare as different",
)
def text_is_composed(subject: LocaleSubject) -> Iterator[Finding]:
    """Compare each translation with its composed form (Unicode NFC)."""
    for pair in pairs(subject):
        if not unicodedata.is_normalized("NFC", pair.text):
            yield Finding(
                "locale-not-nfc",
                f"“{short(pair.text)}” is not composed: its marks stand apart from its letters",
                where=pair.where,
                hint="save the catalog as NFC; handouts locales update does it",
            )


@check(
    "locale-forbidden-character",
    stage=Stage.LOCALE,
    why="what cannot be seen can still break a search, a line or the order of a number",
)
def nothing_is_invisible(subject: LocaleSubject) -> Iterator[Finding]:
    """Look for control characters, marks of direction and characters without width."""
    for pair in pairs(subject):
        found = dict.fromkeys(_FORBIDDEN.findall(pair.text))
        if found:
            names = ", ".join(f"U+{ord(letter):04X}" for letter in found)
            yield Finding(
                "locale-forbidden-character",
                f"“{short(_FORBIDDEN.sub('□', pair.text))}” holds {names}",
                where=pair.where,
                hint="delete it where the square stands; spaces that may not break are put in by localize",
            )


@check(
    "locale-mojibake",
    stage=Stage.LOCALE,
    why="letters broken by a wrong encoding still look like letters to a program",
)
def letters_are_whole(subject: LocaleSubject) -> Iterator[Finding]:
    """Look for the traces of UTF-8 read as another encoding."""
    for pair in pairs(subject):
        for match in _MOJIBAKE.finditer(pair.text):
            if match.start() and pair.text[match.start() - 1].isupper():
                continue  # the last letter of a word in capitals, before a quotation mark
            yield Finding(
                "locale-mojibake",
                f"“{short(pair.text)}” holds “{match[0]}”: its letters were broken by a wrong encoding",
                where=pair.where,
                hint="take the translation again from its origin, as UTF-8",
            )
            break


@check("locale-markup", stage=Stage.LOCALE, why="tags and entities would be printed as they stand")
def text_is_plain(subject: LocaleSubject) -> Iterator[Finding]:
    """Look for HTML tags and entities."""
    for pair in pairs(subject):
        if match := _MARKUP.search(pair.text):
            yield Finding(
                "locale-markup",
                f"“{short(pair.text)}” holds “{match[0]}”, which would be printed as it stands",
                where=pair.where,
                hint="write plain text: templates do the rest",
            )

"""Is every character of a translation one that a person meant to type?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import folded, prose, short
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.checks.catalog.word_lists import without_marks
from handouts.findings import Severity

FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls
    r"\u00ad\u200b-\u200f\u2060-\u2064\ufeff"  # soft hyphen, zero width, direction marks
    r"\u202a-\u202e\u2066-\u2069"  # overrides and isolates of direction: they can turn a number round
    r"\ufff9-\ufffd\ue000-\uf8ff]"  # replacement and private characters
)
_JOINERS = "\u200c\u200d"
"""Letters of Persian, Hindi and others join or part by these: allowed where CLDR counts them in."""
_TAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
MOJIBAKE = re.compile(
    rf"[ÂÃÄÅÆÐ][{_TAIL}]|á[º»][{_TAIL}]|á»(?=\w)|â€[{_TAIL}]?|[a-z][¿¶¼]|[a-z][¹³](?=[a-zà-ÿ])"
)
"""UTF-8 read as Windows-1252 (`Å‚` for ł, `á»¯` for ữ, `Ä‘` for đ), or Latin-2 as Latin-1 (`g³owa`)."""
_TWINS = frozenset("ðÐƉɖǝɑıȷſ")
"""Letters that look like one of a language and are another: ð is not đ, however it is printed."""
_WORD = re.compile(r"\w+(?:[\u0300-\u036f]+\w*)*")


@entry_check("locale-not-nfc", why="two spellings of one letter look alike and compare as different")
def text_is_composed(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare each translation with its composed form (Unicode NFC)."""
    for _, target in entry.pairs():
        if not unicodedata.is_normalized("NFC", target):
            yield Fault(
                f"“{short(target)}” is not composed: its marks stand apart from its letters",
                unicodedata.normalize("NFC", target),
                target,
                "save the catalog as NFC; handouts locales update does it",
            )


@entry_check(
    "locale-forbidden-character",
    why="what cannot be seen can still break a search, a line or the order of a number",
)
def nothing_is_invisible(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for controls, marks of direction and characters without width that the source has not."""
    for _, target in entry.pairs():
        found = dict.fromkeys(FORBIDDEN.findall(target))
        allowed = "" if rules.own else entry.sources
        new = [c for c in found if c not in allowed and not (c in _JOINERS and c in rules.letters)]
        if new:
            names = ", ".join(f"U+{ord(letter):04X}" for letter in new)
            yield Fault(
                f"“{short(FORBIDDEN.sub('□', target))}” holds {names}",
                found=names,
                hint="delete it where the square stands; spaces that may not break are put in later",
            )


@entry_check("locale-mojibake", why="letters broken by a wrong encoding still look like letters to a program")
def letters_are_whole(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for the traces of text read in another encoding."""
    for source, target in entry.pairs():
        for match in MOJIBAKE.finditer(target):
            if match.start() and target[match.start() - 1].isupper() and match[0][0] in "ÂÃÄÅÆÐ":
                continue  # the last letter of a word in capitals, before a quotation mark
            if match[0] in source or ("«" in target and match[0].endswith("»")):
                continue
            yield Fault(
                f"“{short(target)}” holds “{match[0]}”: its letters were broken by a wrong encoding",
                found=match[0],
                hint="take the translation again from its origin, as UTF-8",
            )
            break


@entry_check(
    "translation-foreign-letter", why="ð for đ, or a Cyrillic с in kcal, looks right and is another letter"
)
def letters_are_of_the_language(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare every letter with those of the language (CLDR exemplars), names and the source's words aside.

    A letter that the language has in foreign words alone is a warning where the source has no such word. A
    word that another of our languages can write, in the same script, is only noted: a dish in its own name.
    """
    for _, target in entry.pairs():
        for word in _WORD.findall(prose(target, rules.own)):
            wrong = _wrong_letters(word, entry.sources, rules)
            if wrong:
                known = next(
                    (code for code, letters in rules.other_letters if set(word.casefold()) <= letters), ""
                )
                known = "" if set(wrong) & _TWINS or script_of(wrong[0]) != "LATIN" else known
                names = ", ".join(f"“{c}” ({unicodedata.name(c, hex(ord(c)))})" for c in wrong)
                lang = rules.lang
                yield Fault(
                    f"“{short(word, 40)}” holds {names}: no letter of {lang}",
                    found=wrong,
                    hint="type the word anew; if it is a name, write it as the source does",
                    severity=_severity(wrong, known, rules),
                )


def _severity(wrong: str, known: str, rules: Rules) -> Severity:
    if set(wrong) <= rules.letters:
        return Severity.WARNING
    return Severity.NOTE if known else Severity.ERROR


def _wrong_letters(word: str, source: str, rules: Rules) -> str:
    letters = [c for c in word if unicodedata.category(c)[0] in "LM" and c not in "ªºµ"]
    odd = dict.fromkeys(c for c in letters if c not in rules.main_letters) if rules.letters else {}
    if not rules.letters:
        scripts = {script_of(c) for c in letters} - {""}
        return "".join(dict.fromkeys(letters)) if len(scripts) > 1 and word not in source else ""
    odd_ones = [c for c in odd if not _is_fair(c, word, source, rules)]
    return "".join(odd_ones)


def _is_fair(letter: str, word: str, source: str, rules: Rules) -> bool:
    """Whether a letter that is none of the language may stand in this word: a name, the source's own."""
    if letter in source or word.casefold() in folded(source):
        return True
    if script_of(letter) != script_of(next(iter(sorted(rules.letters)))) and script_of(letter) == "LATIN":
        return all(
            script_of(c) in ("LATIN", "") for c in word
        )  # a word in Latin letters in Arabic or Cyrillic text
    if letter.isascii():
        return True
    if letter in _TWINS or len(word) == 1:
        return False
    if script_of(letter) != "LATIN":
        return False
    return without_marks(word).casefold() in folded(without_marks(source)) or (
        not rules.own and word[0].isupper()
    )


def script_of(letter: str) -> str:
    """Return the first word of a letter's Unicode name, which is its script; nothing for marks and signs.

    >>> script_of("с"), script_of("c")
    ('CYRILLIC', 'LATIN')
    """
    name = unicodedata.name(letter, "")
    return "" if name.startswith(("COMBINING", "MODIFIER")) else name.partition(" ")[0]

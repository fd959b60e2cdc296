"""Sentences -> how hard they are to read: Flesch–Kincaid (English), FOG-PL (Polish), syllables (Vietnamese).

Formulas on fewer than about thirty sentences are unstable, so every score comes with its number of sentences.
Only full sentences count: headings, labels and fragments of lists would make any text look easy.

Sources: Kincaid and others 1975 (Navy Research Branch report 8-75) for the grade; the Polish FOG index with
hard words of four or more syllables as at latwytekst.pl. No formula is validated for Vietnamese health texts;
counting syllables (tiếng) is our own judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SENTENCE = re.compile(r"\S.*?[.!?…]+[\"”’»)]*(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+(?:[.,:–-]\d+)*")
_SPOKEN_AS_ONE = 1
"""Syllables counted for a number: readers take digits in at a glance."""
HARD_WORD_SYLLABLES_PL = 4


@dataclass(frozen=True, slots=True)
class Score:
    """A reading score and what it rests on."""

    value: float
    sentences: int
    words: int


def sentences(text: str) -> tuple[str, ...]:
    """Return the full sentences of a text: those that end in a full stop, question or exclamation mark.

    >>> sentences("Drink when you are thirsty. A label")
    ('Drink when you are thirsty.',)
    """
    return tuple(match[0] for match in _SENTENCE.finditer(" ".join(text.split())))


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text; a number or range counts as one.

    >>> words("Feed 8–12 times a day; don’t wait.")
    ('Feed', '8–12', 'times', 'a', 'day', 'don’t', 'wait')
    """
    return tuple(match[0] for match in _WORD.finditer(text))


_IRREGULAR = {
    "create": 2,
    "every": 2,
    "everyday": 3,
    "everything": 3,
    "evening": 2,
    "different": 2,
    "family": 3,
    "people": 2,
    "area": 3,
    "being": 2,
    "doing": 2,
    "going": 2,
    "seeing": 2,
    "crying": 2,
    "drying": 2,
    "trying": 2,
    "idea": 3,
    "diet": 2,
    "quiet": 2,
    "fluid": 2,
    "protein": 2,
    "caffeine": 2,
    "pseudoephedrine": 5,
    "whole": 1,
    "while": 1,
    "iodine": 3,
    "oestrogen": 3,
    "science": 2,
    "something": 2,
    "sometimes": 2,
    "someone": 2,
    "somewhere": 2,
    "careful": 2,
    "safety": 2,
    "blues": 1,
    "shoes": 1,
    "does": 1,
    "goes": 1,
    "clothes": 1,
    "vegetable": 4,
    "vegetables": 4,
    "midwife": 2,
    "midwives": 2,
    "likely": 2,
    "rarely": 2,
    "surely": 2,
    "closely": 2,
    "lately": 2,
    "homemade": 2,
    "wholemeal": 2,
    "wholewheat": 2,
}
"""Words of our subject that the rule below miscounts."""


_TWO_VOWELS = re.compile(r"(?<![tcsgx])i[ao]|(?<!q)u[aeo](?=[lnt])|eo(?!u)|yi")
"""Two letters that are two syllables: ra-di-o, u-su-al, vid-e-o; but na-tion, so-cial."""
_MUTE_E_INSIDE = re.compile(r"(?<=[^aeiouyl])e(?=ly$|ment)|(?<=[aeiou][^aeiouy])e(?=feed|time|thing|where)")
_MUTE_END = re.compile(r"[^aeiouy]e$|[^aeiouy]es$|[^aeiouytd]ed$")
_SPOKEN_END = re.compile(r"[^aeiouy]les?$|(?:[sxzcg]|ch|sh)es$|[^aeiouy]led$")


def syllables_en(word: str) -> int:
    """Return the syllables of an English word, by its vowels.

    >>> [syllables_en(word) for word in ("milk", "baby", "breastfeeding", "table", "needed", "helped")]
    [1, 2, 3, 2, 2, 1]
    """
    whole = word.lower().replace("’", "'").removesuffix("'s")
    if not re.search(r"[a-z]", whole):
        return _SPOKEN_AS_ONE
    if "-" in whole:
        return sum(syllables_en(part) for part in whole.split("-") if part)
    for form in (whole, whole.removesuffix("s")):
        if form in _IRREGULAR:
            return _IRREGULAR[form]
    stem = whole.replace("'", "")
    count = len(re.findall(r"[aeiouy]+", stem))
    count += len(_TWO_VOWELS.findall(stem))
    count -= len(_MUTE_E_INSIDE.findall(stem))
    if _MUTE_END.search(stem) and not _SPOKEN_END.search(stem):
        count -= 1
    return max(count, 1)


def syllables_pl(word: str) -> int:
    """Return the syllables of a Polish word: its vowels without an `i` that only softens, `au` as one.

    >>> [syllables_pl(word) for word in ("mleko", "dziecko", "karmienie", "kilokalorii", "położna")]
    [2, 2, 3, 6, 3]
    """
    vowels = "aąeęioóuy"
    stem = re.sub(rf"i(?=[{vowels.replace('i', '')}])", "", word.lower())
    stem = stem.replace("au", "a").replace("eu", "e")
    count = sum(letter in vowels for letter in stem)
    return max(count, 1)


def flesch_kincaid(texts: Iterable[str]) -> Score:
    """Return the American school grade of English texts; 7 is a reader of about twelve.

    0.39 × words per sentence + 11.8 × syllables per word − 15.59.
    """
    read = [sentence for text in texts for sentence in sentences(text)]
    said = [word for sentence in read for word in words(sentence)]
    if not said:
        return Score(0.0, 0, 0)
    syllables = sum(syllables_en(word) for word in said)
    grade = 0.39 * len(said) / len(read) + 11.8 * syllables / len(said) - 15.59
    return Score(grade, len(read), len(said))


def fog_pl(texts: Iterable[str]) -> Score:
    """Return the FOG-PL index of Polish texts: years of school; 7 to 9 is simple.

    0.4 × (words per sentence + 100 × hard words per word), hard words having four syllables or more.
    """
    read = [sentence for text in texts for sentence in sentences(text)]
    said = [word for sentence in read for word in words(sentence)]
    if not said:
        return Score(0.0, 0, 0)
    hard = sum(syllables_pl(word) >= HARD_WORD_SYLLABLES_PL for word in said)
    return Score(0.4 * (len(said) / len(read) + 100 * hard / len(said)), len(read), len(said))


def syllables_vi(texts: Iterable[str]) -> tuple[Score, int]:
    """Return the mean syllables (tiếng) of a sentence in Vietnamese texts, and the most of any.

    Vietnamese writes every syllable as a word of its own.
    """
    read = [sentence for text in texts for sentence in sentences(text)]
    lengths = [len(words(sentence)) for sentence in read]
    if not lengths:
        return Score(0.0, 0, 0), 0
    return Score(sum(lengths) / len(lengths), len(read), sum(lengths)), max(lengths)

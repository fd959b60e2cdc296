"""`locales/<code>/words.toml` -> words by which a program knows a language, and its lost marks."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from handouts.content.model import Model
from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.resources import AssetPath


class WordFile(Model):
    """The file `locales/<code>/words.toml`: words by which a program knows a language."""

    common: tuple[str, ...] = ()
    """The most common words of running text, by which the language is told from others."""
    marked: tuple[str, ...] = ()
    """Common words that are no words without their marks: a text that has them bare lost its marks."""
    doubled: tuple[str, ...] = ()
    """Words that may stand twice in a row."""
    same: tuple[str, ...] = ()
    """Whole messages that may be the same in English: names, international words."""
    closed_stops: bool = False
    """Whether a syllable that ends in c, ch, p or t must bear a mark (Vietnamese)."""
    densely_marked: bool = False
    """Whether a long text with hardly any marked word has lost its marks (Vietnamese)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, ready to be compared."""

    common: frozenset[str] = frozenset()
    bare: Mapping[str, str] = field(default_factory=dict)
    """A word without its marks -> the word."""
    doubled: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    closed_stops: bool = False
    densely_marked: bool = False


NO_WORDS = Words()


def read_words(code: str, *, assets: AssetPath) -> Words:
    """Return the words of a language; none where it has no `words.toml`.

    Raises:
        LocaleError: the file has faults.
    """
    path = assets.find(f"locales/{code}/words.toml")
    if path is None:
        return NO_WORDS
    file = _read(path)
    return Words(
        frozenset(word.casefold() for word in file.common),
        {without_marks(word): word for word in file.marked if without_marks(word) != word},
        frozenset(file.doubled),
        frozenset(file.same),
        file.closed_stops,
        file.densely_marked,
    )


def _read(path: Path) -> WordFile:
    place = f"{path.parent.name}/{path.name}"
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        return WordFile.model_validate(tomllib.loads(text))
    except ValidationError as error:
        findings = [
            Finding("locale-toml", str(f["msg"]), where=Where(place, path=".".join(map(str, f["loc"]))))
            for f in error.errors(include_url=False)
        ]
        raise LocaleError(f"“{place}” has faults", findings=findings) from error
    except (OSError, ValueError, RecursionError) as error:
        raise LocaleError(f"“{place}” cannot be read: {error}", hint="mend the TOML") from error


_BARE = str.maketrans("đĐłŁøØıħ", "dDlLoOih")


def without_marks(text: str) -> str:
    """Return a text without the marks of its letters.

    >>> without_marks("Uống nhiều, łyżka")
    'Uong nhieu, lyzka'
    """
    parts = unicodedata.normalize("NFD", text.translate(_BARE))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))

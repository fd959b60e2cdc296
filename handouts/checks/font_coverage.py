"""Letters of a language -> which of our font families hold them, and which Debian package has the others.

The package names are those of Debian 12: `fonts-noto-core` has the upright Regular and Bold of every family
below, `fonts-noto-extra` the SemiBold, `fonts-noto-cjk` its own. All are under the SIL Open Font License 1.1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from fontTools import unicodedata as scripts

from handouts.checks.font_files import font_file
from handouts.layout.fonts import DEFAULT_FAMILIES, font_family
from handouts.resources import AssetPath

NOTO = {
    "Arab": "Noto Naskh Arabic", "Armn": "Noto Sans Armenian", "Beng": "Noto Sans Bengali",
    "Cans": "Noto Sans Canadian Aboriginal", "Cher": "Noto Sans Cherokee", "Cyrl": "Noto Sans",
    "Deva": "Noto Sans Devanagari", "Ethi": "Noto Sans Ethiopic", "Geor": "Noto Sans Georgian",
    "Grek": "Noto Sans", "Gujr": "Noto Sans Gujarati", "Guru": "Noto Sans Gurmukhi",
    "Hebr": "Noto Sans Hebrew",
    "Khmr": "Noto Sans Khmer", "Knda": "Noto Sans Kannada", "Laoo": "Noto Sans Lao", "Latn": "Noto Sans",
    "Mlym": "Noto Sans Malayalam", "Mong": "Noto Sans Mongolian", "Mymr": "Noto Sans Myanmar",
    "Nkoo": "Noto Sans NKo", "Olck": "Noto Sans Ol Chiki", "Orya": "Noto Sans Oriya",
    "Rohg": "Noto Sans Hanifi Rohingya",
    "Sinh": "Noto Sans Sinhala", "Syrc": "Noto Sans Syriac", "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu",
    "Tfng": "Noto Sans Tifinagh", "Thaa": "Noto Sans Thaana", "Thai": "Noto Sans Thai",
    "Tibt": "Noto Serif Tibetan",
    "Vaii": "Noto Sans Vai", "Yiii": "Noto Sans Yi",
}  # fmt: skip
"""Script (ISO 15924) -> the Noto family of `fonts-noto-core` that holds it."""
CJK = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
"""Scripts of `fonts-noto-cjk`, whose files are CFF collections: take static TTFs of the language instead."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Which families a language takes, and what none of ours has."""

    text: tuple[str, ...]
    """Folders, where the usual family does not do; else nothing."""
    heading: tuple[str, ...]
    missing: tuple[str, ...]
    """Letters that no family of ours holds, in the order of the alphabet."""
    packages: tuple[tuple[str, str], ...]
    """(family, Debian package) that hold them."""


def choose_fonts(letters: Iterable[str], *, assets: AssetPath) -> FontChoice:
    """Return the fonts of a language from its letters."""
    wanted = {ord(letter) for letter in letters if not letter.isspace()}
    held = {folder: _held(folder, assets) for folder in assets.folders("fonts")}
    usual_text, usual_heading = DEFAULT_FAMILIES["text"], DEFAULT_FAMILIES["heading"]
    text = _fitting(wanted, usual_text, held)
    heading = usual_heading if wanted <= held.get(usual_heading[0], frozenset()) else text
    covered = frozenset().union(*(held.get(folder, frozenset()) for folder in text))
    missing = sorted(wanted - covered)
    return FontChoice(
        text=() if text == usual_text else text,
        heading=() if heading == usual_heading else heading,
        missing=tuple(map(chr, missing)),
        packages=tuple(dict.fromkeys(map(package_of, map(chr, missing)))),
    )


def package_of(letter: str) -> tuple[str, str]:
    """Return the Noto family that holds a letter, and its Debian package.

    >>> package_of("ခ")
    ('Noto Sans Myanmar', 'fonts-noto-core')
    """
    script = scripts.script(letter)
    if script in CJK:
        return "Noto Sans CJK", "fonts-noto-cjk"
    return NOTO.get(script, "Noto Sans Symbols2"), "fonts-noto-core"


def shown(letters: Iterable[str]) -> str:
    """Return letters for a message, marks on a dotted circle."""
    return " ".join(f"◌{letter}" if unicodedata.combining(letter) else letter for letter in letters)


def _fitting(wanted: set[int], usual: tuple[str, ...], held: dict[str, frozenset[int]]) -> tuple[str, ...]:
    """Return the usual family if it holds all, else that behind the one of ours that adds most."""
    lacking = wanted - held.get(usual[0], frozenset())
    if not lacking:
        return usual
    best = max(sorted(held), key=lambda folder: len(lacking & held[folder]))
    return (best, *usual) if lacking & held[best] else usual


def _held(folder: str, assets: AssetPath) -> frozenset[int]:
    """Return the code points that every file of a family has a glyph for."""
    read = [font_file(name, assets=assets) for name in font_family(folder, assets).files]
    letters = [file.letters for file in read if file is not None]
    return frozenset.intersection(*letters) if letters else frozenset()

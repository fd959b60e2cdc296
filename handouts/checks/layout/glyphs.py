"""Do our fonts hold every letter, before anything is painted?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handouts.checks.font_files import font_file
from handouts.checks.html_view import look_at
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LayoutSubject
from handouts.findings import Finding, Where

_NEEDS_NO_GLYPH = frozenset("\t\n\r\x0c")
"""White space that layout folds away."""


@check(
    "layout-missing-glyph",
    stage=Stage.LAYOUT,
    why="an engine drops a letter it has no glyph for, or takes it from another font",
)
def every_letter_has_a_glyph(subject: LayoutSubject) -> Iterator[Finding]:
    """Look up each character of all text: any text may be emphasised, or a heading.

    Where several families stand behind one another, one of them must hold the letter in each of its files.
    """
    document = subject.document
    stacks = document.font_stacks or ((document.fonts,),)
    held = [frozenset().union(*(_held(files, subject) for files in families)) for families in stacks]
    if not any(held):
        return
    common = frozenset.intersection(*held)
    texts = [(text.key, text.text) for text in document.expected]
    texts += [("title", document.metadata.title), ("html", look_at(document.html).words)]
    told: set[str] = set()
    for key, text in texts:
        for letter in dict.fromkeys(text):
            if ord(letter) in common or letter in _NEEDS_NO_GLYPH or letter in told:
                continue
            told.add(letter)
            lacking = sorted(_lacking(ord(letter), stacks, held, subject))
            yield Finding(
                "layout-missing-glyph",
                f"{_named(letter)} is not in {' and '.join(lacking)}",
                where=Where(path=key),
                hint="write it otherwise, or name a font that holds it in the locale's [fonts]",
            )


def _held(files: tuple[str, ...], subject: LayoutSubject) -> frozenset[int]:
    """Return the code points that every file of a family has a glyph for."""
    read = [font_file(name, assets=subject.assets) for name in files]
    letters = [file.letters for file in read if file is not None]
    return frozenset.intersection(*letters) if letters else frozenset()


def _lacking(
    letter: int,
    stacks: tuple[tuple[tuple[str, ...], ...], ...],
    held: list[frozenset[int]],
    subject: LayoutSubject,
) -> set[str]:
    """Return the names of the families, of those uses that lack a letter, that do not have it."""
    names = (
        name
        for families, letters in zip(stacks, held, strict=True)
        if letter not in letters
        for files in families
        for name in files
    )
    read = (font_file(name, assets=subject.assets) for name in names)
    return {file.family for file in read if file is not None and letter not in file.letters}


def _named(letter: str) -> str:
    shown = f"“{letter}”" if letter.isprintable() and not unicodedata.combining(letter) else "the character"
    return f"{shown} (U+{ord(letter):04X} {unicodedata.name(letter, 'without a name').lower()})"

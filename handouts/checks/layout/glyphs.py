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
    """Look up each character of all text in each font file: any text may be emphasised or a heading."""
    document = subject.document
    read = [font_file(name, assets=subject.assets) for name in document.fonts]
    files = [file for file in read if file is not None]
    if not files:
        return
    common = frozenset.intersection(*(file.letters for file in files))
    texts = [(text.key, text.text) for text in document.expected]
    texts += [("title", document.metadata.title), ("html", look_at(document.html).words)]
    told: set[str] = set()
    for key, text in texts:
        for letter in dict.fromkeys(text):
            if ord(letter) in common or letter in _NEEDS_NO_GLYPH or letter in told:
                continue
            told.add(letter)
            lacking = sorted({file.family for file in files if ord(letter) not in file.letters})
            yield Finding(
                "layout-missing-glyph",
                f"{_named(letter)} is not in {' and '.join(lacking)}",
                where=Where(path=key),
                hint="write it otherwise, or name a font that holds it in the locale's [fonts]",
            )


def _named(letter: str) -> str:
    shown = f"“{letter}”" if letter.isprintable() and not unicodedata.combining(letter) else "the character"
    return f"{shown} (U+{ord(letter):04X} {unicodedata.name(letter, 'without a name').lower()})"

"""Letters of a row + cut fonts -> the operators that draw them, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.imprint import master as plan
from handouts.imprint.lines import Row, Stretch
from handouts.imprint.typeface import Subset

Letters = list[bytes]
"""The code of each letter of a row, and what stands between it and the next: nothing, or the kerning."""


def letters_of(row: Row, subsets: Sequence[Subset | None]) -> Letters:
    """Return the letters of a row as they stand in the content stream.

    Args:
        row: a part's letters.
        subsets: regular and bold.
    """
    found: Letters = []
    for first, last, bold in row.pieces:
        subset = subsets[bold]
        if subset is None:
            raise ValueError("a font was not cut")
        codes, widths = subset.encoded, subset.widths
        for letter, advance in zip(row.text[first:last], row.advances[first:last], strict=True):
            kern = widths[letter] - advance
            found.append(codes[letter])
            found.append(b")%d(" % kern if kern else b"")
    return found


def operators(stretches: Sequence[Stretch], letters: Letters, colour: bytes) -> bytes:
    """Return the operators that draw one piece of a part, line by line, in points of its place."""
    out = [colour, b"BT\n"]
    font: tuple[bool, float] | None = None
    for stretch in stretches:
        if font != (stretch.is_bold, stretch.size):
            font = (stretch.is_bold, stretch.size)
            out.append(b"%s %g Tf\n" % (plan.FONT_NAMES[stretch.is_bold], stretch.size))
        out.append(b"1 0 0 1 %.2f %.2f Tm\n[(" % (stretch.left, stretch.baseline))
        out += letters[2 * stretch.start : 2 * stretch.end - 1]
        out.append(b")]TJ\n")
    out.append(b"ET\n")
    return b"".join(out)

"""Can it be read: how large the letters are, how long the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short, squeezed
from handouts.findings import Finding, Severity, Where
from handouts.pdf.document import TextLine

ROUNDING_PT = 0.05
"""Points are computed from pixels and back."""
SMALL_PRINT_KINDS = ("endmatter", "masthead", "clinic-slot")
"""Where the small size is right: end matter, the line over the title, the labels of an empty box."""
LONGEST_LINE = 80
"""Characters. RNIB Clear Print asks for 60 to 70; the eye loses its line beyond 80."""
SHORTEST_LINE = 30
"""Characters, on average over a document: cards in two columns stay near it, text in three falls below."""
_LEAST_FULL_LINES = 3
"""Fewer full lines say nothing about an average."""
_TAIL_WORDS = 4
"""Words at the end of a line that tell which language it ends in; a line may hold two."""


@check(
    "type-too-small",
    stage=Stage.PDF,
    why="RNIB Clear Print asks for 12 points, the European guideline for no less than 9",
)
def large_enough(subject: PdfSubject) -> Iterator[Finding]:
    """Compare the size of every line with the least sizes of the page format."""
    paper = subject.pdf.document.page_format
    small_print = _small_print(subject)
    told: set[tuple[str, str]] = set()
    for line in subject.pdf.geometry.lines:
        # A number in a circle or a bullet is a drawing that happens to be a letter.
        is_body = line.role != "margin" and "::" not in line.role and line.block not in small_print
        least = paper.body_pt if is_body else paper.small_pt
        if line.size_pt < least - ROUNDING_PT and (line.block, line.role) not in told:
            told.add((line.block, line.role))
            yield Finding(
                "type-too-small",
                f"“{short(line.text, 40)}” is set in {line.size_pt:g} pt; {least:g} pt is the least here",
                where=Where(page=line.page, path=line.block),
                hint="use var(--body), or var(--small) in the end matter",
            )


@check(
    "type-line-length",
    stage=Stage.PDF,
    why="in long lines the eye loses its place, in short ones the sentence",
)
def lines_of_good_length(subject: PdfSubject) -> Iterator[Finding]:
    """Count the letters of full lines of running text: no block too wide, the document not too narrow."""
    full: dict[str, list[TextLine]] = defaultdict(list)
    small_print = _small_print(subject)
    for line in subject.pdf.geometry.lines:
        if line.role in ("p", "li") and not line.last and line.block not in small_print:
            full[line.block].append(line)
    for key, lines in full.items():
        average = _average(lines)
        if average > LONGEST_LINE and len(lines) >= _LEAST_FULL_LINES:
            yield Finding(
                "type-line-length",
                f"lines hold {average:.0f} characters; {LONGEST_LINE} are the most",
                Severity.WARNING,
                Where(page=lines[0].page, path=key),
                "widen the margins of the page format, or use two columns",
            )
    everything = [line for lines in full.values() for line in lines]
    if len(everything) >= _LEAST_FULL_LINES and (average := _average(everything)) < SHORTEST_LINE:
        yield Finding(
            "type-line-length",
            f"lines hold {average:.0f} characters on average; {SHORTEST_LINE} are the least",
            Severity.WARNING,
            hint="put less side by side",
        )


def _small_print(subject: PdfSubject) -> frozenset[str]:
    blocks = subject.pdf.geometry.blocks
    return frozenset(block.key for block in blocks if block.kind in SMALL_PRINT_KINDS)


def _average(lines: list[TextLine]) -> float:
    return sum(len(line.text.strip()) for line in lines) / len(lines)


@check(
    "type-lone-letter",
    stage=Stage.PDF,
    why="Polish typesetting leaves no one-letter word at the end of a line",
)
def no_word_hangs(subject: PdfSubject) -> Iterator[Finding]:
    """Look for lines that end in a word which must not end one in this language."""
    document = subject.pdf.document
    words = {word.casefold() for word in document.no_break_after}
    if not words:
        return
    # Titles of sources, and source words that stand in for a translation, follow their own language's rules.
    by_language = subject.view.spoken_by_language(document.metadata.lang)
    own = squeezed(by_language.pop(document.metadata.lang, ""))
    foreign = "\n".join(squeezed(words) for words in by_language.values())
    for line in subject.pdf.geometry.lines:
        words_of_line = line.text.split()
        if line.last or not words_of_line or words_of_line[-1].casefold() not in words:
            continue
        tail = squeezed("".join(words_of_line[-_TAIL_WORDS:]))
        if tail in foreign and tail not in own:
            continue
        yield Finding(
            "type-lone-letter",
            f"the line “…{line.text.strip()[-30:]}” ends in “{words_of_line[-1]}”",
            where=Where(page=line.page, path=line.block),
            hint="localize puts a no-break space there; a template that joins words bypasses it",
        )

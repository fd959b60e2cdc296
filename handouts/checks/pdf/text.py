"""Does every localized string stand in the file, whole and in one piece?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short, squeezed
from handouts.findings import Finding, Where


@check(
    "pdf-text-missing",
    stage=Stage.PDF,
    why="a sentence that fell off the page, or lost a letter, is not missed by anyone but the patient",
)
def all_text_is_there(subject: PdfSubject) -> Iterator[Finding]:
    """Look for each expected string in reading order (the tags), in painting order and among artifacts.

    White space is left out of the comparison, so that it does not matter where lines, columns and pages end.
    Reading order joins what a page break or a table has parted; painting order holds the running foot.
    """
    view = subject.view
    if view.fault:
        return
    fold = _brackets_alike if subject.pdf.document.direction == "rtl" else str
    read = fold(squeezed(view.spoken(view.tags))) if view.tags is not None else ""
    words = view.words
    painted = [fold(squeezed(part)) for part in (" ".join(words.pages), *words.artifacts, *words.backwards)]
    for expected in subject.pdf.document.expected:
        wanted = fold(squeezed(expected.text))
        if wanted in read or any(wanted in part for part in painted):
            continue
        yield Finding(
            "pdf-text-missing",
            f"“{short(expected.text)}” cannot be found in the PDF",
            where=Where(path=expected.key),
            hint=_hint(expected.text, read + "".join(painted)),
        )


def _brackets_alike(text: str) -> str:
    """Return a text with one bracket for both: readers differ in which they turn round."""
    return text.translate(_BRACKETS)


_BRACKETS = str.maketrans(")]}»›", "([{«‹")


def _hint(text: str, found: str) -> str:
    lost = [word for word in text.split() if squeezed(word) not in found]
    if not lost:
        return "its words are there but not together: look for something printed across it"
    if len(lost) == len(text.split()):
        return "the template of its block does not print it, or it lies outside the page"
    return f"these words are not there: {', '.join(lost[:6])}"

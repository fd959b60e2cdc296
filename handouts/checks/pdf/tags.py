"""Do the tags say what the document is made of: headings, lists, tables, figures?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short, squeezed
from handouts.findings import Finding, Where

_HEADING = re.compile(r"H([1-6])")


@check(
    "pdf-tag-outline",
    stage=Stage.PDF,
    why="a screen reader finds its way by headings, lists and tables, and by nothing else",
)
def tags_match_the_document(subject: PdfSubject) -> Iterator[Finding]:
    """Compare the headings of the tag tree with the document's, and count its lists, tables and figures."""
    view, document = subject.view, subject.pdf.document
    if view.tags is None:
        return
    tags = list(view.tags.walk())
    found = [(int(match[1]), view.spoken(tag)) for tag in tags if (match := _HEADING.fullmatch(tag.role))]
    for place, (wanted, got) in enumerate(_paired(document.outline, found)):
        if wanted is None or got is None or wanted[0] != got[0] or squeezed(wanted[1]) != squeezed(got[1]):
            yield Finding(
                "pdf-tag-outline",
                f"heading {place + 1} should be {_named(wanted)} but the tags say {_named(got)}",
                hint="check the headings of the template; each must be painted on a page",
            )
            break
    counts = Counter(tag.role for tag in tags)
    for role, least in document.tags:
        if counts[role] < least:
            yield Finding(
                "pdf-tag-outline",
                f"the tags hold {counts[role]} of at least {least} “{role}”",
                hint="something was not painted, or was painted as decoration",
            )


Heading = tuple[int, str]


def _paired(
    wanted: tuple[Heading, ...], found: list[Heading]
) -> Iterator[tuple[Heading | None, Heading | None]]:
    for place in range(max(len(wanted), len(found))):
        yield (
            wanted[place] if place < len(wanted) else None,
            found[place] if place < len(found) else None,
        )


def _named(heading: Heading | None) -> str:
    return "nothing" if heading is None else f"“{short(heading[1], 40)}” (level {heading[0]})"


@check(
    "pdf-untagged",
    stage=Stage.PDF,
    why="PDF/UA-1 and PDF/A-2a want every piece of text in the tag tree or marked as decoration",
)
def everything_is_tagged(subject: PdfSubject) -> Iterator[Finding]:
    """Check the marks of a tagged PDF (ISO 14289-1, 7.1 and ISO 32000-1, 14.7.4)."""
    view = subject.view
    if view.fault:
        return
    hint = "the PDF stage writes this; if nobody changed the file since, that is where to look"
    if view.tags is None or not view.tags.kids:
        yield Finding("pdf-untagged", "the file has no tag tree", hint=hint)
        return
    if not view.marked:
        yield Finding("pdf-untagged", "the file does not say that it is tagged (/MarkInfo)", hint=hint)
    for number, page in enumerate(view.pages, start=1):
        if page.struct_parents is None:
            yield Finding(
                "pdf-untagged", "the page has no /StructParents", where=Where(page=number), hint=hint
            )
        if page.tabs != "/S":
            fault = "the order of links on the page does not follow the tags (/Tabs)"
            yield Finding("pdf-untagged", fault, where=Where(page=number), hint=hint)
    for key in view.unreached:
        yield Finding("pdf-untagged", f"entry {key} of the parent tree leads to no tag", hint=hint)
    for number, words in enumerate(view.words.unmarked, start=1):
        if words.strip():
            fault = f"“{short(words, 40)}” is neither tagged nor marked as decoration"
            yield Finding("pdf-untagged", fault, where=Where(page=number), hint=hint)
    held = set(view.tags.marks())
    loose = [mark for mark in view.words.marked if mark not in held]
    if loose:
        page_index, _ = loose[0]
        words = short(view.words.marked[loose[0]], 40)
        fault = f"{len(loose)} pieces of text are in no tag, the first is “{words}”"
        yield Finding("pdf-untagged", fault, where=Where(page=page_index + 1), hint=hint)


@check(
    "pdf-table-header",
    stage=Stage.PDF,
    why="a number in a cell means nothing to who cannot see which row and column it stands in",
)
def tables_have_headers(subject: PdfSubject) -> Iterator[Finding]:
    """Check that each table has header cells and each says what it heads (ISO 14289-1, 7.5)."""
    view = subject.view
    if view.tags is None:
        return
    for table in view.tags.walk():
        if table.role != "Table":
            continue
        where = Where(page=None if table.page is None else table.page + 1)
        headers = [tag for tag in table.walk() if tag.role == "TH"]
        if not headers:
            words = short(view.spoken(table), 40)
            hint = "use th for the first row and the first column"
            yield Finding(
                "pdf-table-header", f"the table “{words}” has no header cells", where=where, hint=hint
            )
        for header in headers:
            if header.scope not in ("Row", "Column", "Both"):
                fault = f"the header “{short(view.spoken(header), 40)}” does not say what it heads"
                hint = 'write scope="col" or scope="row" in the template'
                yield Finding("pdf-table-header", fault, where=where, hint=hint)

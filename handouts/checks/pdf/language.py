"""Is every word marked with the language it is in?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short, squeezed
from handouts.findings import Finding, Where


@check("pdf-lang", stage=Stage.PDF, why="a screen reader that takes Vietnamese for English reads noise")
def languages_are_marked(subject: PdfSubject) -> Iterator[Finding]:
    """Compare the language of the file and of its foreign parts with the document's (WCAG 3.1.1, 3.1.2)."""
    view, document = subject.view, subject.pdf.document
    if view.fault:
        return
    if view.lang != document.metadata.lang:
        yield Finding(
            "pdf-lang",
            f"the file says “{view.lang}” but the document is in “{document.metadata.lang}”",
            hint="the PDF stage writes /Lang from the document's metadata",
        )
    foreign = [text for text in document.expected if text.lang != document.metadata.lang]
    if not foreign or view.tags is None:
        return
    spoken = view.spoken_by_language(document.metadata.lang)
    artifacts = squeezed(" ".join(view.words.artifacts))
    for text in foreign:
        wanted = squeezed(text.text)
        if wanted not in squeezed(spoken.get(text.lang, "")) and wanted not in artifacts:
            yield Finding(
                "pdf-lang",
                f"“{short(text.text)}” is not marked as “{text.lang}”",
                where=Where(path=text.key),
                hint=f'write lang="{text.lang}" on its element in the template',
            )

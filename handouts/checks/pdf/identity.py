"""Does the file say what it is: title, conformance, colours?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.findings import Finding

PDFA = "2A"
"""Part and level of PDF/A (ISO 19005-2, level A: tagged)."""
PDFUA = "1"
"""Part of PDF/UA (ISO 14289-1)."""


@check(
    "pdf-title",
    stage=Stage.PDF,
    why="the title is the first thing a screen reader says, and the name of the tab",
)
def title_is_set(subject: PdfSubject) -> Iterator[Finding]:
    """Check that the title stands in the document information and in XMP, and is shown (ISO 14289-1, 7.1)."""
    view = subject.view
    if view.fault:
        return
    hint = "the PDF stage writes it from the document's metadata"
    wanted = subject.pdf.document.metadata.title
    if not wanted.strip():
        yield Finding("pdf-title", "the document has no title", hint="give the handout a title")
    for place, found in (("document information", view.title), ("XMP", view.xmp.title)):
        if found != wanted:
            yield Finding("pdf-title", f"the title in the {place} is “{found}”, not “{wanted}”", hint=hint)
    if not view.shows_title:
        yield Finding(
            "pdf-title", "the file asks readers to show its file name (/DisplayDocTitle)", hint=hint
        )


@check(
    "pdf-marks",
    stage=Stage.PDF,
    why="without the claim in XMP no reader or archive treats it as PDF/UA or PDF/A",
)
def claims_conformance(subject: PdfSubject) -> Iterator[Finding]:
    """Check the claims of PDF/A-2a and PDF/UA-1 and the output intent that PDF/A needs for its colours."""
    view = subject.view
    if view.fault:
        return
    hint = "the PDF stage writes it; something after it took it away"
    if view.xmp.pdfa != PDFA:
        yield Finding("pdf-marks", f"the XMP claims PDF/A “{view.xmp.pdfa}”, not “{PDFA}”", hint=hint)
    if view.xmp.pdfua != PDFUA:
        yield Finding("pdf-marks", f"the XMP claims PDF/UA “{view.xmp.pdfua}”, not “{PDFUA}”", hint=hint)
    if not view.output_intents:
        yield Finding("pdf-marks", "the file does not say what its colours mean (/OutputIntents)", hint=hint)

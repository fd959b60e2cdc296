"""Are all letters set in our fonts, embedded and cut down to what is used?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.font_files import font_file
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.findings import Finding, Where


@check(
    "pdf-foreign-font",
    stage=Stage.PDF,
    why="only our own fonts are proven to hold every Vietnamese and Polish letter",
)
def only_house_fonts(subject: PdfSubject) -> Iterator[Finding]:
    """Compare the fonts in the file with the document's font files, by PostScript name."""
    files = [font_file(name, assets=subject.assets) for name in subject.pdf.document.fonts]
    ours = {file.postscript for file in files if file is not None}
    told: set[tuple[str, str]] = set()
    for font in subject.view.fonts:
        if font.name not in ours:
            fault = f"“{font.name}” is not one of our fonts"
            hint = (
                "a letter is missing from our font, or a style names another; look for layout-missing-glyph"
            )
        elif not font.embedded:
            fault = f"“{font.name}” is not embedded"
            hint = "a reader without it would print other letters; embed it"
        elif not font.subset:
            fault = f"“{font.name}” is embedded whole"
            hint = "embed only the letters that are used"
        else:
            continue
        if (font.name, fault) not in told:
            told.add((font.name, fault))
            yield Finding("pdf-foreign-font", fault, where=Where(page=font.page), hint=hint)

"""LaidOutDocument -> PdfFile, painted by WeasyPrint: PDF/UA-1 and PDF/A-2a in one file."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from handouts.errors import HandoutsError, RenderError
from handouts.findings import Finding
from handouts.layout.document import LaidOutDocument
from handouts.pdf.complaints import engine_log
from handouts.pdf.document import PdfFile
from handouts.pdf.fetcher import AssetFetcher
from handouts.pdf.finish import Tagger, compress_once
from handouts.pdf.fonts import load_fonts
from handouts.pdf.geometry import measure
from handouts.pdf.metadata import HandoutMetadata
from handouts.pdf.stylesheets import parse_styles
from handouts.pdf.weasyprint_seams import engine_name, painting, weasyprint
from handouts.resources import AssetPath

_VARIANT = "pdf/a-2a"
"""WeasyPrint writes one variant at a time; `metadata` adds the claim of PDF/UA-1, `finish` the tags."""


class WeasyPrintEngine:
    """Paints with WeasyPrint, our fonts and our tags. Fonts and style sheets are kept for the next one."""

    name = engine_name()

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Paint a document and measure where everything lies.

        Args:
            document: what to paint. Its `mark` is left to the imprint stage.
            assets: where its pictures and fonts are found.

        Returns:
            The PDF, with everything the engine complained about as findings.

        Raises:
            RenderError: a font is missing, or WeasyPrint stopped.
        """
        tagger = Tagger(document.metadata.lang)
        with painting(tagger):
            fonts = load_fonts(document.fonts, assets=assets)
            sheets = [parse_styles(sheet, fonts=fonts, assets=assets) for sheet in document.styles]
            counter_style = weasyprint.css.counters.CounterStyle()
            for sheet in sheets:
                counter_style.update(sheet.counter_style)
            fetcher = AssetFetcher(assets)
            with engine_log("weasyprint") as complaints:
                try:
                    rendering = weasyprint.HTML(string=document.html, url_fetcher=fetcher).render(
                        font_config=fonts.configuration,
                        counter_style=counter_style,
                        stylesheets=[fonts.stylesheet, *(sheet.stylesheet for sheet in sheets)],
                        pdf_variant=_VARIANT,
                    )
                    rendering.metadata = HandoutMetadata(document.metadata, document.edition)
                    geometry = measure(rendering.pages)
                    data = rendering.write_pdf(finisher=compress_once, pdf_variant=_VARIANT)
                except HandoutsError:
                    raise
                except (
                    ArithmeticError,
                    AssertionError,
                    AttributeError,
                    ElementTree.ParseError,
                    LookupError,
                    OSError,
                    RuntimeError,
                    TypeError,
                    ValueError,
                ) as error:
                    raise RenderError(
                        f"WeasyPrint stopped at “{document.handout_id or document.metadata.title}” ({error})",
                        findings=(*fetcher.findings, *complaints),
                    ) from error
        findings: dict[Finding, None] = {}
        for sheet in sheets:
            findings.update(dict.fromkeys(sheet.findings))
        findings.update(dict.fromkeys((*fetcher.findings, *complaints, *tagger.findings)))
        return PdfFile(data, document, len(rendering.pages), tuple(findings), geometry)

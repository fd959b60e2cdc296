"""Metadata + edition -> document information and XMP that claim PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from handouts.edition import Edition
from handouts.layout.document import Metadata
from handouts.pdf.claims import ABOUT, UA_CLAIM
from handouts.pdf.weasyprint_seams import weasyprint


class HandoutMetadata(weasyprint.document.DocumentMetadata):  # type: ignore[misc]
    """What WeasyPrint writes about a document, taken from our values and never from the HTML.

    Args:
        metadata: title, author, subject, language, identifier and keywords.
        edition: gives the only date in the file, and the fingerprint.
    """

    def __init__(self, metadata: Metadata, edition: Edition) -> None:
        moment = edition.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
        super().__init__(
            title=metadata.title,
            authors=[metadata.author] if metadata.author else [],
            description=metadata.subject,
            keywords=[*metadata.keywords, metadata.identifier]
            if metadata.identifier
            else list(metadata.keywords),
            created=moment,
            modified=moment,
            lang=metadata.lang,
        )
        self._extra = UA_CLAIM + _identity(metadata, edition)

    def include_in_pdf(self, pdf: Any, variant: str, version: int, conformance: str, compress: bool) -> None:
        """Write the XMP uncompressed, so that a catalogue can read it without a PDF library."""
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """Return the XMP, with the claim of PDF/UA and our identifiers in the same rdf:RDF."""
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        end = b"</rdf:RDF>"
        return rdf.removesuffix(end) + self._extra.encode() + end


def _identity(metadata: Metadata, edition: Edition) -> str:
    """Return language, printed code (dc:identifier) and whole fingerprint (xmp:Identifier) as RDF."""
    return (
        f'{ABOUT} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:identifier>{escape(metadata.identifier)}</dc:identifier>"
        f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.lang)}</rdf:li></rdf:Bag></dc:language>"
        "</rdf:Description>"
        f'{ABOUT} xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:Identifier><rdf:Bag><rdf:li>sha256:{escape(edition.fingerprint)}</rdf:li></rdf:Bag>"
        "</xmp:Identifier></rdf:Description>"
    )

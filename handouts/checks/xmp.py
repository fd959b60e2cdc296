"""XMP bytes -> the title, language and claims of conformance in it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


@dataclass(frozen=True, slots=True)
class Xmp:
    """What a PDF says of itself in XMP; empty where it says nothing."""

    title: str = ""
    pdfa: str = ""
    """Part and conformance level, such as `2A`."""
    pdfua: str = ""
    """Part, such as `1`."""


def read_xmp(data: bytes) -> Xmp:
    """Return what a metadata stream says; one that is no XML says nothing."""
    try:
        root = fromstring(data.strip(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return Xmp()
    values: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        values |= dict(description.attrib)
        for child in description:
            item = child.find(f".//{_RDF}li")
            values[child.tag] = ((child.text if item is None else item.text) or "").strip()
    return Xmp(
        title=values.get(_TITLE, ""),
        pdfa=values.get(f"{_PDFA}part", "") + values.get(f"{_PDFA}conformance", "").upper(),
        pdfua=values.get(f"{_PDFUA}part", ""),
    )

"""What every PDF of ours says it conforms to, as XMP."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from handouts.errors import RenderError

ABOUT = '<rdf:Description rdf:about=""'
# PDF/A lets a file use only the XMP properties it knows, or those that an extension schema in the same
# rdf:RDF describes. It does not know PDF/UA's: without this text veraPDF refuses the claim (6.6.2.3.1), and a
# second rdf:RDF, which WeasyPrint's `xmp_metadata` option would write, is not read.
UA_CLAIM = (
    f'{ABOUT} xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    f'{ABOUT} xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/UA-1, and the schema that lets a PDF/A-2 file say so; stands inside the only rdf:RDF."""


def rdf(*, title: str, producer: str, lang: str, identifier: str = "") -> bytes:
    """Return the XMP of a PDF/UA-1 and PDF/A-2a file that we assembled ourselves."""
    named = f"<dc:identifier>{escape(identifier)}</dc:identifier>" if identifier else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'{ABOUT} xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>'
        f'{ABOUT} xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{escape(producer)}"/>'
        f'{ABOUT} xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>{named}'
        f"<dc:language><rdf:Bag><rdf:li>{escape(lang)}</rdf:li></rdf:Bag></dc:language></rdf:Description>"
        f'{UA_CLAIM}</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


@cache
def srgb_profile() -> bytes:
    """Return the colour profile that WeasyPrint ships, without importing WeasyPrint.

    Raises:
        RenderError: it is not there.
    """
    found = find_spec("weasyprint")
    try:
        return (Path(found.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()  # type: ignore[union-attr, arg-type]
    except (AttributeError, TypeError, OSError) as error:
        raise RenderError("the sRGB colour profile is missing", hint="install weasyprint again") from error

"""PDF + a word -> the same PDF with the word across every page, behind everything else."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

from handouts.errors import RenderError
from handouts.imprint.backwards import as_drawn, letters_of
from handouts.imprint.drawing import EmbeddedFont, Page, diagonal
from handouts.units import mm_from_pt

GREY = 0xE2 / 0xFF
"""Light enough that 8 pt text over it keeps a contrast above 7:1, dark enough for a copier to catch."""
_LENGTH = 0.72
"""The word's length as part of the page's diagonal."""
_MOST_HEIGHT = 0.3
"""The type size as part of the page's shorter side: a short word must not fill the page."""

_MOST_CODES = 100
"""Most entries of one block of a map to Unicode (Adobe technical note 5014)."""
_CODE = re.compile(rb"<([0-9A-Fa-f]{2})>\s+<([0-9A-Fa-f]{4,})>")
_ARTIFACT = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"


def mark_every_page(data: bytes, *, word: str, font: Path) -> bytes:
    """Draw a word large, slanted and light grey behind the content of every page.

    The word is an artifact: printed, seen, and not read out among the sentences. Opaque boxes of the page
    cover it. Tags, metadata and claims of conformance stay, and the same input gives the same bytes.

    Args:
        data: a PDF.
        word: such as DRAFT, in the words of the reader's language.
        font: TrueType file that holds its letters; a subset is embedded.

    Raises:
        RenderError: the font lacks a letter, or the data is no PDF.
    """
    word = as_drawn(unicodedata.normalize("NFC", word).strip(), font)
    embedded = EmbeddedFont.load(font)
    if lacking := embedded.missing(word):
        raise RenderError(f"“{font.name}” lacks {lacking!r} of the mark “{word}”", hint="choose another font")
    if not word:
        return data
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise RenderError("the word cannot be put onto a file that is not a PDF") from error
    with pdf:
        forms: dict[tuple[float, float], tuple[Name, pikepdf.Object]] = {}
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            size = round(right - left, 2), round(top - bottom, 2)
            if size not in forms:
                # A fixed name: a random one would change the bytes on every run.
                forms[size] = Name(f"/HandoutsMark{len(forms)}"), _form(pdf, word, embedded, size)
            name, form = forms[size]
            if "/XObject" not in page.resources:
                page.resources.XObject = Dictionary()
            page.resources.XObject[name] = form
            place = f"q 1 0 0 1 {left:g} {bottom:g} cm {name} Do Q\nEMC".encode()
            page.contents_add(pdf.make_stream(_ARTIFACT + place), prepend=True)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,  # pikepdf 10.17 would write the XMP anew
        )
    return out.getvalue()


def _form(pdf: pikepdf.Pdf, word: str, font: EmbeddedFont, size: tuple[float, float]) -> pikepdf.Object:
    """Return the word drawn on an empty page of a size in points, as a form that pages can place."""
    width, height = mm_from_pt(size[0]), mm_from_pt(size[1])
    length, degrees = diagonal(width, height)
    fitting = _LENGTH * length / font.width_mm(word, size_pt=1)
    largest = _MOST_HEIGHT * min(size)
    drawn = Page(width, height, font)
    drawn.slanted(
        word, middle_mm=(width / 2, height / 2), size_pt=min(fitting, largest), degrees=degrees, grey=GREY
    )
    with pikepdf.open(io.BytesIO(drawn.data())) as source:
        page = source.pages[0]
        form: pikepdf.Object = pdf.copy_foreign(page.as_form_xobject())
    fonts = form.Resources.Font
    form.Resources = Dictionary(
        Font=fonts
    )  # without ReportLab's list of procedures, which PDF 2.0 deprecates
    for key in list(fonts.keys()):
        clean_to_unicode(fonts[key])
    return form


def clean_to_unicode(font: pikepdf.Object) -> None:
    """Write the map to Unicode again without the codes that ReportLab 5.1 maps to U+0000.

    PDF/A-2a wants every value above it (6.2.11.7.2). To remove this, look at a newer ReportLab.
    """
    cmap = font.ToUnicode.read_bytes()
    start, end = cmap.index(b"beginbfchar"), cmap.index(b"endbfchar")
    head = cmap[:start].rstrip().rsplit(b"\n", 1)[0]
    found = _CODE.findall(cmap[start:end])
    codes = [f"<{code.decode()}> <{_letters(value)}>" for code, value in found if int(value, 16)]
    blocks = [codes[first : first + _MOST_CODES] for first in range(0, len(codes), _MOST_CODES)]
    body = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    font.ToUnicode.write(head + b"\n" + body.encode() + cmap[end + len(b"endbfchar") :])


def _letters(value: bytes) -> str:
    """Return the letters behind a value of a map to Unicode, as that map writes them."""
    if len(value) != 4:
        return value.decode()
    return letters_of(int(value, 16)).encode("utf-16-be").hex().upper()

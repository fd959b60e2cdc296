"""WeasyPrint as we use it: the one version we know, and the few seams where we step inside.

Everything here touches what WeasyPrint does not promise to keep. It was written for 70.0, and another version
is refused at import. To upgrade: raise `KNOWN_VERSION`, run `tests/pdf`, look at the goldens. Then try to
delete each seam:

* `_quiet_import`: gone when `import weasyprint` builds no `URLFetcher` (70.0 builds three, each loads the CA
  store on Python 3.12 and newer) and does not warn about system fonts.
* `HouseFontConfiguration`: gone when a `FontConfiguration` can be made without the fonts of the system.
* `_subset`: gone when WeasyPrint subsets with a library that pip installs in a pinned version.
* `_color_profile`: gone when WeasyPrint closes `sRGB2014.icc`.
* `_split_first_line`: gone when a line does not break after its first word because an element follows its
  text (`tests/pdf/test_line_breaks.py` tells).
* `_build_mended_fonts`: gone when brackets and vowel marks in Arabic read as what they are
  (`tests/pdf/test_rtl.py` tells).
* `painting`: gone when WeasyPrint takes a tag builder, or no longer needs its tags repaired (see
  `weasyprint_tags`).
"""

from __future__ import annotations

import gc
import http.client
import logging
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf  # type: ignore[import-untyped]
import uharfbuzz

from handouts.errors import RenderError
from handouts.pdf.glyph_words import repair

__all__ = [
    "KNOWN_VERSION",
    "HouseFontConfiguration",
    "engine_name",
    "ink_of",
    "painting",
    "pydyf",
    "weasyprint",
]

KNOWN_VERSION = "70.0"


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Import without the operating system's certificates and without warnings about fonts we do not use."""
    loader = getattr(http.client, "_create_https_context", None)
    if loader is not None:
        empty = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        http.client._create_https_context = lambda *_: empty  # type: ignore[attr-defined]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if loader is not None:
            http.client._create_https_context = loader  # type: ignore[attr-defined]


try:
    with _quiet_import():
        import weasyprint
        import weasyprint.layout.inline
        import weasyprint.pdf
        import weasyprint.pdf.fonts
        import weasyprint.text.fonts
        from weasyprint.text.ffi import FROM_UNITS, ffi, fontconfig, gobject, pango, pangoft2
except OSError as error:
    raise RenderError(
        "WeasyPrint cannot load Pango",
        hint="apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0",
    ) from error

if weasyprint.__version__ != KNOWN_VERSION:
    raise RenderError(
        f"WeasyPrint is version {weasyprint.__version__}; the tags are repaired for {KNOWN_VERSION} alone",
        hint=f"pip install weasyprint=={KNOWN_VERSION}",
    )

ffi.cdef("FcConfig * FcConfigCreate (void);")


def engine_name() -> str:
    """Return what decides the bytes beside our own code: the painter, the line breaker, the subsetter.

    Python's `-O` leaves out asserts, some of which do work inside a library: such a run is another edition.
    """
    number = int(pango.pango_version())
    broken_by = f"pango-{number // 10000}.{number // 100 % 100}.{number % 100}"
    parts = [f"weasyprint-{KNOWN_VERSION}", broken_by, f"uharfbuzz-{uharfbuzz.__version__}"]
    return "+".join([*parts, *([] if __debug__ else ["without-asserts"])])


_logger = logging.getLogger("weasyprint")
_painting = threading.RLock()
"""WeasyPrint's fonts belong to one thread at a time, and the seams below are module-wide."""


class HouseFontConfiguration(weasyprint.text.fonts.FontConfiguration):  # type: ignore[misc]
    """A font configuration that knows no font but those added with `@font-face`.

    The system's fonts would step in silently for a missing letter (U+25E6 came out in DejaVu Sans), and the
    system's `fonts.conf` would change the result from machine to machine. Here a missing letter is a
    `.notdef`, which WeasyPrint reports.
    """

    def __init__(self) -> None:
        # Same as the overridden method (70.0), but for an empty configuration in place of the system's.
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)
        self._folder = None
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}
        self.is_sealed = False
        """Whether all fonts are loaded. One more, from a style sheet, would stay for every later document."""

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: Any) -> None:
        """Load a font, or complain when the configuration is sealed."""
        if self.is_sealed:
            family = rule_descriptors.get("font_family", "")
            _logger.warning("Ignored `@font-face` of “%s”: the document names its fonts", family)
            return
        super().add_font_face(rule_descriptors, url_fetcher)


_DROPPED_TABLES = tuple(
    int.from_bytes(tag, "big")
    for tag in (
        b"BASE",
        b"DSIG",
        b"EBDT",
        b"EBLC",
        b"EBSC",
        b"GPOS",
        b"GSUB",
        b"JSTF",
        b"LTSH",
        b"PCLT",
        b"SVG ",
    )
)


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Keep the glyphs a document uses, with the pinned `uharfbuzz` wheel.

    WeasyPrint 70.0 takes libharfbuzz-subset from the system: its version changes the bytes, and where it is
    missing fontTools makes painting twice as slow. Glyph ids stay, because the content streams hold them.
    """
    if not to_unicode:
        return
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(to_unicode)
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(_DROPPED_TABLES)
    flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    )
    if not hinting:
        flags |= uharfbuzz.SubsetFlags.NO_HINTING
    if font.missing:
        flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.flags = flags
    face = uharfbuzz.subset(uharfbuzz.Face(font.file_content, font.index), wanted)
    font.file_content = face.blob.data


def _color_profile(file: Any, *values: Any) -> Any:
    """Read a colour profile and close its file, which WeasyPrint 70.0 leaves open (a ResourceWarning)."""
    with file:
        return weasyprint.css.ColorProfile(file, *values)


_first_line_of = weasyprint.layout.inline.split_first_line


def _split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float, **options: Any
) -> Any:
    """Split a text, but not for the sake of the space at its end.

    Where a text fits and only the space behind it does not, WeasyPrint 70.0 takes the line for one that
    cannot be broken and cuts it after its first word: “Low / mood for more than 2 weeks”. It happens where
    another element follows.
    """
    found = _first_line_of(text, style, context, max_width, justification_spacing, **options)
    bare = text.rstrip(" ")
    if (
        found[2] is None
        or max_width is None
        or bare == text
        or style["white_space"] not in ("normal", "pre-line")
    ):
        return found
    alone = _first_line_of(bare, style, context, max_width, justification_spacing, **options)
    if alone[2] is None and alone[3] <= max_width:
        return _first_line_of(text, style, context, None, justification_spacing, **options)
    return found


def ink_of(text: Any) -> tuple[float, float]:
    """Return how far the ink of a text box reaches above and below its base line, in CSS pixels."""
    layout = text.pango_layout
    layout.reactivate(text.style)
    line, _ = layout.get_first_line()
    ink = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ink, ffi.NULL)
    layout.deactivate()
    return -ink.y * FROM_UNITS, (ink.y + ink.height) * FROM_UNITS


_build_fonts = weasyprint.pdf.build_fonts_dictionary


def _build_mended_fonts(pdf: Any, fonts: dict[Any, Any], *options: Any) -> Any:
    """Write the fonts after every glyph's letters were mended (see `glyph_words`)."""
    for font in fonts.values():
        repair(font)
    return _build_fonts(pdf, fonts, *options)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave garbage until the document is done: looking for it among growing boxes costs 4 % of a paint."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def painting(add_tags: Callable[..., None]) -> Iterator[None]:
    """Paint one document at a time, with our subsetter and our tag builder in WeasyPrint's place."""
    font_class = weasyprint.pdf.fonts.Font
    with _painting, _without_collecting():
        kept = weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile, font_class.subset
        weasyprint.layout.inline.split_first_line = _split_first_line
        weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile = add_tags, _color_profile
        weasyprint.pdf.build_fonts_dictionary = _build_mended_fonts
        font_class.subset = _subset
        try:
            yield
        finally:
            weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile, font_class.subset = kept
            weasyprint.layout.inline.split_first_line = _first_line_of
            weasyprint.pdf.build_fonts_dictionary = _build_fonts

"""A clinic's logo, SVG or picture -> objects that any page can place, in colour and in grey; or why not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.findings import Finding, Where
from handouts.imprint.arrange import CLEAR_PART
from handouts.imprint.logo_image import convert_image
from handouts.imprint.logo_objects import Artwork, LogoFault, XObject
from handouts.imprint.logo_svg import convert_svg

WIDEST_MM, HIGHEST_MM = 26.0, 16.0
"""The place of a logo in the masthead; it fills the one or the other."""
LARGEST_SVG_BYTES, LARGEST_IMAGE_BYTES = 300_000, 5_000_000
LEAST_CONTRAST = 3.0
"""Of its darkest part on white, in grey (WCAG 2.2, 1.4.11)."""
LEAST_RATIO, LARGEST_RATIO = 0.25, 8.0
"""Width by height: thinner ones cannot be read at this size."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo ready to be placed, the same on every page of every run."""

    name: str
    sha256: str
    """Of the file."""
    media_type: str
    source: bytes
    """The drawing as it came, or the picture without anything but its pixels (PNG)."""
    width_mm: float
    height_mm: float
    clear_mm: float
    """Space to keep empty on each side."""
    colour: XObject
    grey: XObject
    grey_contrast: float
    """Of the darkest part on white when it comes from a grey printer."""

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.width_mm / self.height_mm

    def in_grey(self) -> Logo:
        """Return the logo as a grey printer should show it: each colour as bright as it is."""
        return replace(self, sha256=f"{self.sha256}-grey", colour=self.grey)


def read_logo(folder: Path, name: str) -> tuple[Logo | None, tuple[Finding, ...]]:
    """Read, clean and convert a logo that stands in a folder.

    Returns:
        The logo (nothing when it cannot be printed), and what is wrong with it.
    """
    where = Where(name)
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None, (_refused(f"“{name}” leads out of the folder", where, "put it beside the clinics"),)
        if not path.is_file():
            return None, (_refused(f"there is no file “{name}”", where, "check its name"),)
        most = LARGEST_SVG_BYTES if path.suffix.lower() == ".svg" else LARGEST_IMAGE_BYTES
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return None, (_refused(f"“{name}” cannot be read: {reason}", where, "check its permissions"),)
    if len(data) > most:
        hint = "export it anew at 600 dots per inch, 26 mm wide, or as SVG"
        return None, (_refused(f"“{name}” is larger than {most // 1000} kB", where, hint),)
    return convert_logo(data, name)


def convert_logo(data: bytes, name: str) -> tuple[Logo | None, tuple[Finding, ...]]:
    """Clean and convert the bytes of a logo; see `read_logo`."""
    where = Where(name)
    try:
        drawn = convert_svg(data) if name.lower().endswith(".svg") else convert_image(data, _size)
        width, height = _size(drawn.width, drawn.height)
    except LogoFault as fault:
        return None, tuple(_refused(message, where, fault.hint) for message in fault.messages)
    findings = _visible(drawn, where)
    if findings:
        return None, findings
    return Logo(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=drawn.media_type,
        source=drawn.source,
        width_mm=width,
        height_mm=height,
        clear_mm=round(height * CLEAR_PART, 2),
        colour=drawn.colour,
        grey=drawn.grey,
        grey_contrast=round(drawn.grey_contrast, 2),
    ), ()


def _size(width: float, height: float) -> tuple[float, float]:
    """Return the printed size in millimetres.

    Raises:
        LogoFault: it is too thin to be read at that size.
    """
    ratio = width / height if height > 0 else 0.0
    if not LEAST_RATIO <= ratio <= LARGEST_RATIO:
        said = f"is {ratio:.2f} times as wide as high; {LEAST_RATIO} to {LARGEST_RATIO} can be printed"
        raise LogoFault(said, hint="choose the compact version of the logo")
    if ratio >= WIDEST_MM / HIGHEST_MM:
        return WIDEST_MM, round(WIDEST_MM / ratio, 3)
    return round(HIGHEST_MM * ratio, 3), HIGHEST_MM


def _visible(drawn: Artwork, where: Where) -> tuple[Finding, ...]:
    if drawn.grey_contrast >= LEAST_CONTRAST:
        return ()
    message = (
        f"“{where.file}” is too pale on white paper from a grey printer: "
        f"contrast {drawn.grey_contrast:.2f}, at least {LEAST_CONTRAST} is needed"
    )
    hint = "use the dark version of the logo, not the one for dark backgrounds"
    return (Finding("clinic-logo", message, where=where, hint=hint),)


def _refused(message: str, where: Where, hint: str) -> Finding:
    said = message if message.startswith(("“", "there")) else f"“{where.file}” {message}"
    return Finding("clinic-logo", said, where=where, hint=hint)

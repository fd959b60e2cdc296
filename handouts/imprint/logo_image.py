"""PNG or JPEG bytes -> pixels without anything beside them: flat, upright, sharp enough, and a grey twin."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from handouts.imprint.logo_objects import Artwork, LogoFault, XObject, contrast_on_white, grey_of, image

LEAST_PPI, USEFUL_PPI = 300, 600
"""Pixels for an inch of paper: fewer are blurred, more are not seen and only make files larger."""
MOST_PIXELS = 16_000_000
"""4000 × 4000; a picture of a few kilobytes can unfold to gigabytes."""
_MM_PER_INCH = 25.4
MOST_COLOURS = 20_000
"""Of a drawing with soft edges; a photograph has more, and its greys are reckoned faster."""
_INK = 240
"""Greys below are ink, at and above it paper."""
_LEAST_INK = 0.005
_QUALITY = 92

Size = Callable[[float, float], tuple[float, float]]


def convert_image(data: bytes, size_mm: Size) -> Artwork:
    """Return a picture as two images, in colour and in grey.

    Args:
        data: the file.
        size_mm: width and height on paper, from width and height in pixels.

    Raises:
        LogoFault: it is no picture, too large, too small, animated, or empty.
    """
    picture, is_photo = _opened(data)
    width_mm, _ = size_mm(picture.width, picture.height)
    needed = _pixels(width_mm, LEAST_PPI)
    if picture.width < needed:
        raise LogoFault(
            f"is {picture.width} pixels wide; {width_mm:g} mm at {LEAST_PPI} dots per inch need {needed}",
            hint="export it larger, or as SVG",
        )
    useful = _pixels(width_mm, USEFUL_PPI)
    if picture.width > useful:
        height = max(1, round(picture.height * useful / picture.width))
        picture = picture.resize((useful, height), Image.Resampling.LANCZOS)
    grey = _grey(picture)
    source = io.BytesIO()
    picture.save(source, "PNG", optimize=True)
    return Artwork(
        width=picture.width,
        height=picture.height,
        media_type="image/png",
        source=source.getvalue(),
        colour=_photo(picture) if is_photo else _flat(picture),
        grey=image(grey.tobytes(), width=grey.width, height=grey.height, space="/DeviceGray"),
        grey_contrast=_contrast(grey),
    )


def _opened(data: bytes) -> tuple[Image.Image, bool]:
    hint = "export it from the drawing program as PNG, or as SVG"
    try:
        with _whole_files_only(), warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:  # known from its head, before it is unfolded
                    said = f"has {opened.width} × {opened.height} pixels; at most 4000 × 4000 are read"
                    raise LogoFault(said, hint="export it at 600 dots per inch, 26 mm wide")
                if getattr(opened, "n_frames", 1) > 1:
                    raise LogoFault("is animated", hint=hint)
                if opened.mode in ("CMYK", "YCCK", "LAB"):
                    raise LogoFault(f"has colours for a press ({opened.mode})", hint="export it as RGB")
                is_photo = opened.format == "JPEG"
                opened.load()
                upright = ImageOps.exif_transpose(opened)
                return _flattened(upright), is_photo
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise LogoFault("unfolds to too many pixels", hint=hint) from None
    except UnidentifiedImageError:
        raise LogoFault("is neither a PNG nor a JPEG picture", hint=hint) from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise LogoFault(f"cannot be read ({str(error)[:80]})", hint=hint) from error


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Refuse pictures that break off: WeasyPrint 70 lets Pillow make up the rest, in the whole process."""
    told = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = told


def _flattened(picture: Image.Image) -> Image.Image:
    """Return a picture in RGB on white paper."""
    if picture.mode.startswith("I") or picture.mode == "F":  # 16 bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    with_alpha = picture.convert("RGBA")
    paper = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, with_alpha).convert("RGB")


def _pixels(width_mm: float, ppi: int) -> int:
    return -int(-width_mm * ppi // _MM_PER_INCH)


def _grey(picture: Image.Image) -> Image.Image:
    """Return the picture in greys as bright as its colours (sRGB), not as a television would show them."""
    colours = set(_triples(picture))
    if len(colours) <= MOST_COLOURS:
        shades = {colour: grey_of(*colour) for colour in colours}
        return Image.frombytes("L", picture.size, bytes(shades[c] for c in _triples(picture)))
    return picture.convert("L", (0.2126, 0.7152, 0.0722, 0))  # near enough where colours run into each other


def _flat(picture: Image.Image) -> XObject:
    """Return a drawing with few colours as a palette and indices, another as it is; nothing is lost."""
    width, height = picture.size
    colours = set(_triples(picture))
    if len(colours) > 256:
        return image(picture.tobytes(), width=width, height=height, space="/DeviceRGB")
    palette = sorted(colours)
    index = {colour: at for at, colour in enumerate(palette)}
    pixels = bytes(index[colour] for colour in _triples(picture))
    table = "".join(f"{red:02x}{green:02x}{blue:02x}" for red, green, blue in palette)
    space = f"[/Indexed/DeviceRGB {len(palette) - 1}<{table}>]"
    return image(pixels, width=width, height=height, space=space)


def _triples(picture: Image.Image) -> Iterator[tuple[int, int, int]]:
    parts = picture.tobytes()
    return zip(parts[0::3], parts[1::3], parts[2::3], strict=True)


def _photo(picture: Image.Image) -> XObject:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return image(out.getvalue(), width=picture.width, height=picture.height, space="/DeviceRGB", encoded=True)


def _contrast(grey: Image.Image) -> float:
    """Return the contrast on white of the darkest part that is large enough to be seen."""
    counts = grey.histogram()
    enough = _LEAST_INK * grey.width * grey.height
    if sum(counts[:_INK]) < enough:
        raise LogoFault("is empty, or white on a transparent ground", hint="use the dark version of the logo")
    seen = 0
    for shade, count in enumerate(counts):
        seen += count
        if seen >= enough:
            return contrast_on_white(shade)
    return 1.0

"""Builds a few pages and makes the small pictures of README.md and the manual from them, in docs/pictures/.

Run it with the project's own Python: .venv/bin/python scripts/readme_pictures.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts.cli.app import run

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAGES = (
    ("enough-milk", "en", "a4", 1),
    ("low-milk-supply", "pl", "a4", 2),
    ("eating-and-drinking", "vi", "a4", 1),
    ("when-to-get-help", "ar", "a4", 1),
    ("meal-plan-week", "vi", "a4", 2),
    ("meal-plan-day", "pl", "a4", 1),
    ("extra-energy", "en", "a4", 1),
    ("feeding-diary", "en", "a4", 1),
)
"""Handout, locale, page format and page number."""
CLINIC = PICTURES.parent / "examples" / "clinics" / "clinics.csv"
CLINIC_ID = "riverside-maternity"
BANDS = ((0, 0.02, 0.205), (1, 0.43, 0.735))
"""The clinic's places on “When to get help”: page from 0, and from where to where of its height."""
DPI = 110
WIDTH_PX = 440
COLOURS, MOST_COLOURS = 80, 256
MOST_BYTES = 400_000


def main() -> int:
    """Build, rasterise, shrink, quantise; return an exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for handout, locale, page_format, _ in PAGES:
            asked = ["--locale", locale, "--format", page_format, "--to", name, "--quiet"]
            if code := run(["build", handout, *asked]):
                return code
        imprinted = folder / "clinic"
        asked = ["--locale", "en", "--format", "a4", "--to", str(imprinted), "--quiet"]
        clinic = ["--clinic", f"{CLINIC}:{CLINIC_ID}", "--masters", str(folder / "masters")]
        clinic += ["--jurisdiction", "GB"]
        if code := run(["build", "when-to-get-help", *asked, *clinic]):
            return code
        made = [*(_picture(folder, *page) for page in PAGES), _clinic_picture(imprinted)]
    for old in set(PICTURES.glob("*.png")) - set(made):
        old.unlink()
    total = sum(path.stat().st_size for path in made)
    sys.stdout.write(f"{len(made)} pictures, {total / 1000:.0f} kB\n")
    return int(total > MOST_BYTES)


def _picture(folder: Path, handout: str, locale: str, page_format: str, number: int) -> Path:
    (pdf,) = folder.glob(f"{handout}-{locale}-*-{page_format}.pdf")
    return _saved(_page(pdf, number - 1), PICTURES / f"{handout}-{locale}-{page_format}.png")


def _clinic_picture(folder: Path) -> Path:
    """Set both places of a clinic one below the other."""
    (pdf,) = folder.rglob("*.pdf")
    bands = []
    for number, top, bottom in BANDS:
        page = _page(pdf, number)
        bands.append(page.crop((0, round(page.height * top), page.width, round(page.height * bottom))))
    picture = Image.new("RGB", (bands[0].width, sum(band.height for band in bands)), "white")
    picture.paste(bands[0], (0, 0))
    picture.paste(bands[1], (0, bands[0].height))
    return _saved(picture, PICTURES / f"clinic-{CLINIC_ID}.png", colours=MOST_COLOURS)


def _page(pdf: Path, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number].render(scale=DPI / 72).to_pil().convert("RGB")
    document.close()
    return picture


def _saved(picture: Image.Image, path: Path, *, colours: int = COLOURS) -> Path:
    height = round(picture.height * WIDTH_PX / picture.width)
    small = picture.resize((WIDTH_PX, height), Image.Resampling.LANCZOS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    small.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


if __name__ == "__main__":
    sys.exit(main())

"""Builds a few pages and makes the small pictures of README.md from them, in docs/pictures/.

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
    ("when-to-get-help", "vi", "a4-large-print", 1),
    ("meal-plan-week", "vi", "a4", 2),
    ("meal-plan-day", "pl", "a4", 1),
    ("extra-energy", "en", "a4", 1),
    ("feeding-diary", "en", "a4", 1),
)
"""Handout, locale, page format and page number."""
DPI = 110
WIDTH_PX = 440
COLOURS = 96
MOST_BYTES = 400_000


def main() -> int:
    """Build, rasterise, shrink, quantise; return an exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for handout, locale, page_format, _ in PAGES:
            asked = ["--locale", locale, "--format", page_format, "--to", name, "--quiet"]
            if code := run(["build", handout, *asked]):
                return code
        made = [_picture(folder, *page) for page in PAGES]
    for old in set(PICTURES.glob("*.png")) - set(made):
        old.unlink()
    total = sum(path.stat().st_size for path in made)
    sys.stdout.write(f"{len(made)} pictures, {total / 1000:.0f} kB\n")
    return int(total > MOST_BYTES)


def _picture(folder: Path, handout: str, locale: str, page_format: str, number: int) -> Path:
    (pdf,) = folder.glob(f"{handout}-{locale}-*-{page_format}.pdf")
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number - 1].render(scale=DPI / 72).to_pil().convert("RGB")
    document.close()
    height = round(picture.height * WIDTH_PX / picture.width)
    small = picture.resize((WIDTH_PX, height), Image.Resampling.LANCZOS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{handout}-{locale}-{page_format}.png"
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


if __name__ == "__main__":
    sys.exit(main())

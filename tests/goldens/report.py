"""Differences -> an HTML page with old, new and what changed side by side, pictures inside."""

from __future__ import annotations

import base64
import difflib
import html
import io
from pathlib import Path

from PIL import Image

from tests.built import PROJECT

FOLDER = PROJECT / ".build" / "golden-report"

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 15px/1.5 sans-serif; margin: 2em }}
pre {{ background: #f4f4f4; padding: 1em; white-space: pre-wrap }}
.row {{ display: flex; gap: 1em }} figure {{ margin: 0 0 2em }}
img {{ border: 1px solid #999; max-width: 100% }}
ins {{ background: #cfc; text-decoration: none }} del {{ background: #fcc; text-decoration: none }}
</style></head><body><h1>{title}</h1>
<p>If the new one is right: <code>make goldens</code>, then look at the diff before committing it.</p>
"""


class Report:
    """One HTML page, written when something differs."""

    def __init__(self, title: str) -> None:
        self.path = FOLDER / f"{title}.html"
        self.path.unlink(missing_ok=True)  # of an earlier run
        self._parts = [_HEAD.format(title=html.escape(title))]

    def text(self, name: str, old: str, new: str) -> str:
        """Add a difference between two texts, and return its start for the console."""
        lines = list(
            difflib.unified_diff(old.splitlines(), new.splitlines(), "expected", "built", lineterm="", n=2)
        )
        marked = []
        for line in lines:
            tag = {"+": "ins", "-": "del"}.get(line[:1])
            escaped = html.escape(line)
            marked.append(f"<{tag}>{escaped}</{tag}>" if tag else escaped)
        self._parts.append(f"<h2>{html.escape(name)}</h2><pre>" + "\n".join(marked) + "</pre>")
        return "\n".join(lines[:30])

    def pictures(self, name: str, **pictures: Image.Image | None) -> None:
        """Add pictures side by side; nothing where there is none."""
        self._parts.append(f'<h2>{html.escape(name)}</h2><div class="row">')
        for caption, picture in pictures.items():
            shown = f'<img alt="{caption}" src="{_data_url(picture)}">' if picture else "<p>none</p>"
            self._parts.append(f"<figure><figcaption>{caption}</figcaption>{shown}</figure>")
        self._parts.append("</div>")

    def write(self) -> Path:
        """Write the page and return its path."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("\n".join((*self._parts, "</body></html>")), encoding="utf-8")
        return self.path


def _data_url(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()

"""What a painter of documents must be able to do."""

from __future__ import annotations

from typing import Protocol

from handouts.layout.document import LaidOutDocument
from handouts.pdf.document import PdfFile
from handouts.resources import AssetPath


class PdfEngine(Protocol):
    """Paints a laid-out document. Stateless for its callers: one instance serves one process."""

    name: str
    """Name and version, part of every edition's fingerprint."""

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Paint, and report everything the engine complained about.

        Raises:
            RenderError: nothing could be painted.
        """

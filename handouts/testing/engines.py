"""Engines that misbehave, each with a name that says how: for tests of what stands behind the engine."""

from __future__ import annotations

import os
import re
import signal
import time
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from handouts.api import Workshop, open_workshop
from handouts.errors import RenderError
from handouts.layout.document import LaidOutDocument
from handouts.pdf.document import PdfFile
from handouts.pdf.engine import PdfEngine
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.settings import Settings


@dataclass(frozen=True)
class Crashes:
    """Raises what no engine should raise, for one handout or for all."""

    only: str = ""
    """Id of the handout it crashes on; every other one is painted."""
    name: str = "crashes 1"

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Divide by nothing, or paint."""
        if self.only in ("", document.handout_id):
            raise ZeroDivisionError("an engine's own mistake")
        return WeasyPrintEngine().render(document, assets=assets)


@dataclass(frozen=True)
class GivesUp:
    """Says that nothing could be painted."""

    name: str = "gives-up 1"

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Raise what the engine's protocol allows."""
        raise RenderError("the engine stopped", hint="look at the document")


@dataclass(frozen=True)
class DiesHard:
    """Kills its own process, as a machine without memory does."""

    only: str = ""
    """Id of the handout it dies of; every other one is painted."""
    name: str = "dies-hard 1"

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Send SIGKILL to this process, or paint."""
        if self.only in ("", document.handout_id):
            os.kill(os.getpid(), signal.SIGKILL)
        return WeasyPrintEngine().render(document, assets=assets)


@dataclass(frozen=True)
class Hangs:
    """Takes a long time, then paints."""

    seconds: float = 60.0
    name: str = "hangs 1"

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Sleep, then paint."""
        time.sleep(self.seconds)
        return WeasyPrintEngine().render(document, assets=assets)


@dataclass(frozen=True)
class LosesImages:
    """Paints every document without its drawings and says nothing about it."""

    name: str = "loses-images 1"

    def render(self, document: LaidOutDocument, *, assets: AssetPath) -> PdfFile:
        """Paint what is left when the drawings are gone."""
        without = replace(document, html=re.sub(r"<img\b[^>]*>", "", document.html))
        return replace(WeasyPrintEngine().render(without, assets=assets), document=document)


def workshop_with(engine: PdfEngine) -> partial[Workshop]:
    """Return a function like `handouts.api.open_workshop` whose workshops use an engine."""
    return partial(_open_with, engine)


def _open_with(engine: PdfEngine, settings: Settings, *, today: date) -> Workshop:
    return replace(open_workshop(settings, today=today), engine=engine)

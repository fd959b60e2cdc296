"""Page formats: one folder each under `templates/page_formats/`, discovered, never registered."""

from __future__ import annotations

import tomllib
from typing import Annotated

from pydantic import Field, ValidationError

from handouts.content.authoring import suggest
from handouts.content.model import Model
from handouts.errors import LayoutError
from handouts.layout.document import PageFormat
from handouts.resources import AssetPath


class Margins(Model):
    """White space around the content, in millimetres; most office printers need at least 5."""

    top: Annotated[float, Field(ge=5, le=60)]
    right: Annotated[float, Field(ge=5, le=60)]
    bottom: Annotated[float, Field(ge=5, le=60)]
    left: Annotated[float, Field(ge=5, le=60)]


class FormatFile(Model):
    """The file `format.toml`."""

    paper_mm: tuple[Annotated[float, Field(ge=70, le=450)], Annotated[float, Field(ge=70, le=450)]]
    """Width and height."""
    margins_mm: Margins
    body_pt: Annotated[float, Field(ge=12, le=40)]
    """Least 12 points: RNIB Clear Print."""
    small_pt: Annotated[float, Field(ge=9, le=40)]
    """Least 9 points: the floor of the European readability guideline for package leaflets."""
    max_pages: Annotated[int, Field(ge=1, le=40)] | None = None
    because: str


def page_format_names(assets: AssetPath) -> tuple[str, ...]:
    """Return the names of all page formats found."""
    return tuple(path.parent.name for path in assets.files("templates", "page_formats/*/format.toml"))


def load_page_format(name: str, *, assets: AssetPath) -> PageFormat:
    """Return one page format.

    Raises:
        LayoutError: there is none of that name (the nearest is suggested), or its file has faults.
    """
    path = assets.find(f"templates/page_formats/{name}/format.toml")
    if path is None:
        raise LayoutError(f"there is no page format “{name}”", hint=suggest(name, page_format_names(assets)))
    try:
        read = FormatFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors(include_url=False)
        )
        raise LayoutError(f"{name}/format.toml: {faults}", hint="see docs/add-a-format.md") from error
    except (OSError, ValueError, RecursionError) as error:
        raise LayoutError(f"{name}/format.toml: {error}", hint="mend the TOML") from error
    width, height = read.paper_mm
    return PageFormat(
        name=name,
        width_mm=width,
        height_mm=height,
        top_mm=read.margins_mm.top,
        right_mm=read.margins_mm.right,
        bottom_mm=read.margins_mm.bottom,
        left_mm=read.margins_mm.left,
        body_pt=read.body_pt,
        small_pt=read.small_pt,
        max_pages=read.max_pages,
        because=read.because,
    )

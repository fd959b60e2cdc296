"""SVG bytes -> drawing operators: plain shapes in plain colours, and a reason for everything else."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from PIL import ImageColor

from handouts.imprint.logo_objects import Artwork, LogoFault, contrast_on_white, form, grey_of, number
from handouts.pdf.svg import svg_faults

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_SILENT = frozenset(("title", "desc", "metadata", "defs", "style", "namedview"))
_REASONS = {
    "text": "holds text; turn it into outlines, as its font is not in the file",
    "tspan": "holds text; turn it into outlines, as its font is not in the file",
    "use": "repeats a symbol (<use>); expand it",
    "symbol": "holds a symbol; expand it",
}
_INHERITED = {
    "fill": "black",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "fill-rule": "nonzero",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "visibility": "visible",
}
_OWN = ("opacity", "display", "clip-path", "mask", "filter", "stroke-dasharray", "mix-blend-mode")
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2, "miter-clip": 0, "arcs": 0}
_UNIT = {"": 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_CLASS_RULE = re.compile(r"\s*((?:\.[\w-]+\s*,?\s*)+)\{([^{}]*)\}")
_CALL = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)")
_DEEPEST = 20
"""PDF/A allows 28 saved states, and the page has a few of its own."""
_FARTHEST = 1e6
_LEAST_PART = 0.02
"""Of the drawing: a smaller part does not make the whole legible."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """How colours become operators."""

    fill: Callable[[tuple[int, int, int]], str]
    stroke: Callable[[tuple[int, int, int]], str]


def _rgb(operator: str) -> Callable[[tuple[int, int, int]], str]:
    return lambda colour: f"{' '.join(number(round(part / 255, 4)) for part in colour)} {operator}"


def _grey(operator: str) -> Callable[[tuple[int, int, int]], str]:
    return lambda colour: f"{number(round(grey_of(*colour) / 255, 4))} {operator}"


def convert_svg(data: bytes) -> Artwork:
    """Return a drawing as two forms, in colour and in grey.

    Raises:
        LogoFault: it is unsafe, or holds what we do not draw.
    """
    if faults := svg_faults(data):
        raise LogoFault(*faults)
    root = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    left, top, width, height = _view(root)
    flip = Transform(1, 0, 0, -1, -left, top + height)
    drawings = []
    for ink in (_Ink(_rgb("rg"), _rgb("RG")), _Ink(_grey("g"), _grey("G"))):
        drawing = _Drawing(ink, _classes(root), area=width * height)
        drawing.draw(root, dict(_INHERITED), flip, 0)
        if drawing.faults:
            raise LogoFault(*drawing.faults)
        drawings.append(drawing)
    colour, grey = drawings
    if not colour.operators:
        raise LogoFault("draws nothing")
    matrix = f"{_matrix(flip)} cm"
    forms = [form("\n".join((matrix, *d.operators)).encode(), width=width, height=height) for d in drawings]
    contrasts = (contrast_on_white(grey_of(*colour)) for colour in grey.seen)
    return Artwork(width, height, "image/svg+xml", data, forms[0], forms[1], max(contrasts, default=1.0))


def _view(root: Element) -> tuple[float, float, float, float]:
    box = [_length(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    if not box:
        box = [0.0, 0.0, _length(root.get("width", "")), _length(root.get("height", ""))]
    if len(box) != 4 or None in box:
        raise LogoFault("has neither a viewBox nor a width and height")
    left, top, width, height = (float(part or 0) for part in box)
    if not (0.01 < width < _FARTHEST and 0.01 < height < _FARTHEST):
        raise LogoFault("has no size")
    return left, top, width, height


def _length(text: str) -> float | None:
    match = re.fullmatch(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)\s*(px|pt|mm|cm|in|)\s*", text)
    if match is None:
        return None
    value = float(match[1]) * _UNIT[match[2]]
    return value if abs(value) <= _FARTHEST else None


def _classes(root: Element) -> dict[str, dict[str, str]]:
    """Return the properties of each class; other selectors are refused."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter(f"{_SVG}style"):
        css = re.sub(r"/\*.*?\*/", "", "".join(element.itertext()), flags=re.DOTALL)
        if _CLASS_RULE.sub("", css).strip():
            raise LogoFault("holds a style sheet with more than classes")
        for names, body in _CLASS_RULE.findall(css):
            for name in re.findall(r"\.([\w-]+)", names):
                found.setdefault(name, {}).update(_declared(body))
    return found


def _declared(text: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    return {key.strip().lower(): value.strip().removesuffix("!important").strip() for key, value in pairs}


class _Drawing:
    """Operators of one version of a drawing, and which colours it shows."""

    def __init__(self, ink: _Ink, classes: dict[str, dict[str, str]], *, area: float) -> None:
        self.operators: list[str] = []
        self.faults: dict[str, None] = {}
        self.seen: set[tuple[int, int, int]] = set()
        self._ink = ink
        self._classes = classes
        self._area = area

    def draw(self, element: Element, style: dict[str, str], matrix: Transform, depth: int) -> None:
        name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        if name in _SILENT or name.startswith("{") or not name:
            return
        if (name not in _SHAPES and name not in ("g", "svg")) or (name == "svg" and depth):
            self.faults[_REASONS.get(name, f"holds <{name[:30]}>, which we do not draw")] = None
            return
        own = self._own(element)
        style = {
            key: own.get(key, value) if own.get(key) != "inherit" else value for key, value in style.items()
        }
        if own.get("display") == "none" or not self._plain(own, style):
            return
        moved = self._transform(element)
        if depth > _DEEPEST:
            self.faults[f"nests deeper than {_DEEPEST} groups"] = None
            return
        before = len(self.operators)
        if moved != Identity:
            self.operators.append(f"q {_matrix(moved)} cm")
        started = len(self.operators)
        if name in _SHAPES:
            self._shape(element, style, own, matrix.transform(moved))
        else:
            for child in element:
                self.draw(child, style, matrix.transform(moved), depth + 1)
        if moved != Identity:
            if len(self.operators) == started:
                del self.operators[before:]
            else:
                self.operators.append("Q")

    def _own(self, element: Element) -> dict[str, str]:
        own = {key: element.attrib[key].strip() for key in (*_INHERITED, *_OWN) if key in element.attrib}
        for name in element.get("class", "").split():
            own |= self._classes.get(name, {})
        return own | _declared(element.get("style", ""))

    def _plain(self, own: dict[str, str], style: dict[str, str]) -> bool:
        plain = True
        for key, what in (("clip-path", "a clipping path"), ("mask", "a mask"), ("filter", "a filter")):
            if own.get(key, "none") != "none":
                self.faults[f"uses {what}; expand it, or export the logo as PNG"] = None
                plain = False
        if own.get("mix-blend-mode", "normal") != "normal":
            self.faults["blends its colours; export the logo as PNG"] = None
        if _opacity(own.get("opacity", "1")) == 0:
            return False
        for key, paint in (
            ("opacity", "1"),
            ("fill-opacity", style["fill"]),
            ("stroke-opacity", style["stroke"]),
        ):
            value = own.get(key, style.get(key, "1"))
            if _opacity(value) not in (0, 1) and paint != "none":
                self.faults["is partly transparent; use full colours, or export the logo as PNG"] = None
        return plain

    def _transform(self, element: Element) -> Transform:
        text = element.get("transform", "")
        if not text:
            return Identity
        matrix: Transform | None = None if _CALL.sub("", text).strip() else Identity
        for name, inside in _CALL.findall(text):
            numbers = [_length(part) for part in re.split(r"[\s,]+", inside.strip()) if part]
            step = None if None in numbers else _step(name, [float(part or 0) for part in numbers])
            matrix = None if matrix is None or step is None else matrix.transform(step)
        if matrix is None:
            self.faults[f"has the transform “{text[:40]}”, which we do not draw"] = None
            return Identity
        return matrix

    def _shape(self, element: Element, style: dict[str, str], own: dict[str, str], matrix: Transform) -> None:
        if style["visibility"] != "visible":
            return
        fill = self._paint(style["fill"]) if _opacity(style["fill-opacity"]) else None
        stroke = self._paint(style["stroke"]) if _opacity(style["stroke-opacity"]) else None
        width = _length(style["stroke-width"])
        if not width:
            stroke = None
        if element.tag == f"{_SVG}line":
            fill = None
        if fill is None and stroke is None:
            return
        pen = _Pen(matrix)
        try:
            parse_path(_path(element), pen)
            pen.finish()
        except (ValueError, IndexError, KeyError, TypeError, AssertionError, ArithmeticError, AttributeError):
            self.faults[f"has a <{element.tag.removeprefix(_SVG)}> whose shape cannot be read"] = None
            return
        if not pen.operators:
            return
        before = []
        if fill is not None:
            before.append(self._ink.fill(fill))
        if stroke is not None and width:
            before += [self._ink.stroke(stroke), f"{number(width)} w", *self._line(style, own)]
        for colour in (fill, stroke):
            if colour is not None and pen.area >= _LEAST_PART * self._area * (colour is fill):
                self.seen.add(colour)
        even = "*" if style["fill-rule"] == "evenodd" else ""
        paint = {(True, True): f"B{even}", (True, False): f"f{even}", (False, True): "S"}
        self.operators += [*before, *pen.operators, paint[fill is not None, stroke is not None]]

    def _line(self, style: dict[str, str], own: dict[str, str]) -> list[str]:
        limit = _length(style["stroke-miterlimit"]) or 4.0
        dashes = [_length(part) for part in re.split(r"[\s,]+", own.get("stroke-dasharray", "")) if part]
        written = " ".join(number(dash or 0) for dash in dashes) if any(dashes) and None not in dashes else ""
        return [
            f"{_CAPS.get(style['stroke-linecap'], 0)} J {_JOINS.get(style['stroke-linejoin'], 0)} j",
            f"{number(max(limit, 1))} M [{written}] 0 d",
        ]

    def _paint(self, text: str) -> tuple[int, int, int] | None:
        if text.lower() in ("none", "transparent"):
            return None
        if text.lower().startswith("url("):
            self.faults["uses a gradient or pattern; use plain colours, or export the logo as PNG"] = None
            return None
        try:
            colour = ImageColor.getrgb(text if text.lower() != "currentcolor" else "black")
        except ValueError:
            self.faults[f"has the colour “{text[:30]}”, which we do not know"] = None
            return None
        if len(colour) == 4 and colour[3] != 255:
            self.faults["is partly transparent; use full colours, or export the logo as PNG"] = None
        return colour[0], colour[1], colour[2]


def _opacity(text: str) -> float:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0


def _step(name: str, n: list[float]) -> Transform | None:
    match name, len(n):
        case "matrix", 6:
            return Transform(*n)
        case "translate", 1 | 2:
            return Identity.translate(n[0], n[1] if len(n) > 1 else 0)
        case "scale", 1 | 2:
            return Identity.scale(n[0], n[-1])
        case "rotate", 1:
            return Identity.rotate(math.radians(n[0]))
        case "rotate", 3:
            return Identity.translate(n[1], n[2]).rotate(math.radians(n[0])).translate(-n[1], -n[2])
        case "skewX", 1:
            return Identity.skew(math.radians(n[0]), 0)
        case "skewY", 1:
            return Identity.skew(0, math.radians(n[0]))
    return None


def _matrix(transform: Transform) -> str:
    return " ".join(number(part) for part in transform)


def _path(element: Element) -> str:
    """Return any shape as path data.

    Raises:
        ValueError: a length is none.
    """
    name = element.tag.removeprefix(_SVG)
    if name == "path":
        return element.get("d", "")
    plain = Element(name)
    for key in ("points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"):
        if key == "points" or key not in element.attrib:
            continue
        value = _length(element.attrib[key])
        if value is None:
            raise ValueError(key)
        plain.set(key, number(value))
    if name == "rect":
        for radius, side in (("rx", "width"), ("ry", "height")):
            if radius in plain.attrib:
                plain.set(radius, number(min(float(plain.attrib[radius]), float(plain.get(side, "0")) / 2)))
    if "points" in element.attrib:
        plain.set("points", element.attrib["points"])
    builder = PathBuilder()
    builder.add_path_from_element(plain)
    path: str = builder.paths[-1] if builder.paths else ""
    return f"{path} z" if name in ("circle", "ellipse") else path


class _Pen(BasePen):  # type: ignore[misc] # (fontTools ships no types)
    """Writes a path as PDF operators and measures it."""

    def __init__(self, matrix: Transform) -> None:
        super().__init__(None)
        self.operators: list[str] = []
        self._matrix = matrix
        self._xs: list[float] = []
        self._ys: list[float] = []

    @property
    def area(self) -> float:
        """Of the box around the path, in the units of the drawing."""
        return (max(self._xs) - min(self._xs)) * (max(self._ys) - min(self._ys))

    def finish(self) -> None:
        """Check what was drawn.

        Raises:
            ValueError: it leads out of any page.
        """
        if not all(math.isfinite(part) and abs(part) <= _FARTHEST for part in (*self._xs, *self._ys)):
            raise ValueError("too far")

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        for point in points:
            x, y = self._matrix.transformPoint(point)
            self._xs.append(x)
            self._ys.append(y)
        words = [number(part) for point in points for part in point]
        self.operators.append(" ".join((*words, operator)))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (fontTools' name)
        self._write("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (fontTools' name)
        self._write("l", pt)

    def _curveToOne(  # noqa: N802 (fontTools' name)
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802 (fontTools' name)
        self._write("h")

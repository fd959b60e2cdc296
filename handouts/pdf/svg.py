"""SVG bytes -> what is unsafe or unpredictable in them."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_BYTES = 2_000_000
"""An illustration has a few kilobytes; more is a photograph in disguise or an attack on the painter."""

MAX_ELEMENTS = 50_000
"""Elements to paint, each <use> counted with what it stands for: ten lines of them can unfold to billions."""

_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = {
    "script": "a script",
    "foreignobject": "foreign content",
    "image": "an embedded picture",
    "iframe": "a frame",
    "animate": "an animation",
    "animatecolor": "an animation",
    "animatemotion": "an animation",
    "animatetransform": "an animation",
    "set": "an animation",
    "discard": "an animation",
    "handler": "a script",
    "listener": "a script",
    "video": "a film",
    "audio": "a sound",
}
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\")


@lru_cache(maxsize=64)
def svg_faults(data: bytes) -> tuple[str, ...]:
    """Return what makes an SVG unfit for print, in words; nothing when it is a plain drawing.

    Refused are document types and entities, scripts and event handlers, foreign content, embedded pictures,
    animations, style imports, and every reference that leads out of the file.

    >>> svg_faults(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')
    ()
    >>> svg_faults(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    ('holds a script (<script>)',)
    """
    if len(data) > MAX_BYTES:
        return (f"is larger than {MAX_BYTES} bytes",)
    try:
        root = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        return ("declares a document type or entities",)
    except (ParseError, ValueError) as error:
        return (f"is not well-formed XML ({error})",)
    if root.tag != f"{_SVG}svg":
        return ("is not an SVG drawing",)
    found: dict[str, None] = {}
    if _painted(root) > MAX_ELEMENTS:
        found[f"repeats itself to more than {MAX_ELEMENTS} elements (<use>)"] = None
    for element in root.iter():
        for fault in _element_faults(element):
            found[fault] = None
    return tuple(found)


def _painted(root: Element) -> int:
    """Return how many elements are painted, or one too many as soon as there are more than we paint."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    waiting: list[tuple[Element, tuple[Element, ...]]] = [(root, ())]
    count = 0
    while waiting and count <= MAX_ELEMENTS:
        element, inside = waiting.pop()
        count += 1
        waiting += [(child, inside) for child in element]
        if element.tag.rpartition("}")[2].lower() == "use":
            href = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "href"), "")
            target = named.get(href.strip().removeprefix("#"))
            if target in inside:
                return MAX_ELEMENTS + 1
            if target is not None:
                waiting.append((target, (*inside, target)))
    return count


def _element_faults(element: Element) -> list[str]:
    faults = []
    name = element.tag.rpartition("}")[2]
    if reason := _FORBIDDEN.get(name.lower()):
        faults.append(f"holds {reason} (<{name}>)")
    if name.lower() == "style":
        faults += _style_faults("".join(element.itertext()))
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on"):
            faults.append(f"has an event handler ({attribute})")
        elif attribute in ("href", "src"):
            if not value.strip().startswith("#"):
                faults.append(f"refers to something outside ({attribute} “{value.strip()[:40]}”)")
        elif attribute == "base":
            faults.append("changes the base of its references (xml:base)")
        else:
            faults += _style_faults(value) if attribute == "style" else _url_faults(value)
    return faults


def _style_faults(css: str) -> list[str]:
    faults = _url_faults(css)
    lowered = css.lower()
    if "@import" in lowered:
        faults.append("imports a style sheet (@import)")
    if _CSS_ESCAPE.search(css):
        faults.append("hides something in its styles (a backslash)")
    return faults


def _url_faults(value: str) -> list[str]:
    return [
        f"refers to something outside (url “{target[:40]}”)"
        for target in _URL.findall(value)
        if not target.startswith("#")
    ]

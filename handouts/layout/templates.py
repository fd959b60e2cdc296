"""The template environment: sandboxed, strict, autoescaping; words come in localized and leave as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from pydantic import BaseModel

from handouts.errors import LayoutError
from handouts.localize.text import LocalizedText
from handouts.resources import AssetPath

Direction = Literal["ltr", "rtl"]
"""Where lines begin."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Lets templates read the fields of a model and nothing else of it.

    Pydantic gives every model methods that open files and unpickle bytes (`parse_file`, `parse_raw`); jinja's
    own sandbox lets a template call them.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read an attribute."""
        if isinstance(obj, BaseModel) and attr not in type(obj).model_fields:
            return False
        return bool(super().is_safe_attribute(obj, attr, value))


class AssetLoader(BaseLoader):
    """Loads templates from the asset path; `shipped/…` names ours even where an overlay has its own."""

    def __init__(self, assets: AssetPath) -> None:
        self.assets = assets

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text by its name below `templates/`."""
        shipped = template.startswith("shipped/")
        assets = AssetPath() if shipped else self.assets
        path = assets.find(f"templates/{template.removeprefix('shipped/')}")
        if path is None:
            raise TemplateNotFound(template)
        return read_asset(path), str(path), lambda: True


class _Compiled(BytecodeCache):
    """Keeps compiled templates in this process: compiling is three quarters of what laying out takes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled of the same text under the same name."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.code


_compiled = _Compiled()


def read_asset(path: Path) -> str:
    """Return the text of a template or style sheet.

    Raises:
        LayoutError: it is not UTF-8, or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"“{path.name}” cannot be read: {error}", hint="save it as UTF-8") from error


def words(text: object, direction: Direction = "ltr") -> Markup:
    """Return a localized text as HTML: escaped, its facts kept in one piece, other languages marked.

    Args:
        text: of the library or the interface.
        direction: of the page; a text in another language says its own.

    Raises:
        TypeError: it is not a localized text; a bare string in a template is a fault.
    """
    if not isinstance(text, LocalizedText):
        raise TypeError(f"{type(text).__name__} is not a localized text")
    if text.missing:
        html = Markup("").join(_run(run.text, bool(run.fact), "ltr") for run in text.runs)
        if direction == "rtl":
            return Markup('<bdi class="missing" lang="{}" dir="ltr">{}</bdi>').format(text.lang, html)
        return Markup('<span class="missing" lang="{}">{}</span>').format(text.lang, html)
    return Markup("").join(_run(run.text, bool(run.fact), direction) for run in text.runs)


def _run(text: str, is_fact: bool, direction: Direction) -> Markup:
    if not is_fact:
        return escape(text) if direction == "ltr" else _with_numbers(text)
    # Each unbreakable piece of a fact is isolated, so that no line and no writing direction tears it apart.
    if direction == "ltr":
        piece = Markup('<span class="fact" dir="ltr">{}</span>')
        return Markup(" ").join(piece.format(part) for part in text.split(" "))
    piece = Markup('<bdi class="fact" dir="rtl">{}</bdi>')
    return Markup(" ").join(piece.format(_with_numbers(part)) for part in text.split(" "))


_NUMBER = re.compile(
    r"(?=[A-Za-z-]*\d)[A-Za-z]+[A-Za-z\d]*(?:[.-][A-Za-z\d]+)*|"
    r"(?:(?<!\w)[-+\u2212])?\d+(?:[.,\u066b\u066c\u00a0]\d+)*[½¼¾]?"
    r"(?:[–-]\d+(?:[.,\u066b\u066c\u00a0]\d+)*[½¼¾]?)*(?:\u00a0?[%٪°][A-Za-z]?)?|[½¼¾]"
)
"""A number or a range with the sign or unit that belongs to it (`2–2.5`, `38°C`); a code (`B12`)."""


def _with_numbers(text: str) -> Markup:
    """Return a text that runs from right to left, every number and range in an isolate of its own.

    Beside Arabic letters `2–2.5` would be drawn as `2.5–2`: the dash belongs to the text around it.
    """
    pieces: list[Markup] = []
    end = 0
    for match in _NUMBER.finditer(text):
        pieces += [
            escape(text[end : match.start()]),
            Markup('<bdi class="qty" dir="ltr">{}</bdi>').format(match[0]),
        ]
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


def css_string(text: object) -> Markup:
    """Return a text as a CSS string, quotes and all, safe inside a style sheet."""
    plain = str(text)
    escaped = "".join(char if char.isalnum() or char == " " else f"\\{ord(char):06x}" for char in plain)
    # A space behind an escape belongs to it: one more keeps the one that is meant.
    return Markup(f'"{_SPACED_ESCAPE.sub(" ", escaped)}"')


_SPACED_ESCAPE = re.compile(r"(?<=\\[0-9a-f]{6})(?= )")


def css_families(names: tuple[str, ...]) -> Markup:
    """Return names of font families as CSS writes a list of them."""
    return Markup(", ").join(css_string(name) for name in names)


def environment(assets: AssetPath, *, direction: Direction = "ltr", **names: Any) -> Environment:
    """Return an environment that reads templates from the assets; an unknown name stops the build."""
    made = Sandbox(
        loader=AssetLoader(assets),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled,
    )
    made.filters["words"] = partial(words, direction=direction)
    made.filters["css_string"] = css_string
    made.filters["css_families"] = css_families
    made.globals.update(names)
    return made

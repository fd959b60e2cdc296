"""Rules that our own sources keep, read from their syntax trees and templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import handouts
from handouts.resources import AssetPath

PACKAGE = Path(handouts.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted(AssetPath().roots("templates")[-1].rglob("*.html"))
STYLES = sorted(AssetPath().roots("templates")[-1].rglob("*.css"))
READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "label", "summary")


def name_of(path: Path) -> str:
    return "/".join(path.parts[-3:])


def attribute_chain(node: ast.AST) -> str:
    match node:
        case ast.Attribute(value=value, attr=attr):
            return f"{attribute_chain(value)}.{attr}"
        case ast.Name(id=name):
            return name
    return ""


def ambient(tree: ast.AST) -> Iterator[str]:
    """Yield whatever reads the clock, the environment or the process's own locale."""
    forbidden = (
        r"(date|datetime)\.(today|now|utcnow)|os\.(environ|getenv)|time\.(time|localtime)|locale\.setlocale"
    )
    for node in ast.walk(tree):
        chain = attribute_chain(node)
        if re.search(rf"(^|\.)({forbidden})$", chain) or chain.startswith("random."):
            yield f"{chain} in line {node.lineno}"


@pytest.mark.parametrize("path", [p for p in MODULES if "cli" not in p.parts], ids=name_of)
def test_nothing_outside_the_command_line_is_ambient(path):
    assert list(ambient(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_look_for_what_is_ambient_finds_it():
    source = "import os, datetime\ndatetime.date.today()\nos.environ['X']\nos.getenv('X')\n"

    assert len(list(ambient(ast.parse(source)))) == 3


def calls_without_locale(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = attribute_chain(node.func).rsplit(".", 1)[-1]
            is_babels = re.match(
                r"(format|parse)_(decimal|number|date|datetime|time|percent|currency|unit|list)$", name
            )
            if is_babels and "locale" not in {keyword.arg for keyword in node.keywords}:
                yield f"{name} in line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_babel_is_always_told_the_locale(path):
    assert list(calls_without_locale(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_look_for_a_missing_locale_finds_it():
    assert list(calls_without_locale(ast.parse("format_decimal(2)\nformat_date(x, locale=y)"))) == [
        "format_decimal in line 1"
    ]


def unexplained_safe(text: str) -> list[str]:
    """Return the uses of `|safe` that have no comment on their line."""
    return [line for line in text.splitlines() if re.search(r"\|\s*safe\b", line) and "{#" not in line]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_nothing_is_called_safe_without_a_reason_beside_it(path):
    assert unexplained_safe(path.read_text(encoding="utf-8")) == []


class _Words(HTMLParser):
    """Collects what a template prints of its own, which would be English in every language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if re.search(r"\w", data):
            self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{name}={value}" for name, value in attrs if name in READ_ALOUD and value]


def bare_words(template: str) -> list[str]:
    """Return the words of a template that are not localized: text and attributes that are read aloud."""
    reader = _Words()
    reader.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL))
    reader.close()
    return reader.found


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_holds_no_words_of_its_own(path):
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_the_look_for_bare_words_finds_them():
    template = '<p title="Hi">{# note #}Call {{ number }}</p><img alt="{{ alt }}">{% if x %}, {% endif %}'

    assert bare_words(template) == ["title=Hi", "Call"]


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_style_sheet_prints_no_words_of_its_own(path):
    css = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    printed = re.findall(r"content:\s*([^;}]*)", css)

    assert [
        text for text in printed for part in re.findall(r'"([^"]*)"', text) if re.search(r"[A-Za-z]", part)
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


EDGES = {
    "cli/app.py": "the command line",
    "batch/runner.py": "one job of a build",
    "batch/tasks.py": "one file of a print run",
    "batch/traces.py": "one master or collection of a print run",
    "exchange/xlsx_reading.py": "a stranger's workbook, of which openpyxl raises whatever its parsers raise",
    "batch/executors.py": "whatever befell a worker that may be another machine's",
}
"""Where any failure may be caught: one job never stops the rest, and a traceback is never shown to a user."""


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Say whether a handler catches all exceptions for good; one that tidies up and raises again does not."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    is_broad = any(kind is None or attribute_chain(kind) in ("Exception", "BaseException") for kind in kinds)
    last = handler.body[-1]
    return is_broad and not (isinstance(last, ast.Raise) and last.exc is None)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_everything_is_caught_only_at_the_outermost_edge(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    broad = [
        handler.lineno
        for handler in ast.walk(tree)
        if isinstance(handler, ast.ExceptHandler) and swallows_everything(handler)
    ]

    assert broad == [] or "/".join(path.parts[-2:]) in EDGES

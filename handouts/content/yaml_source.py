"""A YAML file -> plain values with the line of every field; whatever is unsafe or doubtful is a finding."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from handouts.findings import Finding, Where

LARGEST_FILE_BYTES = 1_000_000
"""The longest leaflet is under 40 kB; a megabyte is a mistake or an attack."""
DEEPEST = 24
"""Our deepest model nests nine levels."""
MOST_VALUES_WITH_ALIASES = 20_000
"""A file with anchors is read on for the rest of its faults only while it stays this small unfolded."""

_LOADER = yaml.CSafeLoader
"""libyaml: about fifteen times as fast as a parser in Python, and the kitchen holds two hundred kilobytes."""

PathKey = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlSource:
    """What a file holds: plain values (fractions stay text, so that they stay exact) and their lines."""

    file: str
    data: Any
    lines: dict[PathKey, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line_of(self, path: PathKey) -> int | None:
        """Return the line of a field, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_yaml(path: Path, *, largest: int = LARGEST_FILE_BYTES) -> YamlSource:
    """Read one YAML file as data, never as code.

    Anchors, aliases, tags, duplicate keys, deep nesting and large files are findings, all of them at once and
    with the values, so that the model's own faults are found in the same go.
    """
    name = path.name
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever, a device never end
            return _broken(name, "yaml-unreadable", "is no file", "name a file")
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        return _broken(
            name, "yaml-unreadable", f"cannot be read: {error.strerror}", "check the path and its permissions"
        )
    if len(raw) > largest:
        return _broken(
            name,
            "yaml-too-large",
            f"is larger than {largest} bytes",
            "split it into several files",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _broken(name, "yaml-not-utf8", "is not UTF-8 text", "save it as UTF-8", line)
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> YamlSource:
    """Read YAML from a string; `name` is the file named in findings."""
    aliases = _Aliases(name)
    try:
        faults = aliases.find(text)
        if any(fault.code == "yaml-too-deep" for fault in faults):
            return YamlSource(name, None, {}, faults)
        node = yaml.compose(text, Loader=_LOADER)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        return _broken(
            name, "yaml-syntax", str(error.problem or error.context), "mend the YAML on this line", line
        )
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return _broken(name, "yaml-syntax", "holds an invisible control character", "delete it", line)
    except (YAMLError, ValueError) as error:
        return _broken(name, "yaml-syntax", str(error).splitlines()[0], "mend the YAML")
    except RecursionError:
        return _broken(name, "yaml-too-deep", f"nests deeper than {DEEPEST} levels", "flatten it")
    if node is None:
        return _broken(name, "yaml-empty", "holds nothing", "write the document")
    build = _Build(name, most_values=MOST_VALUES_WITH_ALIASES if faults else LARGEST_FILE_BYTES)
    try:
        data = build.value(node, (), 0)
    except _Unfolds:
        return YamlSource(name, None, {}, faults)
    return YamlSource(name, data, build.lines, (*faults, *build.findings))


def _broken(name: str, code: str, message: str, hint: str, line: int | None = None) -> YamlSource:
    return YamlSource(
        name, None, {}, (Finding(code, f"“{name}” {message}", where=Where(name, line), hint=hint),)
    )


class _Aliases:
    """Looks for anchors and aliases before anything is built: a few of them can unfold to gigabytes."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find(self, text: str) -> tuple[Finding, ...]:
        depth = 0
        found: list[Finding] = []
        for event in yaml.parse(text, Loader=_LOADER):
            kind = type(event).__name__
            line = event.start_mark.line + 1  # type: ignore[union-attr]  # every event of a parser has one
            if kind.endswith("StartEvent") and kind[0] in "MS" and kind != "StreamStartEvent":
                depth += 1
                if depth > DEEPEST:
                    return (
                        self._finding(
                            "yaml-too-deep", f"nests deeper than {DEEPEST} levels", line, "flatten it"
                        ),
                    )
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                depth -= 1
            if kind == "AliasEvent" or (kind.endswith("Event") and getattr(event, "anchor", None)):
                found.append(
                    self._finding(
                        "yaml-alias", "uses an anchor or alias (& or *)", line, "write the text out in full"
                    )
                )
        return tuple(found)

    def _finding(self, code: str, message: str, line: int, hint: str) -> Finding:
        return Finding(code, f"“{self.name}” {message}", where=Where(self.name, line), hint=hint)


class _Unfolds(Exception):  # noqa: N818 (a way out of a recursion, never seen outside)
    """Aliases unfold to more than we read."""


class _Build:
    """Turns nodes into plain values and notes the line of each."""

    def __init__(self, name: str, *, most_values: int) -> None:
        self.name = name
        self.left = most_values
        self.lines: dict[PathKey, int] = {}
        self.findings: list[Finding] = []

    def value(self, node: Node, path: PathKey, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise _Unfolds
        self.lines.setdefault(path, node.start_mark.line + 1)
        if not isinstance(node, ScalarNode):
            self._check_tag(node, path)
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, SequenceNode):
            return [self.value(child, (*path, index), depth + 1) for index, child in enumerate(node.value)]
        return self._scalar(node, path) if isinstance(node, ScalarNode) else None

    def _mapping(self, node: MappingNode, path: PathKey, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else ""
            line = key_node.start_mark.line + 1
            if not key:
                self._note("yaml-key", "a key must be a plain word", line, path, "write key: value")
            elif key in result:
                self._note(
                    "yaml-duplicate-key", f"“{key}” stands here twice", line, (*path, key), "keep one of them"
                )
                continue
            self.lines[(*path, key)] = line
            result[key] = self.value(value_node, (*path, key), depth + 1)
        return result

    def _scalar(self, node: ScalarNode, path: PathKey) -> Any:
        tag = str(getattr(node, "tag", "") or "")
        text = unicodedata.normalize("NFC", node.value)
        if not tag.startswith("tag:yaml.org,2002:"):
            self._note(
                "yaml-tag", f"the tag {tag} is not allowed", node.start_mark.line + 1, path, "remove the tag"
            )
            return text
        plain = not node.style  # no quotation marks
        match tag.rsplit(":", 1)[-1]:
            case "null" if plain:
                return None
            case "bool" if plain and text.lower() in ("true", "false"):  # yes, no, on and off are words
                return text.lower() == "true"
            case "int" if plain and re.fullmatch(r"[+-]?[0-9]{1,18}", text):
                return int(text)
            case "str" | "null" | "bool" | "int" | "float" | "timestamp" | "value" | "merge":
                return text
            case other:
                self._note(
                    "yaml-tag",
                    f"the tag !!{other} is not allowed",
                    node.start_mark.line + 1,
                    path,
                    "remove it",
                )
                return text

    def _check_tag(self, node: Node, path: PathKey) -> None:
        tag = str(node.tag or "")
        if tag.rsplit(":", 1)[-1] not in ("map", "seq"):
            self._note(
                "yaml-tag", f"the tag {tag} is not allowed", node.start_mark.line + 1, path, "remove the tag"
            )

    def _note(self, code: str, message: str, line: int, path: PathKey, hint: str) -> None:
        dotted = ".".join(str(part) for part in path)
        self.findings.append(Finding(code, message, where=Where(self.name, line, dotted), hint=hint))

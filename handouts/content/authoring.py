"""A YAML file + a model -> a frozen value, or every fault of the file at once."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from handouts.content.yaml_source import PathKey, YamlSource, read_yaml
from handouts.findings import Finding, Where

M = TypeVar("M", bound=BaseModel)


def load(path: Path, model: type[M]) -> tuple[M | None, YamlSource, tuple[Finding, ...]]:
    """Read a file into a model.

    Returns:
        The value (nothing when a fault was found), the source with its lines, and all findings.
    """
    source = read_yaml(path)
    return validate(source, model)


def validate(source: YamlSource, model: type[M]) -> tuple[M | None, YamlSource, tuple[Finding, ...]]:
    """Check what a file holds against a model; see `load`."""
    findings = list(source.findings)
    if source.data is None:
        return None, source, tuple(findings)
    value = None
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        findings += [_finding(source, fault) for fault in error.errors(include_url=False)]
    except RecursionError:
        findings.append(Finding("yaml-too-deep", "nests too deep", where=Where(source.file), hint="flatten it"))
    return (None if findings else value), source, tuple(findings)


def _finding(source: YamlSource, fault: Any) -> Finding:
    path = _path_in_file(source, tuple(fault["loc"]))
    dotted = ".".join(str(part) for part in path)
    kind = str(fault["type"])
    message = _said(fault)
    hint = ""
    if kind == "extra_forbidden":
        hint = "remove it, or check the spelling in the block's README"
    elif kind == "missing":
        hint = f"add {path[-1]}: …" if path else ""
    elif kind in ("literal_error", "enum", "union_tag_invalid"):
        expected = str(fault.get("ctx", {}).get("expected") or fault.get("ctx", {}).get("expected_tags", ""))
        words = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
        hint = suggest(str(fault.get("input") if kind != "union_tag_invalid" else fault["ctx"].get("tag")), words)
    code = {"extra_forbidden": "content-unknown-field", "missing": "content-missing-field"}.get(kind, "content-field")
    return Finding(code, message, where=Where(source.file, source.line_of(path), dotted), hint=hint)


def _said(fault: Any) -> str:
    match str(fault["type"]):
        case "extra_forbidden":
            return f"“{fault['loc'][-1]}” is not a field here"
        case "missing":
            return f"“{fault['loc'][-1]}” is missing"
        case "value_error":
            return str(fault["ctx"]["error"])
        case _:
            shown = fault.get("input")
            tail = f" (found “{shown}”)" if isinstance(shown, str | int | float | bool) else ""
            return str(fault["msg"])[:1].lower() + str(fault["msg"])[1:] + tail


def _path_in_file(source: YamlSource, loc: tuple[Any, ...]) -> PathKey:
    """Drop from pydantic's location the names of union members, which stand nowhere in the file."""
    path: list[str | int] = []
    here = source.data
    for position, part in enumerate(loc):
        if isinstance(here, dict) and part not in here:
            if position < len(loc) - 1:
                continue
            path.append(part)
            break
        if isinstance(here, list) and not isinstance(part, int):
            continue
        if not isinstance(here, dict | list):
            break
        path.append(part)
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            break
    return tuple(path)


def suggest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or lists a few when none is near.

    >>> suggest("nice-ng22", ["nice-ng222", "who"])
    'did you mean nice-ng222?'
    """
    names = sorted(name for name in known if name)
    near = difflib.get_close_matches(unicodedata.normalize("NFC", word), names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}" if names else ""

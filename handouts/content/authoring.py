"""A YAML file + a model -> a frozen value, or every fault of the file at once."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from handouts.content.model import WORD
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
        fields = _field_names(model)
        found = [fault for fault in error.errors(include_url=False) if not follows_from_another(fault)]
        findings += [_finding(source, fault, fields) for fault in found]
    except RecursionError:
        findings.append(
            Finding("yaml-too-deep", "nests too deep", where=Where(source.file), hint="flatten it")
        )
    return (None if findings else value), source, tuple(findings)


def follows_from_another(fault: Any) -> bool:
    """Say whether a list is called too short only because some of its items have faults of their own."""
    if fault["type"] != "too_short" or not isinstance(fault.get("input"), list):
        return False
    return len(fault["input"]) >= int(fault["ctx"]["min_length"])


def _finding(source: YamlSource, fault: Any, fields: frozenset[str]) -> Finding:
    path = _path_in_file(source, tuple(fault["loc"]))
    kind = str(fault["type"])
    code = _CODES.get(kind, "content-field")
    dotted = ".".join(str(part) for part in path)
    where = Where(source.file, source.line_of(path), dotted)
    return Finding(code, said(fault), where=where, hint=_hint(fault, path, fields))


_CODES = {
    "extra_forbidden": "content-unknown-field",
    "missing": "content-missing-field",
    "union_tag_not_found": "content-missing-field",
}


def _hint(fault: Any, path: PathKey, fields: frozenset[str]) -> str:
    context = fault.get("ctx", {})
    match str(fault["type"]):
        case "extra_forbidden":
            near = suggest(str(fault["loc"][-1]), fields)
            return (
                near
                if near.startswith("did")
                else "remove it, or look up the fields in docs/add-a-leaflet.md"
            )
        case "missing":
            return f"add {path[-1]}: …" if path else "write the document"
        case "union_tag_not_found":
            return "add kind: …"
        case "union_tag_invalid":
            return suggest(str(context.get("tag")), _listed(context.get("expected_tags")))
        case "literal_error" | "enum":
            return suggest(str(fault.get("input")), _listed(context.get("expected")))
        case "string_pattern_mismatch" if context.get("pattern") == WORD:
            return "use lower-case words joined by hyphens"
        case kind if kind.startswith("date"):
            return "write the day as 2026-11-22"
        case kind if kind.startswith("decimal"):
            return 'write the number in quotes, such as "2.5"'
        case _:
            return "docs/add-a-leaflet.md shows each field with an example"


def _listed(expected: object) -> list[str]:
    words = str(expected or "").replace(" or ", ", ").split(",")
    return [word.strip("' ") for word in words]


@cache
def _field_names(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of all fields of a model and of the models inside it."""
    seen: set[type[BaseModel]] = set()
    names: set[str] = set()

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
            seen.add(annotation)
            names.update(annotation.model_fields)
            for info in annotation.model_fields.values():
                visit(info.annotation)
        for part in get_args(annotation):
            visit(part)

    visit(model)
    return frozenset(names)


def said(fault: Any) -> str:
    """Return what pydantic found wrong, in our words."""
    match str(fault["type"]):
        case "extra_forbidden":
            return f"“{fault['loc'][-1]}” is not a field here"
        case "missing":
            return f"“{fault['loc'][-1]}” is missing"
        case "union_tag_not_found":
            return "“kind” is missing"
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
    near = difflib.get_close_matches(unicodedata.normalize("NFC", word), names, n=1, cutoff=0.5)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}" if names else ""

"""Profiles -> a YAML file that reads back as the same profiles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from handouts.content.clinic_files import ClinicFile


def clinics_yaml(file: ClinicFile) -> str:
    """Return the clinics of a file as YAML, without what their organisations add to them."""
    lines = ["clinics:"]
    for clinic, record in zip(file.clinics, file.records, strict=True):
        own = clinic.model_dump(mode="json", exclude_defaults=True, include=set(record.data))
        lines += _item(own)
    return "\n".join(lines) + "\n"


def _item(record: Mapping[str, Any]) -> Iterable[str]:
    first = True
    for key, value in record.items():
        head = "  - " if first else "    "
        first = False
        if key == "phones":
            yield f"{head}phones:"
            for phone in value:
                yield f"      - {_flow(phone)}"
        else:
            yield f"{head}{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    """Return a value on one line; every text in quotation marks, so that none becomes a number or a yes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(inside)}" for key, inside in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return f'"{key}"' if key in ("no", "yes", "on", "off", "y", "n") else key

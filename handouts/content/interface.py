"""The few words that templates need beside the content: page numbers, labels, the line about approval."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from handouts.content.authoring import load
from handouts.content.model import Model, Translated
from handouts.errors import ContentError
from handouts.resources import AssetPath


class InterfaceWord(Model):
    """One interface message."""

    text: Translated
    note: str = ""
    """For translators: where it appears and how long it may be."""
    on: tuple[str, ...] = ()
    """Kinds of handouts or blocks that print it; empty: every handout does; `print-run`: sheets for staff."""

    @property
    def is_on_handouts(self) -> bool:
        """Say whether a patient's handout may print it."""
        return self.on != ("print-run",)


class Interface(Model):
    """All interface messages by name."""

    messages: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], InterfaceWord]


def load_interface(assets: AssetPath) -> Interface:
    """Return the interface words.

    Raises:
        ContentError: the file is missing or has faults (all listed).
    """
    path = assets.find("library/interface.yaml")
    if path is None:
        raise ContentError("the library has no interface.yaml", hint="check the overlay or the installation")
    value, _, findings = load(path, Interface)
    if value is None:
        raise ContentError(f"“{path.name}” has faults", findings=findings)
    return value

"""Settings of an organisation, read once from `handouts.toml`: declared here, nowhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from handouts.errors import SettingsError

FILE_NAME = "handouts.toml"
OUTPUTS = ("print", "draft", "batch")
"""What a PDF is made for: `handouts build`, the same with --draft, and print runs."""
ROLES = ("translator", "independent-checker", "clinical-reviewer")
"""Who may be asked to sign."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Whose signatures one output needs."""

    output: str
    roles: tuple[str, ...] = ()
    missing: str = "mark"
    """`refuse`: an output without them is refused; `mark`: the page says what is lacking."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation decides once."""

    publisher: str = "handouts library"
    """Author written into each PDF: who publishes the leaflet."""
    overlays: tuple[Path, ...] = ()
    """Folders of own content, translations and design, laid over ours; the last one wins."""
    refuse_warnings: bool = False
    """Whether warnings refuse a handout as errors do."""
    jobs: int = 0
    """Processes that paint at once; 0 means one for each processor."""
    sign_off: tuple[SignOff, ...] = ()
    """Whose signatures each output needs; a table `[sign_off.print]` for each. None: nobody's."""
    show_signatures: bool = False
    """Whether the colophon names translator and checker beside the clinical reviewer."""
    origins: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Where each value came from, for `handouts doctor`."""

    def sign_off_for(self, output: str) -> SignOff:
        """Return whose signatures an output needs."""
        return next((rule for rule in self.sign_off if rule.output == output), SignOff(output))

    def names_of_requests(self, output: str) -> tuple[str, ...]:
        """Return what must be the same for a stored master to be used again for an output."""
        if not self.sign_off and not self.show_signatures:
            return ()
        rule = self.sign_off_for(output)
        return (*rule.roles, rule.missing, str(self.show_signatures))


def load_settings(folder: Path, **flags: Any) -> Settings:
    """Return the settings of a folder's `handouts.toml` with command-line flags over them.

    Args:
        folder: where `handouts.toml` may stand; paths in it are relative to this folder.
        flags: values given on the command line; nothing (None or empty) leaves the file's value.

    Raises:
        SettingsError: the file is broken, or holds an unknown or mistyped setting.
    """
    known = {item.name: item for item in fields(Settings) if item.name != "origins"}
    values: dict[str, Any] = {}
    origins = dict.fromkeys(known, "default")
    path = folder / FILE_NAME
    if path.is_file():
        for name, value in _read(path).items():
            if name not in known:
                raise SettingsError(
                    f"“{name}” in {FILE_NAME} is not a setting", hint=f"known: {', '.join(known)}"
                )
            values[name] = _typed(name, value, folder)
            origins[name] = FILE_NAME
    for name, value in flags.items():
        if value not in (None, (), False):
            values[name] = value
            origins[name] = "command line"
    return Settings(**values, origins=tuple(origins.items()))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{FILE_NAME} cannot be read: {error}", hint="mend the TOML") from error


def _typed(name: str, value: Any, folder: Path) -> Any:
    match name, value:
        case "publisher", str() if value.strip():
            return value.strip()
        case "overlays", list() if all(isinstance(item, str) for item in value):
            return tuple(folder / item for item in value)
        case "refuse_warnings", bool():
            return value
        case "sign_off", dict():
            return tuple(_sign_off(output, rule) for output, rule in value.items())
        case "show_signatures", bool():
            return value
        case "jobs", int() if not isinstance(value, bool) and 0 <= value <= 256:
            return value
    expected = {
        "publisher": "a name",
        "overlays": "a list of folders",
        "refuse_warnings": "true or false",
        "sign_off": f"tables [sign_off.{OUTPUTS[0]}] and so on",
        "show_signatures": "true or false",
    }
    raise SettingsError(
        f"“{name}” in {FILE_NAME} must be {expected.get(name, 'a whole number from 0 to 256')}"
    )


def _sign_off(output: str, rule: Any) -> SignOff:
    name = f"[sign_off.{output}] in {FILE_NAME}"
    if output not in OUTPUTS:
        raise SettingsError(f"{name} is no output", hint=f"known: {', '.join(OUTPUTS)}")
    if not isinstance(rule, dict) or set(rule) - {"roles", "missing"}:
        raise SettingsError(
            f"{name} holds something else than roles and missing", hint="see docs/sign-off.md"
        )
    roles, missing = rule.get("roles", []), rule.get("missing", "mark")
    if not isinstance(roles, list) or any(role not in ROLES for role in roles):
        raise SettingsError(f"{name}: roles must be a list of {', '.join(ROLES)}")
    if missing not in ("mark", "refuse"):
        raise SettingsError(f"{name}: missing must be “mark” or “refuse”")
    return SignOff(output, tuple(role for role in ROLES if role in roles), missing)

"""Every exception we raise, one family and one exit code for each kind of trouble."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from handouts.findings import Finding


class HandoutsError(Exception):
    """Something the program cannot go on with.

    Carries a hint (the next step) and, where there are any, the findings behind it.
    """

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "handouts-error"

    def __init__(self, message: str, *, hint: str = "", findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.hint, self.findings)


def _rebuild(
    kind: type[HandoutsError], message: str, hint: str, findings: tuple[Finding, ...]
) -> HandoutsError:
    return kind(message, hint=hint, findings=findings)


class SettingsError(HandoutsError):
    """An option or settings file cannot be used."""

    exit_code = 2
    code = "settings"


class ContentError(HandoutsError):
    """Guidance, facts, contacts or sources cannot be read."""

    exit_code = 3
    code = "content"


class LocaleError(HandoutsError):
    """A locale, its catalog or its conventions cannot be used."""

    exit_code = 4
    code = "locale"


class PlanError(HandoutsError):
    """Food data or a meal plan cannot be used."""

    exit_code = 5
    code = "plan"


class LayoutError(HandoutsError):
    """A template, a page format or an asset cannot be used."""

    exit_code = 6
    code = "layout"


class RenderError(HandoutsError):
    """The engine could not paint the document."""

    exit_code = 7
    code = "render"


class CheckFailed(HandoutsError):  # noqa: N818 (the gate's verdict on a document, not a fault of the program)
    """The gate refused a document; `findings` says why."""

    exit_code = 8
    code = "refused"


class DeliveryError(HandoutsError):
    """A finished file could not be put where it was asked for."""

    exit_code = 9
    code = "delivery"


class PluginError(HandoutsError):
    """An overlay or an extension cannot be used."""

    exit_code = 10
    code = "overlay"


INTERRUPTED_EXIT_CODE = 130
"""What a shell expects of a program stopped with Ctrl-C."""

"""A stage and a subject -> a report of every check of that stage, found by importing this package."""

from __future__ import annotations

import enum
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import handouts.checks
from handouts.findings import Finding, Report


class Stage(enum.Enum):
    """Where on its way a document is looked at; cheap stages first."""

    CONTENT = "content"
    """What the author wrote. Subject: `ContentSubject`."""
    LOCALE = "locale"
    """One language for one jurisdiction. Subject: `LocaleSubject`."""
    LAYOUT = "layout"
    """Ready to be painted. Subject: `LayoutSubject`."""
    PDF = "pdf"
    """Painted. Subject: `PdfSubject`."""
    IMPRINT = "imprint"
    """A clinic's identity on a master. Subject: `ImprintSubject`. Cheap: each file of a run is looked at."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it may find, when it looks, why, and how."""

    codes: tuple[str, ...]
    stage: Stage
    why: str
    run: Callable[[Any], Iterator[Finding]]

    @property
    def name(self) -> str:
        """The function's full name, for messages."""
        return f"{self.run.__module__}.{self.run.__qualname__}"


_checks: dict[str, Check] = {}
"""By the function's full name, so that a module that is imported again replaces its own checks."""
_by_stage: dict[Stage, tuple[Check, ...]] = {}
"""The same, sorted: a print run asks for one stage a hundred thousand times."""

F = TypeVar("F", bound=Callable[[Any], Iterator[Finding]])


def check(code: str = "", *, codes: tuple[str, ...] = (), stage: Stage, why: str) -> Callable[[F], F]:
    """Declare a function as a check.

    The function takes its stage's subject and yields findings. It looks and yields: it does not fix, log,
    print or raise.

    Args:
        code: what its findings are called.
        codes: instead of `code`, where one look finds several things.
        stage: when it looks.
        why: the reason, in a few words, shown beside the code.

    Raises:
        ValueError: no code, no reason, or a code that another check has.
    """
    given = codes or (code,)

    def register(function: F) -> F:
        made = Check(given, stage, why, function)
        if not all(given) or not why:
            raise ValueError(f"{made.name} needs a code and a reason")
        for other in _checks.values():
            if other.name != made.name and (shared := set(other.codes) & set(given)):
                raise ValueError(f"{made.name} and {other.name} share the code {sorted(shared)[0]}")
        _checks[made.name] = made
        _by_stage.clear()
        return function

    return register


def all_checks() -> tuple[Check, ...]:
    """Return every check of the package, in order of stage and name."""
    _import_all()
    order = list(Stage)
    return tuple(sorted(_checks.values(), key=lambda made: (order.index(made.stage), made.name)))


def all_codes() -> dict[str, Check]:
    """Return the check behind each code."""
    return {code: made for made in all_checks() for code in made.codes}


def run_checks(stage: Stage, subject: Any) -> Report:
    """Run every check of a stage, so that the author sees everything at once.

    Args:
        stage: which checks.
        subject: what they look at, of the type that belongs to the stage.

    Raises:
        RuntimeError: a check yielded a code that it does not declare, which is a mistake in the check.
    """
    findings: list[Finding] = []
    for made in _of_stage(stage):
        findings += _declared(made, made.run(subject))
    return Report(tuple(dict.fromkeys(findings)))


def _declared(made: Check, findings: Iterator[Finding]) -> Iterator[Finding]:
    for finding in findings:
        if finding.code not in made.codes:
            raise RuntimeError(f"{made.name} yielded “{finding.code}”, which it does not declare")
        yield finding


def _of_stage(stage: Stage) -> tuple[Check, ...]:
    """Return the checks of one stage by name; the other stages' modules are not imported for it."""
    _import_stage(stage)
    found = _by_stage.get(stage)
    if found is None:
        ours = (made for made in _checks.values() if made.stage is stage)
        found = _by_stage[stage] = tuple(sorted(ours, key=lambda made: made.name))
    return found


@cache
def _import_stage(stage: Stage) -> None:
    package = importlib.import_module(f"handouts.checks.{stage.value}")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


@cache
def _import_all() -> None:
    for module in pkgutil.walk_packages(handouts.checks.__path__, "handouts.checks."):
        importlib.import_module(module.name)

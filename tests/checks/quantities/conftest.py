"""The cues of our three languages, and a short way to compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from handouts.checks.quantities import Fault, compare
from handouts.localize.cues import Cues, load_cues
from handouts.resources import AssetPath

Compare = Callable[[str, str, str], tuple[Fault, ...]]


@cache
def cues(code: str) -> Cues:
    return load_cues(code, assets=AssetPath())


@pytest.fixture(scope="session")
def faults() -> Compare:
    def run(code: str, source: str, target: str) -> tuple[Fault, ...]:
        return compare(source, target, source_cues=cues("en"), target_cues=cues(code))

    return run

"""A call -> what it gives, why it was refused, or where in our code it failed; never a value."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from handouts.errors import HandoutsError

R = TypeVar("R")


def guarded(call: Callable[..., R], *values: object) -> R | HandoutsError | str:
    """Return what a call gives; else why it was refused, or the trace of a crash."""
    try:
        return call(*values)
    except HandoutsError as error:
        return error
    except Exception as error:  # the outermost edge of a worker
        return trace_of(error)


def trace_of(error: BaseException) -> str:
    """Return where an error came from: kinds of errors and places in the code.

    Its message is left out, and so are all values: they may hold a clinic's or a patient's data.
    """
    said = [f"Python {sys.version.split()[0]}"]
    seen: BaseException | None = error
    while seen is not None:
        said.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        said += _places(seen.__traceback__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(said) + "\n"


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}\n    {frame.line or ''}"
        for frame in traceback.extract_tb(trace)
    ]

"""veraPDF as the tests ask it: JAVA_HOME chooses the Java, JAXB_JARS the folder with the JAXB jars."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts.checks.verapdf import FLAVOURS, JAXB_FOLDER, Java, VeraPdfError, Verdict, verdicts

__all__ = ["FLAVOURS", "VeraPdfError", "Verdict", "java", "validate_apart"]


def java() -> Java:
    """Give the Java of these tests."""
    return Java(os.environ.get("JAVA_HOME", ""), os.environ.get("JAXB_JARS", str(JAXB_FOLDER)))


def validate_apart(paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> list[Verdict]:
    """Ask about every file in every flavour, once for all.

    Raises:
        VeraPdfError: veraPDF could not be asked, with what it said.
    """
    return list(verdicts(paths, flavours, java=java()))

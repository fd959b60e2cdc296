"""WeasyPrint's log -> findings: what the engine noticed and carried on from."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from handouts.findings import Finding, Severity

_CSS = (
    "Ignored `",
    "Invalid or unsupported selector",
    "Unsupported selector",
    "Unknown rule",
    "Error: ",
    "Invalid media",
)


@contextmanager
def engine_log(name: str) -> Iterator[list[Finding]]:
    """Collect the warnings and errors of one logger as findings, each once, while the block runs.

    Nothing reaches the handlers of the program meanwhile: a finding is for people, and is not logged as well.
    The level is set and a `logging.disable()` elsewhere lifted, because a complaint that is lost is a fault
    that is printed.

    Args:
        name: the logger, such as `weasyprint`.
    """
    logger = logging.getLogger(name)
    listener = _Listener()
    kept = logger.level, logger.propagate, logger.disabled, logging.root.manager.disable
    logger.addHandler(listener)
    logger.propagate, logger.disabled = False, False
    logger.setLevel(logging.WARNING)
    logging.disable(logging.NOTSET)
    try:
        yield listener.findings
    finally:
        logger.removeHandler(listener)
        logger.propagate, logger.disabled = kept[1], kept[2]
        logger.setLevel(kept[0])
        logging.disable(kept[3])


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        finding = finding_from(record.getMessage())
        if finding is not None and finding not in self.findings:
            self.findings.append(finding)


def finding_from(message: str) -> Finding | None:
    """Return the finding for a line of WeasyPrint's log, or nothing when the fetcher has made it already."""
    if "Refused: " in message:
        return None
    if message.startswith(".notdef"):
        return Finding(
            "engine-missing-glyph",
            f"no font of ours has the letter {message.rpartition(': ')[2]}",
            hint="write it otherwise, or add a font that holds it to the style sheet's stack",
        )
    if message.startswith(("Failed to load image", "Failed to render SVG", "Failed to load inline SVG")):
        return Finding("engine-missing-image", f"a picture could not be painted: {message}")
    before, relative, after = message.partition("Relative URI reference without a base URI: ")
    if relative:
        # In styles WeasyPrint 70.0 names the rule and loses the address; elsewhere it names the address.
        return Finding(
            "engine-blocked-url",
            f"{before.strip() or f'“{after}”'} was not opened: the address does not say where it lies",
            hint="write asset:templates/…",
        )
    if message.startswith(_CSS) or "selector" in message or "stylesheet" in message:
        hint = "the rule was not used; correct or delete it"
        return Finding("engine-css", message, Severity.WARNING, hint=hint)
    return Finding("engine-complaint", message, Severity.WARNING)

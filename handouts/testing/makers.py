"""Makers of print runs that need no engine: small true PDFs, and such that misbehave."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass, field
from typing import Literal

from handouts.batch.jobs import Made, Maker, MasterKey, MasterParts, PrintJob, Recipe
from handouts.content.clinics import chosen
from handouts.edition import fingerprint
from handouts.errors import CheckFailed

Misbehaviour = Literal["", "refuses", "crashes", "dies"]


def a_small_pdf(words: str, *, padding: int = 0) -> bytes:
    """Return a one-page PDF that holds some words; the same words give the same bytes."""
    stream = f"% {words}\n".encode() + b"%" * padding
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    )
    out = bytearray(b"%PDF-1.7\n")
    rows = [b"0000000000 65535 f \n"]
    for number, body in enumerate(objects, start=1):
        rows.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), start)
    return bytes(out)


@dataclass(frozen=True, slots=True)
class StubRecipe:
    """Opens a maker of small PDFs.

    Args:
        parts: hashes by part name, to play a change of edition; the text's can be set for one handout alone
            as `text:<handout>`.
        padding: bytes added to each file.
        slow_s: seconds that each file takes.
        misbehaves: what happens at files whose path contains `at`.
        at: part of a path.
        refused_master: a handout whose masters are all refused.
    """

    parts: tuple[tuple[str, str], ...] = ()
    padding: int = 0
    slow_s: float = 0
    misbehaves: Misbehaviour = ""
    at: str = ""
    refused_master: str = ""
    prepared: tuple[MasterKey, ...] = field(default=())

    @property
    def id(self) -> str:
        """Return a name made of all values."""
        return repr(self)

    def open(self) -> Maker:
        """Return the maker."""
        return StubMaker(self)

    def packed(self, keys: tuple[MasterKey, ...]) -> Recipe:
        """Return itself: it needs no disk."""
        del keys
        return self


class StubMaker:
    """Makes small PDFs that say what they are."""

    def __init__(self, recipe: StubRecipe) -> None:
        self._recipe = recipe

    def parts(self, key: MasterKey) -> MasterParts:
        """Return made-up hashes."""
        hashes = {"text": "1", "translation": "1", "facts": "1", "design": "1", "engine": "1"}
        for name, value in self._recipe.parts:
            part, _, handout = name.partition(":")
            if handout in ("", key.handout, key.locale):
                hashes[part] = value
        return MasterParts.of(key, hashes)

    def is_ready(self, key: MasterKey) -> bool:
        """Say that all masters are there but those that shall be refused."""
        return self._recipe.refused_master != key.handout

    def prepare(self, key: MasterKey) -> None:
        """Refuse the masters that shall be refused.

        Raises:
            CheckFailed: it was asked for.
        """
        if self._recipe.refused_master == key.handout:
            raise CheckFailed(f"“{key}” was refused", hint="mend it")

    def make(self, job: PrintJob) -> Made:
        """Return a small PDF, or misbehave.

        Raises:
            CheckFailed: it was asked for.
        """
        recipe = self._recipe
        if recipe.slow_s:
            time.sleep(recipe.slow_s)
        if recipe.misbehaves and recipe.at in job.path:
            if recipe.misbehaves == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            if recipe.misbehaves == "refuses":
                raise CheckFailed(f"“{job.path}” was refused", hint="shorten the name")
            raise ZeroDivisionError(str(job.clinic))
        master = self.parts(job.master)
        name = chosen(job.clinic.name, job.master.locale)
        words = f"{job.master} {master.id} {name} {job.clinic.fingerprint}"
        return Made(
            data=a_small_pdf(words, padding=recipe.padding),
            edition=f"{job.master.handout}-{master.id[:6]}".upper(),
            fingerprint=fingerprint({"master": master.id, "clinic": job.clinic.fingerprint}),
            pages=1,
        )

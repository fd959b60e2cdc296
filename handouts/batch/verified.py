"""What the full checks found in a sample of the delivered files: kept between runs, told in the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from handouts.deliver.files import write_atomically
from handouts.findings import Finding

OUR_CHECKS = "handouts"
"""Names our own checks among the judges; veraPDF's flavours name the others."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One file that was looked at in full."""

    path: str
    sha256: str
    findings: tuple[Mapping[str, object], ...] = ()
    """What refuses it; nothing for a good one."""

    @property
    def is_good(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings

    def with_more(self, findings: Iterator[Finding] | tuple[Finding, ...]) -> Looked:
        """Return the same with more findings."""
        return replace(self, findings=(*self.findings, *(finding.as_dict() for finding in findings)))

    def as_dict(self) -> dict[str, object]:
        """Return plain values."""
        return {"path": self.path, "sha256": self.sha256, "good": self.is_good, "findings": self.findings}


@dataclass(frozen=True)
class Verified:
    """A sample, who judged it, and what was found."""

    share: str
    """As it was asked for: 1%, 120, all."""
    judges: tuple[str, ...]
    files: tuple[Looked, ...] = ()
    outputs: tuple[Looked, ...] = field(default=())
    """Collections, which only veraPDF judges."""

    @property
    def failed(self) -> tuple[Looked, ...]:
        """Return the files in which something was found."""
        return tuple(looked for looked in (*self.files, *self.outputs) if not looked.is_good)

    @cached_property
    def _words(self) -> dict[str, str]:
        return {looked.path: "yes" if looked.is_good else "failed" for looked in self.files}

    def word_for(self, path: str) -> str:
        """Return what a table says of a file: yes, failed, or nothing when it was not looked at."""
        return self._words.get(path, "")

    def summary(self) -> dict[str, object]:
        """Return the counts as plain values."""
        return {
            "share": self.share,
            "judges": list(self.judges),
            "looked_at": len(self.files) + len(self.outputs),
            "failed": len(self.failed),
        }

    def as_dicts(self) -> Iterator[dict[str, object]]:
        """Yield each file as plain values, by path."""
        for looked in sorted((*self.files, *self.outputs), key=lambda looked: looked.path):
            yield looked.as_dict()

    def of_now(self, sha256: Callable[[str], str]) -> Verified:
        """Return what still holds: of files that are the same bytes now."""
        kept = [
            tuple(one for one in of if sha256(one.path) == one.sha256) for of in (self.files, self.outputs)
        ]
        return replace(self, files=kept[0], outputs=kept[1])

    def save(self, path: Path) -> None:
        """Keep it for later runs.

        Raises:
            DeliveryError: it could not be written.
        """
        files, outputs = ([one.as_dict() for one in of] for of in (self.files, self.outputs))
        plain = {"share": self.share, "judges": self.judges, "files": files, "outputs": outputs}
        write_atomically(path, json.dumps(plain, ensure_ascii=False).encode())


def read_verified(path: Path) -> Verified | None:
    """Return what an earlier run kept, or nothing."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return Verified(
            str(plain["share"]),
            tuple(map(str, plain["judges"])),
            tuple(map(_looked, plain["files"])),
            tuple(map(_looked, plain["outputs"])),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _looked(plain: dict[str, Any]) -> Looked:
    return Looked(str(plain["path"]), str(plain["sha256"]), tuple(plain["findings"]))


def kept(path: Path, sha256: Callable[[str], str]) -> Verified | None:
    """Return what an earlier run found in files that have not changed since, or nothing."""
    before = read_verified(path)
    now = before.of_now(sha256) if before is not None else None
    return now if now is not None and (now.files or now.outputs) else None

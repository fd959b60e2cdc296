"""A run file (YAML) -> what is asked for, typed and checked, with the line of every fault."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from handouts.content.authoring import suggest, validate
from handouts.content.model import WORD, Jurisdiction, Model
from handouts.content.yaml_source import YamlSource, read_yaml
from handouts.errors import SettingsError
from handouts.findings import Finding

Pattern = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9*?\[\]!_-]{1,80}$")]
"""A name in which * stands for any letters and ? for one."""
RunId = Annotated[str, StringConstraints(pattern=WORD, max_length=60)]
Copies = Annotated[int, Field(ge=1, le=100_000)]

FIELDS = ("clinic", "handout", "locale", "jurisdiction", "format")
"""What a file name may be made of."""
DEFAULT_NAME = "{clinic}/{handout}-{locale}-{jurisdiction}-{format}.pdf"
LONGEST_PART_BYTES = 150
"""Of a file or folder name: most systems take 255, and a temporary name is longer."""


class Some(Model):
    """Jobs chosen by patterns; a field that is left out matches all."""

    handout: Pattern = "*"
    locale: Pattern = "*"
    format: Pattern = "*"
    clinic: Pattern = "*"

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.model_fields_set & {"handout", "locale", "format", "clinic"}:
            raise ValueError("name a handout, locale, format or clinic")
        return self


class SomeCopies(Some):
    """How many copies of some jobs are printed; the last entry that matches wins."""

    copies: Copies


class PrintSpec(Model):
    """What a print shop is told about every document of the run."""

    paper: Annotated[str, StringConstraints(min_length=1, max_length=80)] = "A4, white, 100 g/m²"
    duplex: Literal["long-edge", "short-edge", "one-sided"] = "long-edge"
    fold: Literal["none", "half", "letter", "z"] = "none"
    colour: Literal["colour", "black"] = "colour"
    note: Annotated[str, StringConstraints(max_length=400)] = ""
    language: Annotated[str, StringConstraints(pattern=r"^([a-z]{2,3}(-[A-Za-z]{2,4})?)?$")] = ""
    """Of job tickets and packing lists; that of the clinic's country when left out."""


Destination = Literal["folder", "zip", "clinic-pdf", "language-pdf", "print-shop"]


class RunFile(Model):
    """A print run: handouts × locales × formats × clinics."""

    id: RunId | None = None
    """Names the run; the file's own name when it is left out."""
    handouts: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    locales: tuple[Pattern, ...] = ("*",)
    formats: tuple[Pattern, ...] = ("a4",)
    clinics: str
    """The clinics' file, beside this one: YAML or CSV."""
    only: tuple[Pattern, ...] = ("*",)
    """Clinics by their ids."""
    exclude: tuple[Some, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    """Countries whose numbers apply; each clinic's own when left out."""
    copies: Copies | tuple[SomeCopies, ...] = 1
    name: str = DEFAULT_NAME
    to: str
    """Destination folder, beside this file."""
    deliver: Destination = "folder"
    print: PrintSpec = PrintSpec()

    @model_validator(mode="after")
    def _has_safe_names(self) -> Self:
        if fault := name_fault(self.name):
            raise ValueError(f"name: {fault}")
        for what, given in (("clinics", self.clinics), ("to", self.to)):
            if not given.strip() or "\0" in given:
                raise ValueError(f"{what} must name a {'file' if what == 'clinics' else 'folder'}")
        return self


@dataclass(frozen=True, slots=True)
class RunOrder:
    """A run file that was read: its values, its lines and its place."""

    file: RunFile
    source: YamlSource
    folder: Path
    """Where the run file lies; paths in it are relative to this folder."""

    @property
    def id(self) -> str:
        """Return the name of the run."""
        return self.file.id or self.source.file.rsplit(".", 1)[0]

    @property
    def destination(self) -> Path:
        """Return the destination folder."""
        return self.folder / self.file.to

    @property
    def clinics(self) -> Path:
        """Return the clinics' file."""
        return self.folder / self.file.clinics

    def finding(self, code: str, message: str, *path: str | int, hint: str = "") -> Finding:
        """Return a finding at a field of the run file."""
        dotted = ".".join(str(part) for part in path)
        found = Finding(code, message, hint=hint)
        return found.at(file=self.source.file, line=self.source.line_of(path), path=dotted)


def read_run_file(path: Path) -> RunOrder:
    """Read a run file.

    Raises:
        SettingsError: the file cannot be used; every fault is listed with its line.
    """
    source = read_yaml(path)
    if source.data is not None and not isinstance(source.data, dict):
        raise SettingsError(
            f"“{path.name}” is not a run file", hint="start it with handouts: …; see docs/print-runs.md"
        )
    file, source, findings = validate(source, RunFile)
    order = None if file is None else RunOrder(file, source, path.parent)
    if order is not None and not re.fullmatch(WORD, order.id):
        findings += (
            order.finding(
                "run-id",
                f"“{order.id}” cannot name the run",
                hint="add id: with lower-case words and hyphens",
            ),
        )
    if order is None or findings:
        raise SettingsError(
            f"the run file “{path.name}” has faults; nothing was made",
            hint="mend the lines named",
            findings=(_with_our_hint(finding) for finding in findings),
        )
    return order


def _with_our_hint(finding: Finding) -> Finding:
    return replace(finding, hint=finding.hint.replace("docs/add-a-leaflet.md", "docs/print-runs.md"))


def name_fault(pattern: str) -> str:
    """Return why a naming pattern cannot be used, or nothing when it can.

    >>> name_fault("{clinic}/{handout}-{locale}.pdf")
    ''
    >>> name_fault("../{clinic}.pdf")
    '“../{clinic}.pdf” leads out of the destination'
    """
    try:
        pieces = list(string.Formatter().parse(pattern))
    except ValueError as error:
        return f"“{pattern}” cannot be read: {error}"
    for literal, field, spec, conversion in pieces:
        if field is None:
            pass
        elif field not in FIELDS or spec or conversion:
            return f"“{{{field}}}” is not known; {suggest(field, FIELDS) or 'known: ' + ', '.join(FIELDS)}"
        if re.search(r'[\x00-\x1f\x7f\\:*?"<>|]', literal):
            return f"“{literal}” holds a character that file names cannot have everywhere"
    parts = pattern.split("/")
    if ".." in parts or pattern.startswith("/"):
        return f"“{pattern}” leads out of the destination"
    if any(not part or part.startswith(".") or part != part.strip(" .") for part in parts):
        return f"“{pattern}” has a part that is empty or starts or ends with a dot or space"
    if not pattern.endswith(".pdf"):
        return f"“{pattern}” must end with .pdf"
    return ""

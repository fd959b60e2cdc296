"""Where `handouts` begins: the short way from a stored master, or the whole program."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with the exit code that the design gives each kind of trouble."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["build"] and "--clinic" in arguments:
        from handouts.cli.quick import build_at_once

        code = build_at_once(arguments[1:])
        if code is not None:
            sys.exit(code)
    from handouts.cli.app import run

    sys.exit(run(arguments))

"""Commands, options and exit codes are documented; what the documents tell people to type is understood."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from handouts import errors
from handouts.cli.app import app
from tests.docs.pages import code, manual, pages, tables

ROOT = typer.main.get_command(app)
_TYPED = re.compile(r"^(?:\$ +)?(?:\S*/bin/)?handouts +(?!is\b|the\b)(.+)$")
_NO_NAME = re.compile(r"[<\[{…]|\.\.\.")


def commands(command: Any = ROOT, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command by the words that call it."""
    below = getattr(command, "commands", {})
    if not below or (path and getattr(command, "invoke_without_command", False)):
        yield path, command
    for name, child in below.items():
        yield from commands(child, (*path, name))


COMMANDS = dict(commands())
OPTIONS = sorted(
    (" ".join(path), option)
    for path, command in COMMANDS.items()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--")
)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    assert f"handouts {' '.join(path)}" in manual()


@pytest.mark.parametrize("option", sorted({option for _, option in OPTIONS}))
def test_every_option_is_documented(option: str) -> None:
    users = [path for path, other in OPTIONS if other == option]
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", manual()), f"an option of {', '.join(users)}"


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_helps_with_an_example_that_it_understands(path: tuple[str, ...]) -> None:
    help_text = COMMANDS[path].help or ""
    examples = re.findall(r"Example: (handouts [^\n]+)", help_text)
    assert examples, "the help needs a line “Example: handouts …”"
    for example in examples:
        assert shlex.split(example)[1 : len(path) + 1] == list(path)
        assert trouble(example) == ""


def typed_lines() -> list[tuple[str, str]]:
    """Give every command that a Markdown file tells people to type, with the file's name."""
    found: dict[tuple[str, str], None] = {}
    for name, text in pages().items():
        for line in code(text):
            if (match := _TYPED.match(line.strip())) and not _NO_NAME.search(line):
                found[name, f"handouts {match[1]}"] = None
    return list(found)


def test_what_people_are_told_to_type_is_understood() -> None:
    lines = typed_lines()
    assert lines, "no document shows a command"
    wrong = [f"{name}: {line}: {said}" for name, line in lines if (said := trouble(line))]
    assert not wrong, "\n".join(wrong)


def trouble(line: str) -> str:
    """Say what the command line would not understand in a line; nothing is run."""
    words = shlex.split(re.split(r" +#| *[;&|>]|`", line)[0])[1:]
    command: Any = ROOT
    while words and (below := getattr(command, "commands", {})):
        alone = command is not ROOT and getattr(command, "invoke_without_command", False)
        if words[0].startswith("-") and alone:
            break  # a command of its own, with others below it
        if words[0].startswith("-"):
            return (
                ""
                if words[0] in {"--version", "--help", "--install-completion", "--show-completion"}
                else words[0]
            )
        if words[0] not in below:
            return f"there is no command {words[0]}"
        command = below[words.pop(0)]
    if "--help" in words or (getattr(command, "commands", {}) and not words):
        return ""
    try:
        command.make_context("handouts", words)
    except Exception as error:
        if type(error).__name__ == "MissingParameter":  # the name of a command alone, in a sentence
            return "" if not words else str(error)
        return str(error) or type(error).__name__
    return ""


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    assert "no command" in trouble("handouts bild --all")
    assert trouble("handouts build --every")
    assert trouble("handouts build --all --jobs many")
    assert trouble("handouts build --all --to out/ # with a remark") == ""


# --- exit codes -------------------------------------------------------------------------------------------


def family(kind: type[errors.HandoutsError] = errors.HandoutsError) -> Iterator[type[errors.HandoutsError]]:
    if kind.__module__ == errors.__name__:
        yield kind
    for child in kind.__subclasses__():
        yield from family(child)


def test_every_exit_code_is_documented() -> None:
    rows = [row for table in tables(pages()["docs/exit-codes.md"]) for row in table if "code" in row]
    written = {int(row["code"]): row["name"] for row in rows}
    assert len(written) == len(rows), "a code twice"
    ours = {kind.exit_code: kind.__name__ for kind in family()}
    assert {number: written.get(number) for number in ours} == ours
    assert set(written) == {0, *ours, errors.INTERRUPTED_EXIT_CODE}

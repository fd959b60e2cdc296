from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer

from handouts import __version__
from handouts.cli import app as cli
from handouts.content.starter import starter_leaflet
from handouts.errors import HandoutsError
from handouts.testing.builders import an_overlay

AS_OF = ["--as-of", "2026-11-22"]
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "clinics"
SLOW_OR_MADE_FROM_OTHERS = (
    "build", "locales update", "batch", "verify", "clinic preview", "locales keep", "locales waive",
    "locales difference", "locales back-translation-import", "locales add", "locales import",
    "locales check po",
)  # fmt: skip
"""Commands that paint, or take what another has made; each has tests of its own."""
NEAR = {
    "build when-to-get-hlp": "did you mean when-to-get-help?",
    "build when-to-get-help --locale p": "did you mean pl?",
    "build when-to-get-help --format lettr": "did you mean letter?",
    "build when-to-get-help --jurisdiction VM": "did you mean VN?",
    "check low-milk-suply": "did you mean low-milk-supply?",
    "locales update vii": "did you mean vi?",
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Run in a folder of our own, on a wide screen, with crash files at hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")


def commands() -> dict[str, object]:
    """Return every command by the words that call it."""
    found: dict[str, object] = {}

    def visit(command, words: tuple[str, ...]) -> None:
        if hasattr(command, "commands"):
            for name, child in command.commands.items():
                visit(child, (*words, name))
        else:
            found[" ".join(words)] = command

    visit(typer.main.get_command(cli.app), ())
    return found


def example_of(command) -> str:
    examples = re.findall(r"Example:\s*handouts (.+)", command.help)
    assert len(examples) == 1, command.name
    return examples[0].strip()


def said(capsys, *arguments: str) -> tuple[int, str, str]:
    code = cli.run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def json_lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


# --- help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", commands())
def test_every_command_has_help_with_one_example_that_parses(words, capsys):
    command = commands()[words]
    example = shlex.split(example_of(command))
    own = words.split()

    assert example[: len(own)] == own
    command.make_context(words, example[len(own) :])
    code, out, _ = said(capsys, *own, "--help")
    assert code == 0
    assert "Example: handouts" in " ".join(out.split())


@pytest.mark.parametrize("words", [w for w in commands() if w not in SLOW_OR_MADE_FROM_OTHERS])
def test_the_example_of_every_quick_command_does_what_it_shows(words, capsys, tmp_path):
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    command = commands()[words]
    dated = AS_OF if any(parameter.name == "as_of" for parameter in command.params) else []
    code, _, err = said(capsys, *shlex.split(example_of(command)), *dated)

    assert code in (0, 8), err
    assert code == 0 or words == "check"


def test_every_option_says_what_it_is():
    for words, command in commands().items():
        for parameter in command.params:
            assert getattr(parameter, "help", None), (words, parameter.name)


def test_the_version_is_shown(capsys):
    assert said(capsys, "--version")[:2] == (0, f"handouts {__version__}\n")


def test_without_a_command_there_is_help(capsys):
    code, out, err = said(capsys)

    assert code in (0, 2)
    assert "build" in out + err


# --- exit codes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("build", 2),
        ("build --all when-to-get-help", 2),
        ("build when-to-get-help --jobs -1", 2),
        ("build when-to-get-help --colour", 2),
        ("nonsense", 2),
        ("list --as-of tomorrow", 2),
        ("list --as-of 2026-02-30", 2),
        ("build when-to-get-help --jurisdiction XX", 2),
        ("build nothing", 3),
        ("check nothing", 3),
        ("build when-to-get-help --locale xx", 4),
        ("locales update xx", 4),
        ("locales update en", 4),
        ("build when-to-get-help --format a9", 6),
        ("list --overlay none", 10),
        ("doctor --overlay none", 10),
    ],
)
def test_each_kind_of_trouble_has_its_exit_code_and_no_traceback(capsys, words, code):
    left, out, err = said(capsys, *words.split())

    assert left == code
    assert "Traceback" not in out + err
    assert out == ""
    assert err


@pytest.mark.parametrize(("words", "hint"), NEAR.items())
def test_an_unknown_name_suggests_the_nearest(capsys, words, hint):
    _, _, err = said(capsys, *words.split())

    assert hint in err


def test_broken_settings_are_said(capsys, tmp_path):
    (tmp_path / "handouts.toml").write_text("jbos = 2\n")

    code, _, err = said(capsys, "list")
    assert code == 2
    assert "jbos" in err


def test_an_error_is_one_json_object_when_asked_for(capsys):
    code, out, err = said(capsys, "build", "nothing", "--json")
    (error,) = json_lines(out)

    assert (code, error["error"], error["exit_code"]) == (3, "content", 3)
    assert err == ""


def test_markup_in_a_message_is_only_text(capsys):
    _, _, err = said(capsys, "build", "[red]x[/red]")

    assert "“[red]x[/red]”" in err


# --- json -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["list", "doctor", "locales status", "check --locale en"])
def test_json_is_one_object_a_line_and_nothing_else(capsys, words):
    code, out, err = said(capsys, *words.split(), "--json", *AS_OF)

    assert code == 0
    assert err == ""
    assert words.startswith("check") or json_lines(out)
    assert all(isinstance(line, dict) for line in json_lines(out))


def test_a_faulty_leaflet_is_listed_with_its_faults(capsys, tmp_path):
    an_overlay(tmp_path / "o", {"library/leaflets/bad.yaml": "kind: leaflet\n"})
    _, out, _ = said(capsys, "list", "--json", "--overlay", "o")
    rows = {row["id"]: row for row in json_lines(out)}

    assert rows["bad"]["faults"] > 5
    assert rows["enough-milk"]["title"]


@pytest.mark.slow
def test_a_build_says_what_it_made(capsys, tmp_path):
    words = "build when-to-get-help -l en -f a4 --to out --json --jobs 1"
    code, out, err = said(capsys, *words.split(), *AS_OF)
    (receipt,) = json_lines(out)

    assert (code, err) == (0, "")
    assert (tmp_path / str(receipt["path"])).stat().st_size == receipt["size"]
    assert receipt["sha256"]


@pytest.mark.slow
def test_a_quiet_build_that_works_says_nothing(capsys):
    words = "build when-to-get-help -l en -f a4 --to out --quiet --jobs 1"

    assert said(capsys, *words.split(), *AS_OF) == (0, "", "")


@pytest.mark.slow
def test_a_build_for_people_ends_with_a_table(capsys):
    words = "build when-to-get-help -l en -f a4 --to out --jobs 1"
    code, out, err = said(capsys, *words.split(), *AS_OF)

    assert (code, out) == (0, "")
    assert "1 delivered, 0 refused, 0 crashed" in err


# --- dates ------------------------------------------------------------------------------------------------


def test_a_contact_past_its_date_refuses(capsys, tmp_path):
    words = "build when-to-get-help -l en -f a4 --to out --json --jobs 1 --as-of 2027-06-01"
    code, out, _ = said(capsys, *words.split())

    assert code == 8
    assert "contact-expired" in {f["code"] for f in json_lines(out)[0]["findings"]}
    assert not (tmp_path / "out").exists()


def test_the_day_may_come_from_the_environment(capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1811808000")
    code, out, _ = said(capsys, "check", "when-to-get-help", "-l", "en", "--json")

    assert code == 8
    assert "contact-expired" in {line["code"] for line in json_lines(out)}


@pytest.mark.parametrize("epoch", ["yesterday", "1e5", "9" * 40])
def test_a_day_that_is_none_is_said(capsys, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert said(capsys, "list")[0] == 2


# --- new --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_new_leaflet_passes_its_checks_at_once(capsys, tmp_path):
    code, _, err = said(capsys, "new", "leaflet", "drinking-enough", "--to", "mine", *AS_OF)
    path = Path("mine/library/leaflets/drinking-enough.yaml")

    assert code == 0
    assert str(path) in err
    assert path.read_text(encoding="utf-8") == starter_leaflet("drinking-enough", dated=cli_today())
    assert said(capsys, "check", "drinking-enough", "-l", "en", "--overlay", "mine", *AS_OF)[0] == 0


def cli_today():
    from handouts.cli.options import today

    return today("2026-11-22")


@pytest.mark.parametrize(
    "name",
    [
        "Drinking",
        "drinking_enough",
        "../evil",
        "a/b",
        "-x",
        "x-",
        "",
        "a b",
        "ż",
        "drinking\n",
        "x" * 61,
        "a--b",
    ],
)
def test_a_name_that_cannot_be_an_id_is_refused(capsys, tmp_path, name):
    code, _, err = said(capsys, "new", "leaflet", "--to", "mine", *AS_OF, "--", name)

    assert code == 3
    assert "lower-case words" in err
    assert list(tmp_path.iterdir()) == []


def test_a_leaflet_that_exists_is_never_overwritten(capsys):
    arguments = ["new", "leaflet", "drinking-enough", "--to", "mine", *AS_OF]
    said(capsys, *arguments)
    path = Path("mine/library/leaflets/drinking-enough.yaml")
    path.write_text("mine")

    assert said(capsys, *arguments)[0] == 9
    assert path.read_text() == "mine"


# --- locales ----------------------------------------------------------------------------------------------


def test_a_catalog_for_an_overlay_goes_into_the_overlay(capsys, tmp_path):
    code, _, err = said(capsys, "locales", "update", "pl", "--to", "mine", *AS_OF)

    assert code == 0
    assert re.search(r"pl: 0 kept, 0 stale, [1-9]\d* new, 0 gone", err)
    assert Path("mine/locales/pl/LC_MESSAGES/content.po").exists()


# --- our own mistakes -------------------------------------------------------------------------------------


def crash(*_: object, **__: object) -> None:
    raise ZeroDivisionError("a mistake of ours")


def test_a_mistake_of_ours_is_an_apology_and_a_file(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "app", crash)
    code, out, err = said(capsys, "list")
    (path,) = tmp_path.glob("handouts-crash-*.txt")

    assert code == 1
    assert "Sorry" in err
    assert str(path) in err
    assert "Traceback" not in out + err
    assert "ZeroDivisionError" in path.read_text()


def test_being_interrupted_leaves_with_130(capsys, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupted)
    code, _, err = said(capsys, "list")

    assert code == 130
    assert "stopped" in err


def test_every_error_of_ours_keeps_its_exit_code(capsys, monkeypatch):
    kinds = [kind for kind in HandoutsError.__subclasses__() if kind.__module__ == HandoutsError.__module__]
    for kind in kinds:

        def raises(*_: object, kind: type[HandoutsError] = kind, **__: object) -> None:
            raise kind("it stopped", hint="do this")

        monkeypatch.setattr(cli, "app", raises)
        code, _, err = said(capsys, "list")
        assert code == kind.exit_code
        assert "it stopped" in err
        assert "do this" in err


def test_a_folder_that_is_gone_is_said(tmp_path, monkeypatch, capsys):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert cli.run(["list"]) == 2
    assert "cannot be entered any more" in capsys.readouterr().err

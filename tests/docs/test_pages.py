"""Links lead somewhere, every code of a finding is explained, and no page names a place of one machine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.built import PROJECT
from tests.docs.pages import anchors, links, pages

OF_ONE_MACHINE = re.compile(
    r"(?<![\w.`<…/-])/(?:work|home|root|Users|private|mnt|opt|var/folders)/\w|\bC:\\|\blocalhost\b|\b127\.0\.0\.1\b"
    r"|\bfile://"
)
REGISTRY = re.compile(
    r"\b(?:py"
    r"pi\.org|files\.python"
    r"hosted\.org|registry\.\w[\w.-]+|[\w.-]*(?:artifactory|nexus|mirror|proxy)[\w-]*\.\w[\w.-]+"
    r"|index-url|extra-index-url|trusted-host)\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|TBD|lorem ipsum)\b", re.IGNORECASE)

every_page = pytest.mark.parametrize("name", list(pages()))


def test_there_is_something_to_read() -> None:
    assert {"README.md", "docs/architecture.md", "docs/checks.md"} <= pages().keys()


@every_page
def test_its_links_lead_somewhere(name: str) -> None:
    lost = []
    for target in links(pages()[name]):
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            assert target.startswith(("https:", "mailto:")), target
            continue
        path, _, anchor = target.partition("#")
        file = (PROJECT / name).parent / path if path else PROJECT / name
        if (
            not file.exists()
            or not file.resolve().is_relative_to(PROJECT)
            or (anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")))
        ):
            lost.append(target)
    assert not lost, f"{name} has links that lead nowhere: {lost}"


@every_page
@pytest.mark.parametrize(
    "what", [OF_ONE_MACHINE, REGISTRY, UNFINISHED], ids=["machine", "registry", "unfinished"]
)
def test_it_holds_only_what_is_true_everywhere(name: str, what: re.Pattern[str]) -> None:
    assert [match[0] for match in what.finditer(pages()[name])] == []


@pytest.mark.parametrize(
    "text",
    [
        "see /home/anna/notes",
        "pip --index-url x",
        "from " + "pypi" + ".org",
        "/opt/a/b",
        "a TODO",
        "http://localhost:8000",
    ],
)
def test_what_must_not_stand_there_would_be_noticed(text: str) -> None:
    assert any(what.search(text) for what in (OF_ONE_MACHINE, REGISTRY, UNFINISHED))


@pytest.mark.parametrize(
    "text", ["out/when-to-get-help.pdf", "templates/blocks/", "and/or work/life", "`.venv/bin/handouts`"]
)
def test_ordinary_paths_are_fine(text: str) -> None:
    assert not any(what.search(text) for what in (OF_ONE_MACHINE, REGISTRY, UNFINISHED))


# --- codes ------------------------------------------------------------------------------------------------


def codes_in(path: Path) -> set[str]:
    """Give the codes of findings that a module writes out, whether it is a check or not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Finding"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_code_of_a_finding_is_explained() -> None:
    """Reading, localizing and painting make findings too, not only the checks."""
    said = set(re.findall(r"^#{2,3} `?([a-z0-9-]+)`?$", pages()["docs/checks.md"], re.MULTILINE))
    used: dict[str, str] = {}
    for path in sorted((PROJECT / "handouts").rglob("*.py")):
        for code in codes_in(path):
            used.setdefault(code, path.relative_to(PROJECT).as_posix())
    assert used
    assert {code: place for code, place in used.items() if code not in said} == {}

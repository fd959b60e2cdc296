"""Every block kind has its folder, and the examples in it are true."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter

from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import PdfSubject
from handouts.content.any_block import AnyBlock
from handouts.content.model import Statement
from handouts.content.yaml_source import read_yaml
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.resources import AssetPath
from tests.built import PROJECT, workshop
from tests.painting import painted

FOLDERS = PROJECT / "templates" / "blocks"
MODELS = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(AnyBlock)[0])
}
FILES = ("block.html", "style.css", "examples.yaml", "README.md")
LEAST_EXAMPLES = 2
"""One where there is nothing to vary."""

every_kind = pytest.mark.parametrize("kind", sorted(MODELS))


def test_every_model_has_a_folder_and_every_folder_a_model() -> None:
    assert {path.name for path in FOLDERS.iterdir() if path.is_dir()} == set(MODELS)


@every_kind
def test_its_folder_is_complete(kind: str) -> None:
    assert [name for name in FILES if not (FOLDERS / kind / name).is_file()] == []


@every_kind
def test_its_readme_names_the_kind_and_every_field(kind: str) -> None:
    text = (FOLDERS / kind / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {kind}\n")
    own = MODELS[kind].model_fields.keys() - {"id", "kind", *inherited(MODELS[kind])}
    assert [name for name in sorted(own) if f"`{name}`" not in text] == []


def inherited(model: type[BaseModel]) -> set[str]:
    """Give the fields that every statement has; they are explained once, in docs/."""
    return {name for base in model.__mro__ if base is Statement for name in Statement.model_fields}


def examples(kind: str) -> list[Any]:
    path = FOLDERS / kind / "examples.yaml"
    assert path.is_file(), (
        "write the examples first: they become the documentation, the tests and the pictures"
    )
    source = read_yaml(path)
    assert not source.findings, "\n".join(map(str, source.findings))
    return list(source.data)


@every_kind
def test_its_examples_are_valid_and_show_it(kind: str) -> None:
    shown = [TypeAdapter(AnyBlock).validate_python(example) for example in examples(kind)]
    assert len(shown) >= (LEAST_EXAMPLES if MODELS[kind].model_fields.keys() - {"id", "kind"} else 1)
    assert {block.kind for block in shown} == {kind}
    assert len({block.id for block in shown}) == len(shown)


@pytest.mark.slow
@every_kind
def test_its_examples_are_painted_whole(kind: str) -> None:
    """On paper without a page limit, so that nothing is cut to fit."""
    assets = AssetPath()
    paper = next(
        name for name in page_format_names(assets) if load_page_format(name, assets=assets).max_pages is None
    )
    pdf = painted(examples(kind), paper=paper, leaflet_id=f"all-{kind}")
    assert not pdf.findings, "\n".join(map(str, pdf.findings))
    report = run_checks(Stage.PDF, PdfSubject(pdf, workshop().assets))
    assert not report.errors, "\n".join(map(str, report.errors))
    painted_blocks = [block for block in pdf.geometry.blocks if block.kind == kind]
    assert {block.key.rpartition("/")[2] for block in painted_blocks} >= {
        block["id"] for block in examples(kind)
    }

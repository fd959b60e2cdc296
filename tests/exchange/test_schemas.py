"""What we write is XLIFF, say the schemas of OASIS, as Debian's php-symfony-translation brings them along."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from handouts.exchange.formats import Format, write
from handouts.exchange.units import State
from tests.exchange.packages import TRANSLATED, a_package, a_phrase, a_unit, ours

pytestmark = pytest.mark.conformance

FOLDER = Path(
    os.environ.get("XLIFF_SCHEMAS", "/usr/share/php/Symfony/Component/Translation/Resources/schemas")
)
NAMES = {Format.XLIFF12: "xliff-core-1.2-*.xsd", Format.XLIFF21: "xliff-core-2.0.xsd"}
"""The core of 2.1 has the namespace and the schema of 2.0."""
HARD = a_package(
    a_unit(
        "Drink <b>now</b> & <i>rest", "</i>Pij <b>{energy}</b><br/>", state=State.STALE, previous="Drink."
    ),
    a_unit("A < B", "", key="drink/a2/text", limit=12, notes=("one", "two & three")),
    a_unit("ż", "ż", key="ż/ó"),
    *a_phrase("{n} a", "{n} b", "{n} c"),
    cases=("gen",),
)


class Local(etree.Resolver):
    """Finds the schema of xml:lang beside the others; nothing is fetched."""

    def resolve(self, url, public_id, context):
        return self.resolve_filename(str(FOLDER / Path(url).name), context)


@pytest.fixture(scope="module")
def schemas() -> dict[Format, etree.XMLSchema]:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    found = {kind: sorted(FOLDER.glob(name)) for kind, name in NAMES.items()}
    assert all(found.values()), "run: scripts/system-packages.sh test"
    return {kind: etree.XMLSchema(etree.parse(str(paths[0]), parser)) for kind, paths in found.items()}


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("code", [*TRANSLATED, "hard"])
def test_every_export_is_valid(code, kind, schemas):
    data = write(HARD if code == "hard" else ours(code), kind, version="1")
    schemas[kind].assertValid(etree.fromstring(data))


@pytest.mark.parametrize("kind", NAMES)
def test_the_schemas_refuse_what_is_wrong(kind, schemas):
    data = write(HARD, kind, version="1").replace(b"<source", b"<sauce").replace(b"</source", b"</sauce")
    assert not schemas[kind].validate(etree.fromstring(data))

"""Fixtures of the end-to-end tests: everything is built once for each run, whatever `-n` says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.deliver.receipt import Receipt
from tests.built import Built, build_once


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare what the golden tests understand."""
    parser.addoption(
        "--refresh-goldens",
        action="store_true",
        help="take today's output as right: write tests/goldens/expected/ anew",
    )


IN_ONE_PROCESS = ("tests/conformance/", "tests/wheel/")
"""Folders whose tests share something that takes long to make: one Java machine, one wheel."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Send the tests of such a folder to one process, and every other test to whoever is free.

    xdist 3.8 does this by marks, with a suffix to the test's id that pytest 9.2 no longer takes. Try
    `--dist=loadgroup` without this function when either is newer.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((folder for folder in IN_ONE_PROCESS if nodeid.startswith(folder)), nodeid)

    return ByFolder(config, log)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Built:
    """Every handout × locale × format, and each locale × each other jurisdiction on one format."""
    base = tmp_path_factory.getbasetemp()
    apart = hasattr(
        request.config, "workerinput"
    )  # under xdist each process has its own folder below the run's
    return build_once((base.parent if apart else base) / "built")


@pytest.fixture(scope="session")
def receipts(built: Built) -> list[Receipt]:
    """The receipts of all that was delivered; what was refused fails in tests/smoke with its findings."""
    assert built.receipts, "nothing was delivered"
    return built.receipts


@pytest.fixture(scope="session")
def built_pdfs(receipts: list[Receipt]) -> list[Path]:
    """The files of all that was delivered."""
    return [receipt.path for receipt in receipts]

"""An overlay with a copy of our Polish catalogs: what an import may write to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.resources import AssetPath


@pytest.fixture
def polish_overlay(tmp_path) -> Path:
    """Return the overlay's folder."""
    overlay = tmp_path / "own"
    shutil.copytree(AssetPath().roots("locales")[-1] / "pl", overlay / "locales" / "pl")
    return overlay

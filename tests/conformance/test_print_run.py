"""A small sample of a print run, looked at with everything; `print_run_sample` is the same for 600 files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.print_run_sample import look, write_run

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

KINDS = ("when-to-get-help", "drinks-diary", "meal-plan-day")
"""A leaflet, a form and a meal plan; the formats are looked at in `test_imprints`."""
FILES, CODES = 27, 4


def test_a_sample_of_a_print_run_conforms_and_says_what_the_profiles_say(tmp_path: Path) -> None:
    run_file = write_run(tmp_path, handouts=KINDS, formats=["a4"])
    seen = look(run_file, files=FILES, codes=CODES, masters=tmp_path / "masters")

    assert seen.is_good, "\n".join(seen.told())
    assert seen.looked_at == FILES
    assert seen.codes == CODES
    assert seen.masters >= len(KINDS) * 3

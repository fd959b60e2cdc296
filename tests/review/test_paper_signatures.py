"""A signature on paper is recorded only under the texts and facts that the paper shows."""

from __future__ import annotations

import pytest

from handouts.errors import SettingsError
from handouts.localize.signing import check_paper
from handouts.review.side_by_side import grouped
from tests.review.sheets import command, seal_of


def signed(folder, *more: str) -> int:
    words = ("signoff", "en", "drinks-diary", "--role", "clinical-reviewer", "--name", "A. Example")
    return command(*words, *more, "--to", str(folder))


def test_the_digests_of_the_paper_must_be_those_of_today(tmp_path):
    seal = seal_of("drinks-diary", "en")
    right = ("--text-digest", grouped(seal.text_digest), "--facts-digest", seal.facts_digest[:16])
    assert signed(tmp_path, "--text-digest", "0" * 16) == 2
    assert signed(tmp_path, *right[:2], "--facts-digest", "0" * 16) == 2
    assert not (tmp_path / "locales").exists()
    assert signed(tmp_path, *right) == 0
    assert (tmp_path / "locales/en/signoff.toml").is_file()


@pytest.mark.parametrize("given", ["7", "xyz" * 4, "0" * 65])
def test_what_is_no_digest_is_refused(given):
    with pytest.raises(SettingsError, match="no digest"):
        check_paper(seal_of("drinks-diary", "vi"), text_digest=given)

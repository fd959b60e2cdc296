from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import SettingsError
from handouts.settings import Settings, SignOff, load_settings


def written(folder: Path, text: str) -> Path:
    (folder / "handouts.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_everything_has_its_default(tmp_path):
    settings = load_settings(tmp_path)

    assert settings == Settings()
    assert set(dict(settings.origins).values()) == {"default"}


def test_the_file_stands_over_the_defaults_and_says_so(tmp_path):
    settings = load_settings(written(tmp_path, 'publisher = " A clinic "\noverlays = ["mine"]\njobs = 2\n'))

    assert settings.publisher == "A clinic"
    assert settings.overlays == (tmp_path / "mine",)
    assert dict(settings.origins) == {
        "publisher": "handouts.toml",
        "overlays": "handouts.toml",
        "refuse_warnings": "default",
        "jobs": "handouts.toml",
        "sign_off": "default",
        "show_signatures": "default",
    }


def test_the_command_line_stands_over_the_file(tmp_path):
    settings = load_settings(
        written(tmp_path, "jobs = 2\nrefuse_warnings = false\n"), jobs=3, refuse_warnings=True
    )

    assert (settings.jobs, settings.refuse_warnings) == (3, True)
    assert dict(settings.origins)["jobs"] == "command line"


def test_signatures_are_asked_for_output_by_output(tmp_path):
    text = """
        show_signatures = true
        [sign_off.print]
        roles = ["clinical-reviewer", "translator"]
        missing = "refuse"
        [sign_off.batch]
        roles = ["clinical-reviewer"]
    """
    settings = load_settings(written(tmp_path, text))

    assert settings.sign_off_for("print") == SignOff("print", ("translator", "clinical-reviewer"), "refuse")
    assert settings.sign_off_for("batch") == SignOff("batch", ("clinical-reviewer",), "mark")
    assert settings.sign_off_for("draft") == SignOff("draft")
    assert settings.show_signatures


def test_a_stored_master_is_another_when_other_signatures_are_asked_for():
    rule = SignOff("batch", ("translator",), "refuse")
    plain, asking, showing = Settings(), Settings(sign_off=(rule,)), Settings(show_signatures=True)

    assert plain.names_of_requests("batch") == plain.names_of_requests("print") == ()
    names = {asking.names_of_requests("batch"), asking.names_of_requests("print")}
    assert len({*names, showing.names_of_requests("print"), ()}) == 4


@pytest.mark.parametrize("flags", [{"overlays": ()}, {"refuse_warnings": False}, {"jobs": None}, {"jobs": 0}])
def test_a_flag_that_was_not_given_leaves_the_file_its_say(tmp_path, flags):
    text = 'overlays = ["mine"]\nrefuse_warnings = true\njobs = 2\n'

    assert load_settings(written(tmp_path, text), **flags) == load_settings(tmp_path)


def test_settings_that_came_from_elsewhere_are_the_same_settings(tmp_path):
    assert load_settings(written(tmp_path, "jobs = 2\n")) == Settings(jobs=2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("publisher = 5\n", "must be a name"),
        ("sign_off = 5\n", "must be tables"),
        ("show_signatures = 1\n", "true or false"),
        ("[sign_off.poster]\nroles = []\n", "is no output"),
        ("[sign_off.print]\nrole = []\n", "something else than"),
        ('[sign_off.print]\nroles = ["nurse"]\n', "roles must be"),
        ('[sign_off.print]\nroles = "translator"\n', "roles must be"),
        ('[sign_off.print]\nmissing = "print"\n', "mark"),
        ('publisher = "  "\n', "must be a name"),
        ('overlays = "mine"\n', "a list of folders"),
        ("overlays = [1]\n", "a list of folders"),
        ("refuse_warnings = 1\n", "true or false"),
        ('refuse_warnings = "no"\n', "true or false"),
        ("jobs = -1\n", "0 to 256"),
        ("jobs = 257\n", "0 to 256"),
        ("jobs = true\n", "0 to 256"),
        ("jobs = 2.5\n", "0 to 256"),
        ("color = 1\n", "is not a setting"),
        ("origins = []\n", "is not a setting"),
        ("[publisher]\n", "must be a name"),
        ("jobs = \n", "cannot be read"),
        ("jobs = 1\njobs = 2\n", "cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_is_an_error_with_a_hint_or_an_expectation(tmp_path, text, said):
    with pytest.raises(SettingsError, match=said) as raised:
        load_settings(written(tmp_path, text))

    assert raised.value.exit_code == 2
    assert "handouts.toml" in raised.value.message


def test_a_misspelled_setting_suggests_the_nearest(tmp_path):
    with pytest.raises(SettingsError) as raised:
        load_settings(written(tmp_path, 'publishr = "A"\n'))

    assert "publisher" in raised.value.hint


def test_another_encoding_is_said(tmp_path):
    (tmp_path / "handouts.toml").write_bytes(b'publisher = "\xb3"\n')

    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)

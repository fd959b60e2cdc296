from __future__ import annotations

import pytest

from handouts.batch.run_file import name_fault, read_run_file
from handouts.errors import SettingsError
from tests.batch.runs import a_run_file


def faults_of(path) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        read_run_file(path)
    assert raised.value.exit_code == 2
    return [
        f"{fault.where.file}:{fault.where.line} {fault.where.path} {fault.code}"
        for fault in raised.value.findings
    ]


def test_a_short_run_file_is_enough(tmp_path):
    order = read_run_file(a_run_file(tmp_path))

    assert order.id == "spring"
    assert order.destination == tmp_path / "out"
    assert order.clinics == tmp_path / "clinics.yaml"
    assert order.file.formats == ("a4",)


def test_every_fault_is_named_with_its_line(tmp_path):
    path = tmp_path / "spring.yaml"
    path.write_text(
        'handouts: ["../secret"]\nclinics: c.csv\nto: out\ncopies: 0\ncolour: red\n'
        "print:\n  duplex: both\nexclude:\n  - {}\n",
        encoding="utf-8",
    )

    found = faults_of(path)
    assert "spring.yaml:1 handouts.0 content-field" in found
    assert any(line.startswith("spring.yaml:4 copies") for line in found)
    assert "spring.yaml:5 colour content-unknown-field" in found
    assert any(line.startswith("spring.yaml:7 print.duplex") for line in found)
    assert any(line.startswith("spring.yaml:9 exclude.0") for line in found)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "handouts: [\n", "just words\n"])
def test_what_is_no_run_file_is_refused(tmp_path, text):
    path = tmp_path / "spring.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError) as raised:
        read_run_file(path)
    assert raised.value.hint


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert faults_of(tmp_path / "none.yaml")


def test_a_run_whose_file_name_cannot_name_it_needs_an_id(tmp_path):
    path = a_run_file(tmp_path).rename(tmp_path / "Spring 2027.yaml")

    assert any("run-id" in fault for fault in faults_of(path))


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("../{clinic}.pdf", "leads out"),
        ("/tmp/{clinic}.pdf", "leads out"),
        ("{clinic}/../../{handout}.pdf", "leads out"),
        ("{clinic}\\{handout}.pdf", "cannot have"),
        ("{clinic}:{handout}.pdf", "cannot have"),
        ("{clinic}/.{handout}.pdf", "starts or ends"),
        ("{clinic}//{handout}.pdf", "empty"),
        ("{clinic}.PDF", "must end"),
        ("{clinik}.pdf", "did you mean clinic"),
        ("{clinic.id}.pdf", "not known"),
        ("{clinic!r}.pdf", "not known"),
        ("{clinic", "cannot be read"),
        ("{0}.pdf", "not known"),
    ],
)
def test_unsafe_names_are_refused(pattern, says):
    assert says in name_fault(pattern)

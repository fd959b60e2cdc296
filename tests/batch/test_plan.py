from __future__ import annotations

import pytest

from handouts.errors import SettingsError
from handouts.findings import Finding
from tests.batch.runs import NAMES, a_clinic, a_plan, a_run_file, some_clinics


def paths(plan) -> list[str]:
    return [job.path for _, jobs in plan.jobs() for job in jobs]


def refusal(tmp_path, text: str, **over) -> SettingsError:
    with pytest.raises(SettingsError) as raised:
        a_plan(tmp_path, text, **over)
    return raised.value


def test_a_run_is_handouts_by_locales_by_formats_by_clinics(tmp_path):
    plan = a_plan(tmp_path, 'handouts: [drinking, "*ing"]\nlocales: [vi, p?]\nformats: ["*"]', clinics=3)

    counts = plan.counts()
    assert (counts.files, counts.masters) == (4 * 2 * 2 * 3, 16)
    assert dict(counts.by_locale) == {"pl": 24, "vi": 24}
    assert dict(counts.by_clinic) == {"ward-00": 16, "ward-01": 16, "ward-02": 16}
    assert "ward-00/drinking-vi-GB-a4.pdf" in paths(plan)
    assert len(set(paths(plan))) == counts.files


def test_a_clinic_prints_its_own_languages_with_its_own_countrys_numbers(tmp_path):
    clinics = (
        a_clinic("leeds", languages=["vi"]),
        a_clinic(
            "krakow",
            jurisdiction="PL",
            languages=["pl", "en"],
            phones=[{"number": "12 345 67 89", "purpose": "main"}],
        ),
    )
    plan = a_plan(tmp_path, "handouts: [resting]", clinics=clinics)

    assert paths(plan) == [
        "leeds/resting-vi-GB-a4.pdf", "krakow/resting-en-PL-a4.pdf", "krakow/resting-pl-PL-a4.pdf",
    ]  # fmt: skip
    assert paths(a_plan(tmp_path, "handouts: [resting]\njurisdictions: [VN]", clinics=clinics[:1])) == [
        "leeds/resting-vi-VN-a4.pdf"
    ]


def test_exclusions_and_copies_are_by_pattern(tmp_path):
    text = (
        "handouts: [resting, drinking]\nlocales: [en, vi]\n"
        'exclude:\n  - {handout: rest*, clinic: "*-01"}\n  - {locale: vi, handout: drinking}\n'
        "copies:\n  - {copies: 50, clinic: '*'}\n  - {copies: 200, handout: resting, locale: en}\n"
    )
    plan = a_plan(tmp_path, text, clinics=2)

    found = {job.path: job.copies for _, jobs in plan.jobs() for job in jobs}
    assert found == {
        "ward-00/drinking-en-GB-a4.pdf": 50,
        "ward-00/resting-en-GB-a4.pdf": 200,
        "ward-00/resting-vi-GB-a4.pdf": 50,
        "ward-01/drinking-en-GB-a4.pdf": 50,
    }
    assert plan.counts().copies == 350


@pytest.mark.parametrize(
    ("text", "code", "hint", "line"),
    [
        ("handouts: [drinkin]", "run-unknown-handout", "did you mean drinking?", 1),
        ('handouts: ["*"]\nlocales: [pll]', "run-unknown-locale", "did you mean pl?", 2),
        ("formats: [a6]", "run-unknown-page-format", "did you mean a5?", 1),
        ("only: [warf-00]", "run-unknown-clinic", "did you mean ward-00?", 1),
        ("exclude:\n  - {handout: restin}", "run-unknown-handout", "did you mean resting?", 2),
        ("copies:\n  - {copies: 5, clinic: x-*}", "run-unknown-clinic", "known: ward-00", 2),
    ],
)
def test_a_pattern_that_matches_nothing_is_refused_with_its_line_and_the_nearest_name(
    tmp_path, text, code, hint, line
):
    error = refusal(tmp_path, text)

    assert [(fault.code, fault.where.line) for fault in error.findings] == [(code, line)]
    assert error.findings[0].hint.startswith(hint)


def test_all_faults_are_told_at_once(tmp_path):
    error = refusal(tmp_path, "handouts: [x]\nlocales: [y]\nformats: [z]\nonly: [q]")

    assert len(error.findings) == 4


def test_names_that_collide_are_listed_before_anything_is_made(tmp_path):
    error = refusal(tmp_path, 'name: "{clinic}/{handout}.pdf"\nhandouts: [resting]')

    assert error.findings[0].code == "run-name-collision"
    assert "ward-00/resting.pdf" in error.findings[0].message
    assert "{locale}" in error.findings[0].hint
    assert not (tmp_path / "out").exists()


def test_many_collisions_are_counted(tmp_path):
    error = refusal(tmp_path, 'name: "all.pdf"', clinics=9)

    assert len(error.findings) == 21
    assert "more files would share a name" in error.findings[-1].message


def test_a_run_of_nothing_is_refused(tmp_path):
    clinics = (a_clinic(languages=["vi"]),)

    assert refusal(tmp_path, "locales: [pl]", clinics=clinics).findings[0].code == "run-empty"


def test_faulty_clinics_stop_the_run_unless_it_keeps_going(tmp_path):
    from handouts.batch.plan import make_plan
    from handouts.batch.run_file import read_run_file

    order = read_run_file(a_run_file(tmp_path))
    fault = Finding("clinic-field", "row 7: no name")
    with pytest.raises(SettingsError) as raised:
        make_plan(order, clinics=some_clinics(2), names=NAMES, faults=(fault,))
    assert raised.value.findings == (fault,)
    assert "--keep-going" in raised.value.hint

    plan = make_plan(order, clinics=some_clinics(2), names=NAMES, faults=(fault,), keep_going=True)
    assert plan.left_out == (fault,)
    assert plan.counts().files == 2 * 12


def test_a_clinic_cannot_be_called_after_a_folder_above():
    with pytest.raises(ValueError, match="id"):
        a_clinic("../ward")

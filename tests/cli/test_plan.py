"""`handouts plan`: a table for people, one JSON object for machines, the next step for every mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handouts.cli import app as cli

VI = ["plan", "--cuisine", "vi", "--energy", "2000", "--meals", "6", "--days", "7", "--seed", "1"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")


def said(capsys: Any, *arguments: str) -> tuple[int, str, str]:
    code = cli.run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def planned(capsys: Any, *arguments: str) -> dict[str, Any]:
    code, out, _ = said(capsys, *arguments, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_a_week_as_json(capsys: Any) -> None:
    plan = planned(capsys, *VI)

    assert plan["verified"] is True
    assert plan["iodine"] == "not assessed"
    assert (plan["jurisdiction"], plan["target_kcal"]) == ("VN", 2500)
    assert [len(day["meals"]) for day in plan["days"]] == [6] * 7
    for day in plan["days"]:
        totals = day["totals"]
        assert 2425 <= totals["energy"]["kcal"] <= 2575
        assert 2000 <= totals["fluid"]["ml"] <= 2500
        assert abs(sum(meal["kcal"] for meal in day["meals"]) - totals["energy"]["kcal"]) <= 4
        assert {"g", "at_least"} == set(totals["protein"])
        assert {"mg", "at_least"} == set(totals["calcium"]) == set(totals["iron"])
        for meal in day["meals"]:
            assert meal["dish"].startswith("vi-")
            assert all(part["g"] > 0 for part in meal["foods"])


def test_the_same_words_give_the_same_plan(capsys: Any) -> None:
    assert said(capsys, *VI, "--json") == said(capsys, *VI, "--json")


def test_a_table_says_whose_numbers_these_are(capsys: Any) -> None:
    code, out, err = said(capsys, "plan", "--cuisine", "pl", "--days", "1", "--diet", "vegetarian")
    assert (code, out) == (0, "")
    assert "2,500 kcal a day: 2,000 of her own and 500 for milk (PL)" in err
    assert "oily-fish" in err
    assert "breakfast" in err


def test_her_need_is_computed_and_her_body_is_not_printed(capsys: Any) -> None:
    body = ["--age", "29", "--height", "167", "--weight", "61", "--activity", "moderate"]
    plan = planned(capsys, "plan", "--cuisine", "en", "--days", "1", *body, "-j", "US")
    assert (plan["jurisdiction"], plan["extra_kcal"]) == ("US", 370)
    assert plan["baseline_kcal"] == 2210
    assert not {"mother", "age", "weight_kg", "height_cm"} & set(plan)


def test_a_file_is_taken_and_options_go_before_it(capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("cuisine: pl\nenergy_kcal: 2100\ndays: 1\nwithout: [nuts, peanut]\n", encoding="utf-8")
    plan = planned(capsys, "plan", "--plan", str(path), "--seed", "4")
    assert (plan["cuisine"], plan["seed"], plan["without"]) == ("pl", 4, ["nuts", "peanut"])
    body = ("--age", "29", "--height", "167", "--weight", "61")
    assert planned(capsys, "plan", "--plan", str(path), *body)["baseline_kcal"] != 2100


def test_what_a_file_leaves_out_stays_left_out(capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = "cuisine: pl\ndays: 1\ndiet: vegetarian\nwithout: [peanut, nuts]\ndislikes: [banana]\n"
    path.write_text(text, encoding="utf-8")
    words = ("plan", "--plan", str(path), "--without", "fish", "--without", "nuts", "--dislike", "apple")
    made = planned(capsys, *words, "--diet", "vegetarian")
    assert made["without"] == ["fish", "nuts", "peanut"]
    assert made["dislikes"] == ["apple", "banana"]
    assert made["diet"] == "vegetarian"


@pytest.mark.parametrize(
    ("own", "given", "code"), [("vegan", "any", 5), ("vegan", "halal", 5), ("any", "vegan", 0)]
)
def test_an_option_never_changes_the_diet_of_a_file(
    capsys: Any, tmp_path: Path, own: str, given: str, code: int
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(f"cuisine: pl\ndays: 1\ndiet: {own}\n", encoding="utf-8")
    got, _, err = said(capsys, "plan", "--plan", str(path), "--diet", given)
    assert got == code
    assert (f"leave --diet {given} out" in " ".join(err.split())) is (code == 5)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("--cuisine vi --energy 900", 5, "the nearest is 1,300; for less ask a dietitian"),
        ("--cuisine vi --energy 9000", 5, "the nearest is 3,000"),
        ("--cuisine vi --without mlik", 5, "did you mean milk?"),
        ("--cuisine vy", 5, "did you mean vi?"),
        ("--cuisine vi --dislike banan", 5, "did you mean banana?"),
        ("--cuisine vi --age 17 --height 160 --weight 60", 5, "midwife or dietitian"),
        ("--cuisine vi --age 27 --height 160 --weight=-6", 5, "the nearest is 40"),
        ("--cuisine vi --energy 1300 -j US", 5, "no plan is made below 1,800"),
        ("--cuisine vi -j XX", 2, "is not a jurisdiction"),
        ("", 2, "name a cuisine"),
        ("--plan none.yaml", 5, "cannot be read"),
    ],
)
def test_mistakes_are_told_with_the_next_step(capsys: Any, words: str, code: int, told: str) -> None:
    got, _, err = said(capsys, "plan", *words.split())
    assert got == code
    assert told in " ".join(err.split())


@pytest.mark.slow
def test_planning_never_loads_the_engine() -> None:
    script = (
        "import sys; from handouts.cli.app import run; "
        "code = run(['plan', '--cuisine', 'vi', '--days', '1', '--json']); "
        "sys.exit(code or 'weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0

"""The food table is read whole or refused with every faulty row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from handouts.errors import PlanError
from handouts.planner.foods import load_foods
from handouts.resources import AssetPath

HEAD = "id,name_en,source_dataset,source_food_id,energy_kcal,protein_g,water_g\n"


def overlay(folder: Path, rows: str) -> AssetPath:
    (folder / "planner-data").mkdir()
    (folder / "planner-data" / "foods.csv").write_text(HEAD + rows, encoding="utf-8")
    return AssetPath((folder,))


def test_the_shipped_table_is_sound() -> None:
    foods = load_foods(AssetPath())

    assert len(foods) > 200
    assert foods["rice-white-cooked"].energy_kcal == Decimal(130)
    assert all(food.id == name for name, food in foods.items())


def test_an_empty_cell_is_unknown_and_not_zero(tmp_path: Path) -> None:
    foods = load_foods(overlay(tmp_path, "tea,Tea,none,,,0,99.7\n"))
    assert (foods["tea"].energy_kcal, foods["tea"].protein_g) == (None, Decimal(0))


def test_all_faulty_rows_are_named_at_once(tmp_path: Path) -> None:
    rows = (
        "Tea,Tea,USDA SR28,1,1,0,99\nmilk,Milk,USDA SR28,2,-3,3,88\n"
        "milk-2,,USDA SR28,2,abc,3,188\nshort,Short\n"
    )
    with pytest.raises(PlanError) as refusal:
        load_foods(overlay(tmp_path, rows))
    found = [(finding.where.line, finding.code) for finding in refusal.value.findings]
    assert found == [
        (2, "food-id"),
        (3, "food-amount"),
        (4, "table-field"),
        (4, "food-amount"),
        (4, "food-amount"),
        (5, "table-row"),
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "planner-data").mkdir()
    (tmp_path / "planner-data" / "foods.csv").write_text("id,name_en\n", encoding="utf-8")
    with pytest.raises(PlanError, match="no column source_dataset"):
        load_foods(AssetPath((tmp_path,)))


@pytest.mark.parametrize("written", ["1_3_0", "١٣٠", "1e2", "+5", "-5", " 5", ".5", "5.", "NaN", "Infinity"])
def test_a_number_is_digits_with_one_point_at_most(tmp_path: Path, written: str) -> None:
    with pytest.raises(PlanError) as refusal:
        load_foods(overlay(tmp_path, f"tea,Tea,none,,{written},0,99.7\n"))
    assert [finding.code for finding in refusal.value.findings] == ["food-amount"]
    assert refusal.value.message == "“foods.csv” has a fault"
    assert refusal.value.hint


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "planner-data").mkdir()
    text = HEAD.strip() + ",water_g\ntea,Tea,none,,0,0,99,98\n"
    (tmp_path / "planner-data" / "foods.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match="the column “water_g” twice"):
        load_foods(AssetPath((tmp_path,)))


def test_a_broken_quotation_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="line 2: ") as refusal:
        load_foods(overlay(tmp_path, 'tea,"Tea"x,none,,0,0,99\n'))
    assert refusal.value.hint

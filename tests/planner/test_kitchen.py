"""The kitchen is loaded whole, or refused with everything that is wrong in any of its files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from handouts.errors import PlanError
from handouts.planner.dishes import PICTURES
from handouts.planner.eating import Allergen, Diet
from handouts.planner.kitchen import load_kitchen
from handouts.planner.pictures import SHOWS
from handouts.resources import AssetPath
from tests.planner.kitchens import SOUP, VARIANT, codes, cooked, dishes, overlay, refused


def test_the_shipped_kitchen_is_sound() -> None:
    kitchen = load_kitchen(AssetPath())

    assert set(kitchen.cuisines) == set(kitchen.extras) == set(kitchen.exchanges) == {"vi", "pl", "en"}
    assert set(kitchen.foods) == set(kitchen.flags)
    assert len(kitchen.dishes) > 150


def test_loading_again_costs_next_to_nothing() -> None:
    load_kitchen(AssetPath())
    began = time.process_time()
    load_kitchen(AssetPath())
    assert time.process_time() - began < 0.3


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert "xx-soup" in cooked(tmp_path, dishes(SOUP)).dishes
    assert "xx-broth" in cooked(tmp_path, dishes(SOUP.replace("xx-soup", "xx-broth"))).dishes


def test_a_cuisine_can_be_added_by_an_overlay(tmp_path: Path) -> None:
    dish = cooked(tmp_path, dishes(SOUP)).dishes["xx-soup"]

    assert dish.allergens == {Allergen.GLUTEN, Allergen.MILK}
    assert dish.diets == {Diet.ANY, Diet.VEGETARIAN, Diet.HALAL}
    assert round(dish.energy_kcal) == 469


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("lentils-cooked, g", "lentil-cooked, g", "food-unknown", 8),
        ("energy_kcal: 469", "energy_kcal: 480", "dish-energy", 14),
        ("[gluten, milk]", "[gluten]", "dish-allergens", 15),
        ("[gluten, milk]", "[gluten, milk, egg]", "dish-allergens", 15),
        ("groups: [starchy, protein, fat]", "groups: [starchy, vegetables-fruit]", "dish-group", 12),
        ("named: [lentils-cooked, bread-rye]", "named: [lentils-cooked, milk-whole]", "dish-named", 11),
        ("    groups:", "    fluid_ml: 400\n    groups:", "dish-fluid", 12),
        ("picture: soup", "picture: castle", "content-field", 13),
        ("picture: soup", "picture: nuts-fruit", "dish-picture-shows", 13),
        ("Soup with bread", "Soup with 2 slices of bread", "dish-digits", 5),
        ("slots: [lunch]", "slots: [supper]", "content-field", 6),
    ],
)
def test_a_slip_is_found_with_its_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    assert old in SOUP
    found = refused(tmp_path, dishes(SOUP.replace(old, new)))
    assert (code, line, "xx.yaml") in [(f.code, f.where.line, f.where.file) for f in found]
    assert all(finding.hint for finding in found)


def test_the_nearest_food_is_suggested(tmp_path: Path) -> None:
    found = refused(tmp_path, dishes(SOUP.replace("lentils-cooked, g", "lentil-cooked, g")))
    assert "did you mean lentils-cooked?" in [finding.hint for finding in found]


def test_energy_within_two_per_cent_is_near_enough(tmp_path: Path) -> None:
    assert cooked(tmp_path, dishes(SOUP.replace("energy_kcal: 469", "energy_kcal: 477")))


def test_a_food_that_no_plan_may_hold_is_refused(tmp_path: Path) -> None:
    found = refused(tmp_path, dishes(SOUP.replace("lentils-cooked", "swordfish-cooked")))
    assert "dish-food-avoid" in codes(found)


def test_ids_are_unique_in_all_cuisines(tmp_path: Path) -> None:
    ours = next(iter(load_kitchen(AssetPath()).dishes))
    found = refused(tmp_path, dishes(SOUP, SOUP, SOUP.replace("xx-soup", ours)))
    assert codes(found) == ["dish-id", "dish-id"]


def test_an_empty_cuisine_is_refused(tmp_path: Path) -> None:
    found = refused(tmp_path, {"dishes/xx.yaml": "cuisine: xx\nname: Nothing\ndishes: []\n"})
    assert "dishes/xx" in {f"dishes/{finding.where.file.removesuffix('.yaml')}" for finding in found}


def test_a_file_bears_the_name_of_its_cuisine(tmp_path: Path) -> None:
    files = {"dishes/yy.yaml": dishes(SOUP)["dishes/xx.yaml"]}
    assert codes(refused(tmp_path, files)) == ["dish-cuisine"]


def test_a_variant_is_computed_from_its_own_foods(tmp_path: Path) -> None:
    dish = cooked(tmp_path, dishes(SOUP + VARIANT)).dishes["xx-soup-gf"]
    assert (dish.base, dish.allergens) == (
        "xx-soup",
        frozenset({Allergen.LUPIN, Allergen.MILK, Allergen.SOY}),
    )
    assert {part.food for part in dish.serving} == {"lentils-cooked", "bread-gluten-free", "butter-unsalted"}


def test_a_variant_has_a_drawing_of_its_own_or_that_of_its_dish(tmp_path: Path) -> None:
    own = VARIANT.replace("        energy_kcal", "        picture: stew\n        energy_kcal")
    assert cooked(tmp_path, dishes(SOUP + own)).dishes["xx-soup-gf"].picture == "stew"
    assert cooked(tmp_path, dishes(SOUP + VARIANT)).dishes["xx-soup-gf"].picture == "soup"


def test_every_drawing_that_shows_a_food_has_a_plainer_one() -> None:
    assert set(SHOWS) | {shown.instead for shown in SHOWS.values()} <= set(PICTURES)
    assert not {shown.instead for shown in SHOWS.values()} & set(SHOWS)


def test_every_drawing_is_there() -> None:
    drawn = {p.stem for p in AssetPath().files("templates", "illustrations/meal-*.svg")}
    assert {f"meal-{picture}" for picture in PICTURES} <= drawn


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("swap: {bread-rye:", "swap: {baguette:", "dish-variant"),
        ("food: bread-gluten-free", "food: bread-of-air", "food-unknown"),
        ("energy_kcal: 477", "energy_kcal: 400", "dish-energy"),
        ("allergens: [lupin, milk", "allergens: [gluten, milk", "dish-allergens"),
        ("named: [lentils-cooked, bread-gluten-free]", "named: [bread-rye]", "dish-named"),
        ("        energy", "        picture: bread-eggs\n        energy", "dish-picture-shows"),
    ],
)
def test_a_slip_in_a_variant_is_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in VARIANT
    assert code in codes(refused(tmp_path, dishes(SOUP + VARIANT.replace(old, new))))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("{id: a, take: butter, give: olive-oil, text: with oil}", "food-unknown"),
        ("{id: a, take: butter-unsalted, give: oil, text: with oil}", "food-unknown"),
        ("{id: a, take: olive-oil, give: olive-oil, text: with oil}", "swap-same"),
        ("{id: a, take: milk-whole, give: wine-red, text: with wine}", "dish-food-avoid"),
        ("{id: a, take: milk-whole, give: null, text: without 1 milk}", "dish-digits"),
    ],
)
def test_a_slip_in_a_rule_is_found(tmp_path: Path, rule: str, code: str) -> None:
    found = refused(tmp_path, {"swaps.yaml": f"swaps:\n  - {rule}\n"})
    assert code in codes(found)
    assert {finding.where.line for finding in found} == {2}


def test_rules_are_not_said_twice(tmp_path: Path) -> None:
    rule = "  - {id: a, take: milk-whole, give: null, text: without milk}\n"
    assert codes(refused(tmp_path, {"swaps.yaml": f"swaps:\n{rule}{rule}"})) == ["dish-id", "swap-twice"]


def test_every_food_needs_flags(tmp_path: Path) -> None:
    ours = Path(str(AssetPath().find("planner-data/food_flags.csv"))).read_text(encoding="utf-8")
    without = "".join(
        line for line in ours.splitlines(keepends=True) if not line.startswith("lentils-cooked,")
    )
    found = refused(tmp_path, {"food_flags.csv": without} | dishes(SOUP))
    assert set(codes(found)) == {"food-flag"}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("measures.csv", "food,measure,grams,source\nrice,bowl,150,editorial\n", "food-unknown"),
        ("measures.csv", "food,measure,grams,source\nbanana,bowl,0,editorial\n", "measure-grams"),
        ("measures.csv", "food,measure,grams,source\nbanana,bowl\n", "table-row"),
        ("measures.csv", "food,measure,grams,source\nbanana,bowl,150,\n", "table-field"),
        ("food_pictures.csv", "food,picture\nbanana,dragon\n", "food-picture"),
        ("extras/vi.yaml", "cuisine: vi\nextras: []\n", "content-field"),
        (
            "extras/vi.yaml",
            'cuisine: vi\nextras:\n  - id: a\n    foods: [{food: banana, g: "9"}, {food: apple, g: "9"}]\n',
            "extra-energy",
        ),
        (
            "exchanges/vi.yaml",
            "cuisine: vi\ngroups:\n  - id: a\n    name: Fruit\n"
            '    items: [{food: banana, g: "100"}, {food: apple, g: "100"}]\n',
            "exchange-apart",
        ),
        (
            "exchanges/vi.yaml",
            "cuisine: vi\ngroups:\n  - id: protein\n    name: Protein\n"
            '    items: [{food: egg-boiled, g: "100"}, {food: banana, g: "174"}]\n',
            "exchange-apart",
        ),
        ("extras/zz.yaml", "cuisine: zz\nextras: []\n", "content-field"),
    ],
)
def test_a_slip_in_another_table_is_found(tmp_path: Path, name: str, text: str, code: str) -> None:
    assert code in codes(refused(tmp_path, {name: text}))


def test_a_digest_changes_with_what_can_be_printed_and_with_nothing_else(tmp_path: Path) -> None:
    ours = load_kitchen(AssetPath())
    again = cooked(tmp_path, dishes(SOUP))
    assert [again.digest(code) for code in ours.cuisines] == [ours.digest(code) for code in ours.cuisines]
    soup = again.digest("xx")
    assert soup != cooked(tmp_path, dishes(SOUP.replace("Soup with bread", "Soup"))).digest("xx")
    measures = Path(str(AssetPath().find("planner-data/measures.csv"))).read_text(encoding="utf-8")
    for food, changes in (("lentils-cooked", True), ("banana", False)):
        files = dishes(SOUP) | {"measures.csv": measures + f"{food},tin,240,editorial\n"}
        assert (load_kitchen(overlay(tmp_path, files)).digest("xx") != soup) is changes


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("food-flags.csv", "food_flags.csv"),
        ("dishes/vi.yml", "dishes/vi.yaml"),
        ("Dishes/vi.yaml", "dishes/vi.yaml"),
        ("dish/pl.yaml", "dishes/pl.yaml"),
        ("swap.yaml", "swaps.yaml"),
    ],
)
def test_a_file_that_would_be_passed_over_is_named(tmp_path: Path, name: str, nearest: str) -> None:
    found = refused(tmp_path, {name: "x"})
    assert codes(found) == ["kitchen-unknown-file"]
    assert found[0].where.file == name
    assert found[0].hint == f"did you mean {nearest}?"


def test_files_of_the_system_are_left_alone(tmp_path: Path) -> None:
    assert cooked(tmp_path, {".DS_Store": "x", **dishes(SOUP)})


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "broken link"])
@pytest.mark.parametrize("name", ["foods.csv", "dishes/vi.yaml"])
def test_a_known_name_is_a_regular_file(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "overlay" / "planner-data" / name
    path.parent.mkdir(parents=True)
    outside = tmp_path / "outside"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        if kind == "link":
            outside.write_text("x", encoding="utf-8")
        path.symlink_to(outside)
    found = refused(tmp_path / "overlay", {})
    assert codes(found) == ["kitchen-irregular-file"]
    assert found[0].hint


def test_a_linked_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "overlay" / "planner-data").mkdir(parents=True)
    (tmp_path / "overlay" / "planner-data" / "dishes").symlink_to(tmp_path / "elsewhere")
    assert codes(refused(tmp_path / "overlay", {})) == ["kitchen-irregular-file"]


def test_a_table_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    assets = overlay(tmp_path, {"foods.csv": ""})
    with (tmp_path / "planner-data" / "foods.csv").open("wb") as file:
        file.truncate(10**11)  # sparse: takes no space
    with pytest.raises(PlanError, match="is larger than"):
        load_kitchen(assets)

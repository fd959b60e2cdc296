"""`planner-data/` -> the whole kitchen: foods, dishes, rules and measures, checked against each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NoReturn, TypeVar

from pydantic import BaseModel

from handouts.content.authoring import load, suggest
from handouts.content.yaml_source import YamlSource
from handouts.errors import PlanError
from handouts.findings import Finding, Where
from handouts.planner.digests import digest_of
from handouts.planner.dish_faults import dish_faults, swap_faults
from handouts.planner.dishes import Cuisine, Dish
from handouts.planner.eating import Allergen, Diet
from handouts.planner.eats import Eats
from handouts.planner.exchanges import ExchangeFile, ExchangeGroup, exchange_faults, groups_of
from handouts.planner.extras import Extra, ExtraFile, extra_faults, extras_of
from handouts.planner.flags import FLAGS_FILE, Flags, load_flags
from handouts.planner.foods import FOODS_FILE, Food, load_foods
from handouts.planner.intakes import INTAKES_FILE, Intake, load_intakes
from handouts.planner.measures import MEASURES_FILE, FoodMeasure, load_measures
from handouts.planner.pictures import PICTURES_FILE, load_pictures
from handouts.planner.servings import Larder, serve
from handouts.planner.swaps import SwapFile, SwapRule
from handouts.planner.tables import read_bounded
from handouts.resources import AssetPath

M = TypeVar("M", bound=BaseModel)

_TABLES = (FLAGS_FILE, FOODS_FILE, INTAKES_FILE, MEASURES_FILE, PICTURES_FILE, "swaps.yaml")
_FOLDERS = ("dishes", "exchanges", "extras")
_CUISINE = re.compile(r"[a-z]{2,8}\.yaml")
"""Files that the folders hold, one for each cuisine."""


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Everything that plans are made of."""

    foods: dict[str, Food]
    flags: dict[str, Flags]
    cuisines: dict[str, Cuisine]
    """By code."""
    dishes: dict[str, Dish]
    """Every dish and every variant by its id, without rules applied, in the order of the files."""
    swaps: tuple[SwapRule, ...]
    measures: dict[str, tuple[FoodMeasure, ...]]
    extras: dict[str, tuple[Extra, ...]]
    """Small meals that hold what milk takes, by cuisine."""
    exchanges: dict[str, tuple[ExchangeGroup, ...]]
    """Lists of exchange by cuisine."""
    intakes: tuple[Intake, ...]
    pictures: dict[str, str] = field(default_factory=dict)
    """Drawings of foods: `templates/illustrations/food-<picture>.svg`."""
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def larder(self) -> Larder:
        """The foods with their flags."""
        return Larder(self.foods, self.flags)

    def digest(self, cuisine: str) -> str:
        """Return what changes with anything that a plan of a cuisine can print: its sign-off covers that."""
        return self.digests[cuisine]

    def eats(self, *, diet: Diet, without: Iterable[Allergen] = (), dislikes: Iterable[str] = ()) -> Eats:
        """Return what somebody eats.

        Raises:
            PlanError: a dislike is neither a food nor a dish: a slip of the keyboard must not reach a plate.
        """
        unliked = frozenset(dislikes)
        known = {*self.foods, *self.dishes}
        if unknown := sorted(unliked - known):
            named = ", ".join(f"“{name}”" for name in unknown)
            raise PlanError(f"there is no food or dish {named}", hint=suggest(unknown[0], known))
        return Eats(self.flags, diet, frozenset(without), unliked)


def load_kitchen(assets: AssetPath) -> Kitchen:
    """Return the kitchen; an overlay's files stand instead of ours of the same name.

    The same files are read only once.

    Raises:
        PlanError: a file cannot be read, or anything in it is wrong; all findings together.
    """
    if strays := tuple(_stray_files(assets)):
        _refuse(strays)
    state = hashlib.sha256()
    drawings = assets.files("templates", "illustrations/food-*.svg")
    for path in (*assets.files("planner-data", "**/*"), *drawings):
        state.update(f"{path}\0".encode())
        if path.suffix == ".svg":
            continue
        state.update(read_bounded(path))
    return _load(assets, state.hexdigest())


@lru_cache(maxsize=4)
def _load(assets: AssetPath, _state: str) -> Kitchen:
    reading = _Reading(assets, Larder(load_foods(assets), load_flags(assets)))
    kitchen = reading.kitchen()
    if reading.faults:
        _refuse(reading.faults)
    return kitchen


def _refuse(faults: Sequence[Finding]) -> NoReturn:
    count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    raise PlanError(f"the food data have {count}", hint="see docs/food-data.md", findings=faults)


def _stray_files(assets: AssetPath) -> Iterator[Finding]:
    """Yield what stands in a folder of food data and would be passed over without a word."""
    for folder in assets.roots("planner-data"):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if any(part.startswith(".") for part in name.parts):  # files of the system and of editors
                continue
            where = Where(name.as_posix())
            is_of_a_cuisine = name.parent.as_posix() in _FOLDERS and _CUISINE.fullmatch(name.name)
            if name.as_posix() in _TABLES or is_of_a_cuisine:
                is_ours = path.is_file() and path.resolve().is_relative_to(folder.resolve())
                problem = "" if is_ours else "is no regular file of this folder"
            elif path.is_symlink():
                problem = "is a link"
            elif path.is_dir():
                continue
            else:
                known = {*_TABLES, *(f"{kind}/{path.stem}.yaml" for kind in _FOLDERS)}
                message = f"“{name.as_posix()}” is no file of food data"
                hint = suggest(name.as_posix(), known)
                yield Finding("kitchen-unknown-file", message, where=where, hint=hint)
                continue
            if problem:
                hint = "put the file itself there, or take it away"
                message = f"“{name.as_posix()}” {problem}"
                yield Finding("kitchen-irregular-file", message, where=where, hint=hint)


class _Reading:
    """Reads all files and keeps what is wrong with them."""

    def __init__(self, assets: AssetPath, larder: Larder) -> None:
        self.assets = assets
        self.larder = larder
        self.faults: list[Finding] = list(_unflagged(larder))

    def kitchen(self) -> Kitchen:
        cuisines = self._cuisines()
        dishes = {} if self.faults else self._dishes(cuisines.values())
        swaps = self._swaps()
        extras, exchanges = self._extras(cuisines), self._exchanges(cuisines)
        measures, wrong = load_measures(self.assets, self.larder.foods)
        intakes, wrong_too = load_intakes(self.assets)
        pictures, no_picture = load_pictures(self.assets, self.larder.foods)
        self.faults += (*wrong, *wrong_too, *no_picture)
        kitchen = Kitchen(
            foods=dict(self.larder.foods),
            flags=dict(self.larder.flags),
            cuisines=cuisines,
            dishes=dishes,
            swaps=swaps,
            measures=measures,
            extras=extras,
            exchanges=exchanges,
            intakes=intakes,
            pictures=pictures,
        )
        if not self.faults:
            kitchen.digests.update({code: digest_of(kitchen, code) for code in cuisines})
        return kitchen

    def _all(self, model: type[M], pattern: str) -> Iterator[tuple[M, YamlSource]]:
        for path in self.assets.files("planner-data", pattern):
            value, source, findings = _parsed(path, model, hashlib.sha256(path.read_bytes()).hexdigest())
            self.faults += findings
            if value is not None:
                yield value, source

    def _cuisines(self) -> dict[str, Cuisine]:
        found: dict[str, Cuisine] = {}
        seen: dict[str, str] = {}
        for cuisine, source in self._all(Cuisine, "dishes/*.yaml"):
            self.faults += dish_faults(cuisine, source, larder=self.larder, seen=seen)
            found[cuisine.cuisine] = cuisine
        return found

    def _dishes(self, cuisines: Iterable[Cuisine]) -> dict[str, Dish]:
        return {
            dish.id: dish
            for cuisine in cuisines
            for entry in cuisine.dishes
            for variant in (None, *entry.variants)
            for dish in (serve(entry, variant=variant, cuisine=cuisine.cuisine, larder=self.larder),)
        }

    def _swaps(self) -> tuple[SwapRule, ...]:
        found: tuple[SwapRule, ...] = ()
        for rules, source in self._all(SwapFile, "swaps.yaml"):
            self.faults += swap_faults(rules, source, self.larder)
            found = rules.swaps
        return found

    def _extras(self, cuisines: Mapping[str, Cuisine]) -> dict[str, tuple[Extra, ...]]:
        found: dict[str, tuple[Extra, ...]] = {}
        for file, source in self._all(ExtraFile, "extras/*.yaml"):
            wrong = [
                *self._strays(file.cuisine, source, cuisines),
                *extra_faults(file, source, larder=self.larder),
            ]
            self.faults += wrong
            if not wrong:
                found[file.cuisine] = extras_of(file, larder=self.larder)
        return found

    def _exchanges(self, cuisines: Mapping[str, Cuisine]) -> dict[str, tuple[ExchangeGroup, ...]]:
        found: dict[str, tuple[ExchangeGroup, ...]] = {}
        for file, source in self._all(ExchangeFile, "exchanges/*.yaml"):
            self.faults += self._strays(file.cuisine, source, cuisines)
            self.faults += exchange_faults(file, source, larder=self.larder)
            found[file.cuisine] = groups_of(file)
        return found

    def _strays(self, code: str, source: YamlSource, cuisines: Mapping[str, Cuisine]) -> Iterator[Finding]:
        """Yield a finding where a file's cuisine has no dishes or is not that of its name."""
        where = Where(source.file, source.line_of(("cuisine",)), "cuisine")
        if code not in cuisines:
            hint = suggest(code, cuisines)
            yield Finding("dish-cuisine", f"there are no dishes for “{code}”", where=where, hint=hint)
        elif source.file != f"{code}.yaml":
            message = f"the file of the cuisine “{code}” must be {code}.yaml"
            yield Finding("dish-cuisine", message, where=where, hint="rename the file")


@lru_cache(maxsize=64)
def _parsed(path: Path, model: type[M], _state: str) -> tuple[M | None, YamlSource, tuple[Finding, ...]]:
    """Read one file, once for as long as it holds the same: YAML is what costs time."""
    return load(path, model)


def _unflagged(larder: Larder) -> Iterator[Finding]:
    for food in larder.foods:
        if food not in larder.flags:
            hint = "add a row; an unknown allergen is a 1"
            yield Finding("food-flag", f"“{food}” has no flags", where=Where("food_flags.csv"), hint=hint)
    for food in larder.flags:
        if food not in larder.foods:
            hint = suggest(food, larder.foods)
            yield Finding(
                "food-unknown", f"there is no food “{food}”", where=Where("food_flags.csv"), hint=hint
            )

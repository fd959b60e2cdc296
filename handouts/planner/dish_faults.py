"""Dishes and rules as their authors wrote them -> what is wrong with them, measured against the foods."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from handouts.content.authoring import suggest
from handouts.content.yaml_source import PathKey, YamlSource
from handouts.findings import Finding, Where
from handouts.planner.dishes import Cuisine, DishEntry, Variant
from handouts.planner.pictures import SHOWS
from handouts.planner.servings import Larder, serving_of
from handouts.planner.swaps import SwapFile

ENERGY_TOLERANCE_KCAL = Decimal(3)
ENERGY_TOLERANCE = Decimal("0.02")
"""How far the stated energy may be from what the foods come to; the wider one counts."""


def dish_faults(
    cuisine: Cuisine, source: YamlSource, *, larder: Larder, seen: dict[str, str]
) -> Iterator[Finding]:
    """Yield what is wrong with a file of dishes. `seen` collects the ids of all files with their file."""
    if cuisine.cuisine != source.file.removesuffix(".yaml"):
        message = f"the file of the cuisine “{cuisine.cuisine}” must be {cuisine.cuisine}.yaml"
        yield at(source, ("cuisine",), "dish-cuisine", message, "rename the file")
    for position, entry in enumerate(cuisine.dishes):
        path: PathKey = ("dishes", position)
        yield from _entry(entry, source, path, larder, seen)
        for place, variant in enumerate(entry.variants):
            yield from _variant(entry, variant, source, (*path, "variants", place), larder, seen)


def _entry(
    entry: DishEntry, source: YamlSource, path: PathKey, larder: Larder, seen: dict[str, str]
) -> Iterator[Finding]:
    yield from _id(entry.id, source, path, seen)
    for text, field in ((entry.name, "name"), (entry.caution, "caution")):
        yield from no_digits(text, source, (*path, field))
    foods = [part.food for part in entry.serving]
    for place, food in enumerate(foods):
        if food in foods[:place]:
            message = f"“{food}” stands twice in “{entry.id}”"
            yield at(source, (*path, "serving", place), "dish-food-twice", message, "add the grams up")
    unknown = list(unknown_foods(foods, source, (*path, "serving"), larder))
    yield from unknown or _serving(entry, None, source, path, larder)


def _variant(
    entry: DishEntry,
    variant: Variant,
    source: YamlSource,
    path: PathKey,
    larder: Larder,
    seen: dict[str, str],
) -> Iterator[Finding]:
    yield from _id(variant.id, source, path, seen)
    yield from no_digits(variant.name, source, (*path, "name"))
    foods = [part.food for part in entry.serving]
    for food in variant.swap:
        if food not in foods:
            message = f"“{variant.id}” swaps “{food}”, which is not in “{entry.id}”"
            yield at(source, (*path, "swap", food), "dish-variant", message, suggest(food, foods))
    comes = [swapped.food for swapped in variant.swap.values() if swapped]
    unknown = list(unknown_foods(comes, source, (*path, "swap"), larder))
    yield from unknown
    if not unknown and all(food in larder.foods and food in larder.flags for food in foods):
        yield from _serving(entry, variant, source, path, larder)


def _serving(
    entry: DishEntry, variant: Variant | None, source: YamlSource, path: PathKey, larder: Larder
) -> Iterator[Finding]:
    """Compare what the author states with what the foods come to."""
    stated = variant or entry
    parts = serving_of(entry, variant)
    here = [part.food for part in parts]
    if not parts:
        yield at(source, path, "dish-empty", f"“{stated.id}” has no food left", "swap less of it")
        return
    for food in stated.named:
        if food not in here:
            message = f"“{stated.id}” names “{food}”, which is not in it"
            yield at(source, (*path, "named"), "dish-named", message, suggest(food, here))
    for food in here:
        if larder.flags[food].avoid:
            message = f"“{food}” in “{stated.id}” is a food that no plan may hold"
            yield at(source, path, "dish-food-avoid", message, "take another food, or leave it out")
    yield from _energy(stated, larder.energy_kcal(parts), source, path)
    yield from _allergens(stated, here, source, path, larder)
    picture = stated.picture or entry.picture
    if (shown := SHOWS.get(picture)) and not shown.is_held(larder.foods[food] for food in here):
        message = f"the drawing of “{stated.id}” shows {shown.what}, which is not in it"
        where = (*path, "picture") if stated.picture else path  # a variant may have its dish's
        yield at(source, where, "dish-picture-shows", message, f"write picture: {shown.instead}")
    held = {group for food in here for group in larder.groups(food)}
    for group in stated.groups or ():
        if group not in held:
            message = f"“{stated.id}” has no food of the group “{group}”"
            yield at(
                source, (*path, "groups"), "dish-group", message, "take the group out, or add such a food"
            )
    fluid_ml = entry.fluid_ml if stated.fluid_ml is None else stated.fluid_ml
    if fluid_ml > (liquid_ml := larder.liquid_ml(parts)):
        message = f"“{stated.id}” states {fluid_ml} ml of fluid; its foods hold {int(liquid_ml)} ml"
        yield at(source, (*path, "fluid_ml"), "dish-fluid", message, f"write at most {int(liquid_ml)}")


def _energy(
    stated: DishEntry | Variant, energy: Decimal, source: YamlSource, path: PathKey
) -> Iterator[Finding]:
    if abs(energy - stated.energy_kcal) > max(ENERGY_TOLERANCE_KCAL, energy * ENERGY_TOLERANCE):
        message = f"“{stated.id}” states {stated.energy_kcal} kcal; its foods come to {energy:.0f}"
        hint = f"check the grams, or write {energy:.0f}"
        yield at(source, (*path, "energy_kcal"), "dish-energy", message, hint)


def _allergens(
    stated: DishEntry | Variant, here: list[str], source: YamlSource, path: PathKey, larder: Larder
) -> Iterator[Finding]:
    carried = {allergen for food in here for allergen in larder.flags[food].allergens}
    if carried != set(stated.allergens):
        told = ", ".join(sorted(carried))
        message = f"“{stated.id}” states other allergens than its foods carry ({told or 'none'})"
        hint = f"write allergens: [{told}]"
        yield at(source, (*path, "allergens"), "dish-allergens", message, hint)


def _id(name: str, source: YamlSource, path: PathKey, seen: dict[str, str]) -> Iterator[Finding]:
    if name in seen:
        message = f"“{name}” stands twice (also in {seen[name]})"
        yield at(source, (*path, "id"), "dish-id", message, "give it another id")
    seen[name] = source.file


def unknown_foods(
    foods: Collection[str], source: YamlSource, path: PathKey, larder: Larder
) -> Iterator[Finding]:
    """Yield the foods of a list that have no row in the table, or no flags."""
    for place, food in enumerate(foods):
        if food not in larder.foods:
            where = (*path, place, "food")
            yield at(source, where, "food-unknown", f"there is no food “{food}”", suggest(food, larder.foods))
        elif food not in larder.flags:
            message = f"“{food}” has no flags"
            yield at(source, (*path, place), "food-flag", message, "add a row to food_flags.csv")


def no_digits(text: str | None, source: YamlSource, path: PathKey) -> Iterator[Finding]:
    """Yield a finding where a text for readers holds digits: amounts are data and printed beside it."""
    if text and any(sign.isdigit() for sign in text):
        hint = "write it without digits; amounts are printed beside it"
        yield at(source, path, "dish-digits", f"“{text}” holds digits", hint)


def swap_faults(rules: SwapFile, source: YamlSource, larder: Larder) -> Iterator[Finding]:
    """Yield what is wrong with the rules of exchange."""
    seen: dict[str, str] = {}
    exchanged: set[tuple[str, str | None]] = set()
    for position, rule in enumerate(rules.swaps):
        path: PathKey = ("swaps", position)
        yield from _id(rule.id, source, path, seen)
        yield from no_digits(rule.text, source, (*path, "text"))
        for field, food in (("take", rule.take), ("give", rule.give)):
            if food is not None and food not in larder.foods:
                hint = suggest(food, larder.foods)
                yield at(source, (*path, field), "food-unknown", f"there is no food “{food}”", hint)
            elif food is not None and field == "give" and food in larder.flags and larder.flags[food].avoid:
                message = f"“{rule.id}” gives “{food}”, which no plan may hold"
                yield at(source, (*path, field), "dish-food-avoid", message, "give another food")
        if rule.take == rule.give:
            message = f"“{rule.id}” gives back what it takes"
            yield at(source, (*path, "give"), "swap-same", message, "give another food, or null")
        if (rule.take, rule.give) in exchanged:
            message = f"“{rule.id}” does what a rule above it does"
            yield at(source, path, "swap-twice", message, "keep one of them")
        exchanged.add((rule.take, rule.give))


def at(source: YamlSource, path: PathKey, code: str, message: str, hint: str) -> Finding:
    """Return a finding about a field of a file, with its line."""
    dotted = ".".join(str(part) for part in path)
    return Finding(code, message, where=Where(source.file, source.line_of(path), dotted), hint=hint)

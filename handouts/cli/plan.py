"""`handouts plan`: a week or a day of meals, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import plan_options
from handouts.cli.options import AsJson, AsOf, Overlays, jurisdictions, today
from handouts.errors import SettingsError

if TYPE_CHECKING:
    from decimal import Decimal

    from rich.table import Table

    from handouts.content.model import Jurisdiction
    from handouts.planner.nutrients import Amount
    from handouts.planner.plan import MealPlan, PlannedDay, PlannedMeal
    from handouts.resources import AssetPath


def plan_meals(
    cuisine: plan_options.Cuisine = None,
    energy: plan_options.Energy = None,
    age: Annotated[int | None, typer.Option("--age", help="Instead of --energy: her age in years.")] = None,
    height: Annotated[int | None, typer.Option("--height", help="Her height in cm.")] = None,
    weight: Annotated[int | None, typer.Option("--weight", help="Her weight before pregnancy in kg.")] = None,
    activity: Annotated[str | None, typer.Option("--activity", help="low, moderate or high.")] = None,
    meals: plan_options.Meals = None,
    days: Annotated[int | None, typer.Option("--days", help="Days: 1 or 7.")] = None,
    diet: plan_options.DietName = None,
    without: plan_options.Without = None,
    dislike: plan_options.Dislikes = None,
    folk: plan_options.Folk = False,
    seed: plan_options.Seed = None,
    jurisdiction: Annotated[
        str | None,
        typer.Option("--jurisdiction", "-j", help="Country whose numbers apply: VN, PL, GB, US."),
    ] = None,
    plan: plan_options.PlanFile = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Plan meals for a day or a week and prove that they keep every rule.

    Example: handouts plan --cuisine vi --energy 2000 --meals 6 --days 7 --seed 1 --json
    """
    from handouts.cli.show import console, print_json
    from handouts.planner.kitchen import load_kitchen
    from handouts.planner.planning import check_cuisine, make_plan
    from handouts.planner.request_files import request_from
    from handouts.planner.rules import load_facts
    from handouts.resources import AssetPath

    today(as_of)  # taken by every command; a plan does not depend on the day
    body = {"age": age, "height_cm": height, "weight_kg": weight, "activity": activity}
    mother = {name: value for name, value in body.items() if value is not None}
    choices = plan_options.chosen(
        plan,
        cuisine=cuisine,
        energy_kcal=energy,
        mother=mother,
        meals=meals,
        days=days,
        diet=diet,
        without=without,
        dislikes=dislike,
        folk=folk,
        seed=seed,
    )
    if "cuisine" not in choices:
        raise SettingsError("name a cuisine, or a file with --plan", hint="such as --cuisine vi")
    assets = AssetPath(_overlays(overlay))
    request = request_from(choices)
    kitchen = load_kitchen(assets)
    check_cuisine(request, kitchen=kitchen)  # before the country, which may follow from it
    made = make_plan(
        request,
        kitchen=kitchen,
        facts=load_facts(assets),
        jurisdiction=_country(jurisdiction, request.cuisine, assets),
    )
    if as_json:
        print_json(plan_as_dict(made))
        return
    console.print(_table(made))
    own = f"{made.target_kcal:,} kcal a day: {made.baseline_kcal:,} of her own and {made.extra_kcal} for milk"
    console.print(f"[bold]{own}[/] ({made.jurisdiction}). Verified. Iodine: not assessed.")
    if made.waived:
        console.print(f"not asked of this plan: {', '.join(made.waived)}")


def _overlays(given: list[Path] | None) -> tuple[Path, ...]:
    from handouts.settings import load_settings

    return load_settings(Path.cwd(), overlays=tuple(given or ())).overlays


def _country(given: str | None, cuisine: str, assets: AssetPath) -> Jurisdiction:
    """Return the country named, or that of the language whose dishes these are.

    Raises:
        SettingsError: the country is unknown, or none was named and no language has these dishes.
    """
    from handouts.localize.locales import load_locale, locale_codes

    if given:
        return jurisdictions([given])[0]
    for code in locale_codes(assets):
        settings = load_locale(code, assets=assets).settings
        if settings.cuisine == cuisine:
            return settings.default_jurisdiction
    raise SettingsError(
        f"no language has the cuisine “{cuisine}” as its own", hint="name a country: --jurisdiction VN"
    )


def plan_as_dict(plan: MealPlan) -> dict[str, object]:
    """Return a plan as plain values. What a mother's age and weight are is not among them."""
    request = plan.request
    return {
        "plan": plan.name,
        "verified": True,
        "cuisine": request.cuisine,
        "jurisdiction": str(plan.jurisdiction),
        "baseline_kcal": plan.baseline_kcal,
        "extra_kcal": plan.extra_kcal,
        "target_kcal": plan.target_kcal,
        "meals_a_day": request.meals,
        "diet": str(request.diet),
        "without": [str(allergen) for allergen in request.without],
        "dislikes": list(request.dislikes),
        "folk": request.folk,
        "seed": request.seed,
        "waived": list(plan.waived),
        "iodine": "not assessed",
        "days": [
            _day_as_dict(day, alternatives)
            for day, alternatives in zip(plan.days, plan.alternatives, strict=True)
        ],
    }


def _day_as_dict(day: PlannedDay, alternatives: tuple[PlannedMeal | None, ...]) -> dict[str, object]:
    from handouts.planner.nutrients import Nutrient

    totals = {
        "energy": Nutrient.ENERGY,
        "protein": Nutrient.PROTEIN,
        "calcium": Nutrient.CALCIUM,
        "iron": Nutrient.IRON,
    }
    return {
        "day": day.number,
        "meals": [
            _meal_as_dict(meal) | {"or": _meal_as_dict(other) if other else None}
            for meal, other in zip(day.meals, alternatives, strict=True)
        ],
        "totals": {
            **{name: _amount_as_dict(day.amount(nutrient), nutrient) for name, nutrient in totals.items()},
            "fluid": {
                "ml": _number(day.fluid_ml, 0),
                "glasses_of_water": day.glasses,
                "glass_ml": day.glass_ml,
            },
        },
    }


def _meal_as_dict(meal: PlannedMeal) -> dict[str, object]:
    from handouts.planner.nutrients import Nutrient

    dish = meal.dish
    return {
        "meal": str(meal.slot),
        "dish": dish.id,
        "name": dish.name_en,
        "portion": _number(meal.portion, 2),
        "kcal": _number(meal.amount(Nutrient.ENERGY).value, 0),
        "foods": [{"food": part.food, "g": _number(part.grams, 1)} for part in meal.foods],
        "swaps": list(dish.swaps),
        "caution": dish.caution_en or None,
        "glasses_of_water": meal.glasses,
    }


def _amount_as_dict(amount: Amount, nutrient: str) -> dict[str, object]:
    unit = nutrient.rpartition("_")[2]
    return {unit: _number(amount.value, 1 if unit != "kcal" else 0), "at_least": amount.is_at_least}


def _number(amount: Decimal, places: int) -> int | float:
    rounded = round(amount, places)
    return int(rounded) if rounded == int(rounded) else float(rounded)


def _table(plan: MealPlan) -> Table:
    from rich.markup import escape
    from rich.table import Table

    from handouts.planner.nutrients import Nutrient

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("day", "meal", "dish"):
        table.add_column(heading)
    for heading in ("portion", "kcal", "protein g", "water"):
        table.add_column(heading, justify="right", no_wrap=True)
    for day in plan.days:
        for meal in day.meals:
            energy, protein = (meal.amount(n).value for n in (Nutrient.ENERGY, Nutrient.PROTEIN))
            table.add_row(
                str(day.number) if meal is day.meals[0] else "",
                str(meal.slot),
                escape(meal.dish.name_en),
                f"{meal.portion.normalize():f}",
                f"{energy:.0f}",
                f"{protein:.0f}",
                str(meal.glasses),
            )
        energy, protein = (day.amount(n).value for n in (Nutrient.ENERGY, Nutrient.PROTEIN))
        drinks = f"{day.fluid_ml / 1000:.1f} L of all drinks"
        table.add_row(
            "",
            "",
            f"[dim]{drinks}[/]",
            "",
            f"[bold]{energy:.0f}[/]",
            f"[bold]{protein:.0f}[/]",
            "",
            end_section=True,
        )
    return table

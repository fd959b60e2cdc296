"""Options with which a meal plan is chosen, each declared once, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def _complete_cuisine(incomplete: str) -> list[str]:
    from handouts.resources import AssetPath  # completion must answer at once

    names = (path.stem for path in AssetPath().files("planner-data", "dishes/*.yaml"))
    return [name for name in names if name.startswith(incomplete)]


Cuisine = Annotated[
    str | None,
    typer.Option("--cuisine", "-c", help="Whose dishes: vi, pl, en.", autocompletion=_complete_cuisine),
]
Energy = Annotated[
    int | None,
    typer.Option(
        "--energy", help="Her own need before pregnancy in kcal a day; milk is added. Default: 2000."
    ),
]
Meals = Annotated[int | None, typer.Option("--meals", help="Meals a day: 5 or 6.")]
DietName = Annotated[str | None, typer.Option("--diet", help="any, vegetarian, vegan or halal.")]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Allergen to leave out, such as milk; repeat for more.")
]
Dislikes = Annotated[
    list[str] | None,
    typer.Option("--dislike", help="Id of a food or dish to leave out; repeat for more."),
]
Folk = Annotated[bool, typer.Option("--folk", help="Allow traditional dishes, each with its caution.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Another number gives another plan.")]
PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan", help="File with these choices; what is left out adds up, other options go before its own."
    ),
]


def chosen(file: Path | None, **options: Any) -> dict[str, Any]:
    """Return the choices of a plan's file and of options together; empty when nobody chose anything.

    Options go before the file, but never give back what the file leaves out: allergens and dislikes of both
    are left out, and no option changes the file's diet.

    Args:
        file: a plan's file, or nothing.
        options: fields of `PlanRequest`; None, False and empty ones were not given.

    Raises:
        PlanError: the file cannot be used (all faults listed), or its diet is another than the option's.
    """
    from handouts.errors import PlanError
    from handouts.planner.eating import Diet
    from handouts.planner.request_files import load_request

    given = {
        name: value for name, value in options.items() if value not in (None, [], {}) and value is not False
    }
    written = load_request(file).model_dump(exclude_unset=True) if file else {}
    if "energy_kcal" in given or "mother" in given:  # one way to say the energy: the one of the command line
        written = {name: value for name, value in written.items() if name not in ("energy_kcal", "mother")}
    diet, own = given.get("diet"), written.get("diet", Diet.ANY)
    if own is not Diet.ANY and diet in set(Diet) and diet != own:
        raise PlanError(
            f"the plan's file says diet {own}, and --diet says {diet}",
            hint=f"leave --diet {diet} out, or write it into the file if {own} no longer holds",
        )
    both = {
        name: [str(word) for word in (*written.get(name, ()), *given.get(name, ()))]
        for name in ("without", "dislikes")
    }
    return written | given | {name: words for name, words in both.items() if words}

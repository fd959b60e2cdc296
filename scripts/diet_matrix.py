"""Print which diets are planned in which cuisine, as the table of docs/meal-plans.md.

.venv/bin/python scripts/diet_matrix.py
"""

from __future__ import annotations

import sys
from typing import Any

from handouts.content.model import Jurisdiction
from handouts.errors import PlanError
from handouts.planner.kitchen import load_kitchen
from handouts.planner.planning import make_plan
from handouts.planner.requests import PlanRequest
from handouts.planner.rules import load_facts
from handouts.resources import AssetPath

DIETS: dict[str, dict[str, Any]] = {
    "no restriction": {},
    "vegetarian": {"diet": "vegetarian"},
    "vegan": {"diet": "vegan"},
    "without milk": {"without": ("milk",)},
    "without gluten": {"without": ("gluten",)},
    "without fish": {"without": ("fish",)},
    "without egg": {"without": ("egg",)},
    "without nuts and peanuts": {"without": ("nuts", "peanut")},
    "halal": {"diet": "halal"},
    "vegetarian, without milk": {"diet": "vegetarian", "without": ("milk",)},
}
COUNTRY = {"vi": Jurisdiction.VN, "pl": Jurisdiction.PL, "en": Jurisdiction.GB}
MEALS = (5, 6)
TARGETS = (2300, 2700)


def say(line: str) -> None:
    """Write one line to standard output."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Plan a week for each diet and print what came of it."""
    assets = AssetPath()
    kitchen, facts = load_kitchen(assets), load_facts(assets)
    heads = [f"{cuisine}, {meals} meals" for cuisine in COUNTRY for meals in MEALS]
    say(f"| diet | {' | '.join(heads)} |")
    say(f"|---|{'---|' * len(heads)}")
    planned, refused = 0, []
    for name, wishes in DIETS.items():
        cells = []
        for cuisine, country in COUNTRY.items():
            for meals in MEALS:
                done = []
                for target in TARGETS:
                    values = {"cuisine": cuisine, "energy_kcal": target - 500, "meals": meals, **wishes}
                    request = PlanRequest.model_validate(values)
                    try:
                        make_plan(request, kitchen=kitchen, facts=facts, jurisdiction=country)
                        done.append(f"{target:,}")
                    except PlanError as error:
                        refused.append(f"* {name}, {target:,} kcal: {error.message} ({error.hint})")
                planned += len(done)
                cells.append(" and ".join(done) or "–")
        say(f"| {name} | {' | '.join(cells)} |")
    say(f"\n{planned} of {planned + len(refused)} weeks planned (kcal a day).")
    say("\n".join(refused))


if __name__ == "__main__":
    main()

"""Our solver is exact: a general one finds the same day, and small days are counted out by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from handouts.planner.options import DayWish, chance, day_model
from handouts.planner.solver import BranchAndBound, DayModel, GaveUp, Infeasible, Option, Row, Solution
from tests.planner.highs import Highs
from tests.planner.planned import Recording, plan, prepared, request

options = some.builds(
    Option,
    cost=some.integers(0, 50),
    amounts=some.tuples(some.integers(0, 40), some.integers(-5, 5), some.integers(0, 1)),
    marks=some.sampled_from([0, 0, 1, 2, 4, 3]),
)
models = some.builds(
    DayModel,
    choices=some.lists(some.lists(options, min_size=1, max_size=5).map(tuple), min_size=1, max_size=4).map(
        tuple
    ),
    rows=some.tuples(
        some.builds(Row, some.just("energy"), some.integers(0, 60), some.integers(60, 120)),
        some.builds(Row, some.just("share"), some.just(-100), some.integers(-6, 10)),
        some.builds(Row, some.just("group"), some.integers(0, 2), some.just(9)),
    ),
)


def by_hand(model: DayModel) -> int | None:
    """Return the least cost of all choices that keep every row, by trying them all."""
    costs = []
    for chosen in product(*model.choices):
        marks = 0
        for option in chosen:
            if option.marks & marks:
                break
            marks |= option.marks
        else:
            sums = [sum(option.amounts[row] for option in chosen) for row in range(len(model.rows))]
            if all(row.low <= s <= row.high for row, s in zip(model.rows, sums, strict=True)):
                costs.append(sum(option.cost for option in chosen))
    return min(costs, default=None)


@settings(max_examples=300, deadline=None)
@given(models)
def test_the_cheapest_choice_is_found_or_proven_to_be_missing(model: DayModel) -> None:
    found = BranchAndBound().solve(model)
    cost = found.cost if isinstance(found, Solution) else None

    assert not isinstance(found, GaveUp)
    assert cost == by_hand(model)
    if isinstance(found, Solution):
        assert sum(model.choices[c][o].cost for c, o in enumerate(found.chosen)) == cost


def test_a_choice_without_options_is_infeasible() -> None:
    assert isinstance(BranchAndBound().solve(DayModel(((),), (Row("energy", 0, 1),))), Infeasible)


def test_the_search_gives_up_at_its_limit_of_nodes() -> None:
    _, choices = prepared(request())
    model, _ = day_model(choices, prepared(request())[0], DayWish(day=1, seed="1"))

    assert isinstance(BranchAndBound(node_limit=3).solve(model), GaveUp)


@pytest.mark.slow
@pytest.mark.parametrize("cuisine", ["vi", "pl", "en"])
@pytest.mark.parametrize("diet", ["any", "vegan"])
def test_another_solver_finds_the_same_days(cuisine: str, diet: str) -> None:
    asked = request(cuisine=cuisine, diet=diet, meals=5 + chance(cuisine, diet) % 2)
    ours, theirs = Recording(BranchAndBound()), Recording(Highs())

    plan(asked, ours)

    assert len(ours.solved) >= 7
    for model, cost in ours.solved:
        theirs.solve(model)
        assert theirs.solved[-1] == (model, cost)


@pytest.mark.slow
@pytest.mark.parametrize("cuisine", ["vi", "pl", "en"])
def test_another_solver_makes_the_same_plan(cuisine: str) -> None:
    asked = request(cuisine=cuisine, seed=2)

    assert plan(asked, Highs()) == plan(asked)

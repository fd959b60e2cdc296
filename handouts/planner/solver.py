"""A model of one day in whole numbers -> the cheapest choice that keeps every row, or why there is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol

NODE_LIMIT = 20_000
"""Partial days looked into before the search gives up. Nodes, never seconds: the same plan everywhere."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen."""

    cost: int
    amounts: tuple[int, ...]
    """What it adds to each row, in the order of the rows."""
    marks: int = 0
    """Bits; two options that share one exclude each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of the amounts of all chosen options lies between two bounds."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class DayModel:
    """Choose exactly one option of each choice, keep every row, pay as little as possible."""

    choices: tuple[tuple[Option, ...], ...]
    rows: tuple[Row, ...]
    """The tightest first: the search is guided by it."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The cheapest choice."""

    chosen: tuple[int, ...]
    """Position of the option taken, for each choice."""
    cost: int
    nodes: int = 0


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No choice keeps every row: proven."""

    nodes: int = 0


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The node limit was reached; there may be a choice."""

    nodes: int = 0


class Solver(Protocol):
    """Solves one day to the optimum. Costs have unique ties, so every exact solver finds the same day."""

    def solve(self, model: DayModel) -> Solution | Infeasible | GaveUp:
        """Return the cheapest choice, or that there is none, or that the limit was reached."""


@dataclass(frozen=True, slots=True)
class BranchAndBound:
    """Depth first, cheapest bound first, in plain Python: nothing to install, and faster here than others.

    The bound is the least cost of all choices still open that can bring the first row into its range, by
    dynamic programming over that row in steps (`_Reach`). The two choices that exclude each other most stand
    last, so that the bound knows it. The other rows are held by the least and most that open choices add.
    """

    node_limit: int = NODE_LIMIT

    def solve(self, model: DayModel) -> Solution | Infeasible | GaveUp:
        """Return the cheapest choice, or that there is none, or that the limit was reached."""
        return _Search(model, self.node_limit).run()


class Budget:
    """A solver with nodes for many days together; when they are used up, it gives up at once.

    Counted and never timed: who asks the same gets the same answer on any machine.
    """

    def __init__(self, solver: Solver, nodes: int) -> None:
        self.solver = solver
        self.left = nodes

    def solve(self, model: DayModel) -> Solution | Infeasible | GaveUp:
        """Return what the solver finds, as long as there are nodes left."""
        if self.left <= 0:
            return GaveUp()
        solver = self.solver
        if isinstance(solver, BranchAndBound):
            solver = replace(solver, node_limit=min(solver.node_limit, self.left))
        found = solver.solve(model)
        self.left -= found.nodes + NODES_OF_A_MODEL
        return found


NODES_OF_A_MODEL = 700
"""What making the model of a day costs, in nodes that the same time would have looked into."""

_STEPS = 180
"""Steps into which the first row is cut for the bound: finer is tighter and slower."""
_NEVER = 1 << 60


class _Reach:
    """Least cost of the open choices, by how much the first row still takes."""

    def __init__(self, choices: tuple[tuple[Option, ...], ...], row: Row) -> None:
        self.high = row.high
        self.step = step = max(1, row.high // _STEPS)
        size = row.high // step + 1
        cheapest = [0] + [_NEVER] * (size - 1)
        self.tables = [self._windows(cheapest, row, 0)]
        start = cheapest
        for open_choices, options in enumerate(reversed(choices), start=1):
            if open_choices == 2:  # the last two together
                cheapest = self._grown(start, self._pairs(options, choices[-1]))
            else:
                cheapest = self._grown(cheapest, self._by_step(options))
            self.tables.append(self._windows(cheapest, row, open_choices))
        self.tables.reverse()

    def _by_step(self, options: tuple[Option, ...]) -> dict[int, int]:
        found: dict[int, int] = {}
        for option in options:
            at = option.amounts[0] // self.step
            if option.cost < found.get(at, _NEVER):
                found[at] = option.cost
        return found

    def _pairs(self, options: tuple[Option, ...], others: tuple[Option, ...]) -> dict[int, int]:
        found: dict[int, int] = {}
        second = [(other.amounts[0] // self.step, other.cost, other.marks) for other in others]
        for option in options:
            first, cost_of_first, marks = option.amounts[0] // self.step, option.cost, option.marks
            for at, cost, other_marks in second:
                if not marks & other_marks and cost_of_first + cost < found.get(first + at, _NEVER):
                    found[first + at] = cost_of_first + cost
        return found

    @staticmethod
    def _grown(cheapest: list[int], more: dict[int, int]) -> list[int]:
        size = len(cheapest)
        grown = [_NEVER] * size
        reached = [(at, cost) for at, cost in enumerate(cheapest) if cost < _NEVER]
        for step, cost_of_step in more.items():
            for at, cost in reached:
                if at + step >= size:
                    break
                if cost + cost_of_step < grown[at + step]:
                    grown[at + step] = cost + cost_of_step
        return grown

    def _windows(self, cheapest: list[int], row: Row, open_choices: int) -> list[int]:
        """Return for each step the least cost in the range that may end there, steps being rounded down."""
        width = (row.high - row.low + open_choices * (self.step - 1)) // self.step + 2
        return [min(cheapest[max(0, top - width + 1) : top + 1]) for top in range(len(cheapest))]


class _Search:
    def __init__(self, model: DayModel, node_limit: int) -> None:
        rows = model.rows
        self.limit = node_limit
        self.nodes = 0
        self.best = _NEVER
        self.chosen: tuple[int, ...] = ()
        self.order = _order(model.choices)
        self.choices = tuple(
            tuple(sorted(enumerate(model.choices[c]), key=lambda item: item[1].cost)) for c in self.order
        )
        plain = tuple(model.choices[c] for c in self.order)
        self.reach = _Reach(plain, rows[0])
        self.low = [row.low for row in rows]
        self.high = [row.high for row in rows]
        self.least, self.most = _ends(plain, len(rows))
        self.others = range(1, len(rows))

    def run(self) -> Solution | Infeasible | GaveUp:
        if not all(self.choices):
            return Infeasible()
        try:
            self._descend(0, 0, 0, [0] * len(self.low), ())
        except _LimitReached:
            return GaveUp(self.nodes)
        if self.best == _NEVER:
            return Infeasible(self.nodes)
        taken = dict(zip(self.order, self.chosen, strict=True))
        return Solution(tuple(taken[c] for c in sorted(taken)), self.best, self.nodes)

    def _descend(self, depth: int, cost: int, marks: int, sums: list[int], chosen: tuple[int, ...]) -> None:
        if depth == len(self.choices):
            if cost < self.best and self.low[0] <= sums[0] <= self.high[0]:
                self.best, self.chosen = cost, chosen
            return
        self.nodes += 1
        if self.nodes > self.limit:
            raise _LimitReached
        table, step, high = self.reach.tables[depth + 1], self.reach.step, self.high[0]
        base, left = sums[0], []
        for position, option in self.choices[depth]:
            if cost + option.cost >= self.best:
                break  # they are sorted by cost
            room = high - base - option.amounts[0]
            if room < 0 or option.marks & marks:
                continue
            bound = cost + option.cost + table[room // step]
            if bound < self.best and self._may_fit(depth + 1, sums, option.amounts):
                left.append((bound, position, option))
        left.sort(key=lambda item: item[:2])
        for bound, position, option in left:
            if bound >= self.best:
                return
            grown = [have + more for have, more in zip(sums, option.amounts, strict=True)]
            self._descend(depth + 1, cost + option.cost, marks | option.marks, grown, (*chosen, position))

    def _may_fit(self, depth: int, sums: list[int], amounts: tuple[int, ...]) -> bool:
        least, most, low, high = self.least[depth], self.most[depth], self.low, self.high
        for row in self.others:
            have = sums[row] + amounts[row]
            if have + least[row] > high[row] or have + most[row] < low[row]:
                return False
        return True


class _LimitReached(Exception):  # noqa: N818 (not an error: the way out of a deep search)
    pass


def _order(choices: tuple[tuple[Option, ...], ...]) -> list[int]:
    """Return the order of the search: short choices first, the two that exclude each other most last."""
    order = sorted(range(len(choices)), key=lambda c: (len(choices[c]), c))
    masks = [Counter(option.marks for option in options if option.marks) for options in choices]

    def excluded(pair: tuple[int, int]) -> int:
        one, other = masks[pair[0]], masks[pair[1]]
        return sum(m * n for a, m in one.items() for b, n in other.items() if a & b)

    if len(choices) > 1:
        last = max(combinations(order, 2), key=excluded)
        order = [choice for choice in order if choice not in last] + list(last)
    return order


def _ends(choices: tuple[tuple[Option, ...], ...], rows: int) -> tuple[list[list[int]], list[list[int]]]:
    """Return for each depth the least and the most that the choices still open add to each row."""
    least, most = [[0] * rows], [[0] * rows]
    for options in reversed(choices):
        if not options:
            continue
        least.append([least[-1][row] + min(o.amounts[row] for o in options) for row in range(rows)])
        most.append([most[-1][row] + max(o.amounts[row] for o in options) for row in range(rows)])
    return least[::-1], most[::-1]

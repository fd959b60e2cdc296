"""HiGHS as a second, independent solver of the same day: a witness that ours is exact."""

from __future__ import annotations

import highspy
import numpy

from handouts.planner.solver import DayModel, GaveUp, Infeasible, Solution

_BEYOND = 1 << 39
"""Bounds beyond this are none."""


class Highs:
    """The day as a whole-number programme: one column for each option, one row for each rule."""

    def solve(self, model: DayModel) -> Solution | Infeasible | GaveUp:
        columns = [(c, o) for c, options in enumerate(model.choices) for o in range(len(options))]
        if not all(model.choices):
            return Infeasible()
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.5)
        solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        programme = _programme(model, columns)
        solver.passModel(programme)
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Infeasible()
        if status != highspy.HighsModelStatus.kOptimal:
            return GaveUp()
        values = solver.getSolution().col_value
        chosen = dict(column for column, value in zip(columns, values, strict=True) if value > 0.5)
        order = tuple(chosen[choice] for choice in range(len(model.choices)))
        return Solution(order, sum(model.choices[c][o].cost for c, o in enumerate(order)))


def _programme(model: DayModel, columns: list[tuple[int, int]]) -> highspy.HighsLp:
    options = [model.choices[c][o] for c, o in columns]
    rows = [[float(c == choice) for c, _ in columns] for choice in range(len(model.choices))]
    bounds = [(1.0, 1.0)] * len(rows)
    for row, rule in enumerate(model.rows):
        rows.append([float(option.amounts[row]) for option in options])
        low = float(rule.low) if rule.low > -_BEYOND else -highspy.kHighsInf
        high = float(rule.high) if rule.high < _BEYOND else highspy.kHighsInf
        bounds.append((low, high))
    bits = max((option.marks for option in options), default=0).bit_length()
    for bit in range(bits):
        rows.append([float(option.marks >> bit & 1) for option in options])
        bounds.append((-highspy.kHighsInf, 1.0))
    matrix = numpy.array(rows)
    starts, indices, values = [0], [], []
    for row_values in matrix:
        at = numpy.flatnonzero(row_values)
        indices += list(at)
        values += list(row_values[at])
        starts.append(len(indices))
    programme = highspy.HighsLp()
    programme.num_col_ = len(columns)
    programme.num_row_ = len(rows)
    programme.col_cost_ = numpy.array([float(option.cost) for option in options])
    programme.col_lower_ = numpy.zeros(len(columns))
    programme.col_upper_ = numpy.ones(len(columns))
    programme.row_lower_ = numpy.array([low for low, _ in bounds])
    programme.row_upper_ = numpy.array([high for _, high in bounds])
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = numpy.array(starts)
    programme.a_matrix_.index_ = numpy.array(indices)
    programme.a_matrix_.value_ = numpy.array(values)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    return programme

"""Whole numbers: one column for every team, chosen for good."""

from dataclasses import dataclass

import highspy
import numpy as np

from zhucun.solver.columns import rows_of
from zhucun.solver.engine import engine
from zhucun.solver.master import Master
from zhucun.solver.matrix import INFINITE
from zhucun.solver.pricing import Floats
from zhucun.solver.terms import Whole
from zhucun.solver.walking import Picked

ROUNDING = 0.1


@dataclass(frozen=True)
class Chosen:
    """One row a team; no better choice from the same columns is worth more than `bound`."""

    picked: Picked
    worth: float
    bound: float


def choose(master: Master, picked: Picked, worth: Floats, start: Whole, nodes: int) -> Chosen:
    """The best choice from these columns, beginning with those at `start`."""
    terms, units, count = master.terms, master.terms.units, len(picked.teams)
    columns, rows, values = master.entries(picked)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count + units, len(master.upper)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.concatenate([worth, np.full(units, -float(terms.problem.weights.fair_share))])
    lp.col_lower_, lp.col_upper_ = np.zeros(count + units), np.concatenate([np.ones(count), np.full(units, INFINITE)])
    lp.row_lower_, lp.row_upper_ = master.lower, master.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    ends = len(rows) + np.arange(units + 1)
    lp.a_matrix_.start_ = np.concatenate([np.searchsorted(columns, np.arange(count)), ends]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([rows, master.shares_at + np.arange(units)]).astype(np.int32)
    lp.a_matrix_.value_ = np.concatenate([values.astype(float), -np.ones(units)])
    kinds = [highspy.HighsVarType.kInteger] * count + [highspy.HighsVarType.kContinuous] * units
    lp.integrality_ = kinds
    highs = engine(nodes=nodes)
    highs.passModel(lp)
    if len(start):
        solution = highspy.HighsSolution()
        solution.col_value = list(_values_at(master, picked, start, count))
        highs.setSolution(solution)
    highs.run()
    info = highs.getInfo()
    on = np.flatnonzero(np.array(highs.getSolution().col_value)[:count] > 0.5)
    chosen = rows_of(picked, on)
    found = Chosen(chosen, master.worth_of_plan(chosen), info.mip_dual_bound)
    # HiGHS 1.16 now and then takes a given beginning for more than it is worth, and cuts off what would be better.
    if len(start) and abs(found.worth - info.objective_function_value) > ROUNDING:
        return choose(master, picked, worth, start[:0], nodes)
    return found


def _values_at(master: Master, picked: Picked, start: Whole, count: int) -> Floats:
    values = np.zeros(count + master.terms.units)
    values[start] = 1
    members = picked.members[start]
    units = master.terms.unit_of[members[members >= 0]]
    sent = np.bincount(units[units >= 0], minlength=master.terms.units)
    values[count:] = np.maximum(sent - master.upper[master.shares_at : master.takes_at], 0)
    return values

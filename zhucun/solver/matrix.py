"""Columns, rows and entries of a linear programme, collected in blocks and handed to HiGHS at once."""

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

INFINITE = highspy.kHighsInf


@dataclass
class Matrix:
    """Blocks as they come; `columns` and `rows` give the numbers of those that were added."""

    costs: list[NDArray[np.float64]] = field(default_factory=list)
    lower: list[NDArray[np.float64]] = field(default_factory=list)
    upper: list[NDArray[np.float64]] = field(default_factory=list)
    whole: list[NDArray[np.bool_]] = field(default_factory=list)
    row_lower: list[NDArray[np.float64]] = field(default_factory=list)
    row_upper: list[NDArray[np.float64]] = field(default_factory=list)
    entries: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = field(default_factory=list)
    column_count: int = 0
    row_count: int = 0

    def columns(
        self, count: int, cost: ArrayLike = 0, *, lower: ArrayLike = 0, upper: ArrayLike = 1, is_whole: bool = True
    ) -> NDArray[np.int64]:
        for block, value in ((self.costs, cost), (self.lower, lower), (self.upper, upper)):
            block.append(np.broadcast_to(np.asarray(value, dtype=float), (count,)))
        self.whole.append(np.full(count, is_whole))
        self.column_count += count
        return np.arange(self.column_count - count, self.column_count)

    def rows(self, count: int, lower: ArrayLike = -INFINITE, upper: ArrayLike = INFINITE) -> NDArray[np.int64]:
        for block, value in ((self.row_lower, lower), (self.row_upper, upper)):
            block.append(np.broadcast_to(np.asarray(value, dtype=float), (count,)))
        self.row_count += count
        return np.arange(self.row_count - count, self.row_count)

    def put(self, rows: ArrayLike, columns: ArrayLike, value: float = 1.0) -> None:
        at_rows, at_columns = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        self.entries.append((at_rows, at_columns, np.full(len(at_rows), value)))

    def programme(self, *, is_whole: bool) -> Any:
        """As HiGHS takes it, to be maximised; `is_whole=False` is the relaxation."""
        rows, columns, values = (np.concatenate(parts) for parts in zip(*self.entries, strict=True))
        order = np.argsort(rows, kind="stable")
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.column_count, self.row_count
        lp.col_cost_, lp.col_lower_ = np.concatenate(self.costs), np.concatenate(self.lower)
        whole, upper = np.concatenate(self.whole), np.concatenate(self.upper)
        # A relaxed seat needs no upper bound of its own: the person's row holds it, and its dual is what prices it.
        lp.col_upper_ = upper if is_whole else np.where(whole, INFINITE, upper)
        lp.row_lower_, lp.row_upper_ = np.concatenate(self.row_lower), np.concatenate(self.row_upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=self.row_count))]).astype(
            np.int32
        )
        lp.a_matrix_.index_ = columns[order].astype(np.int32)
        lp.a_matrix_.value_ = values[order]
        lp.sense_ = highspy.ObjSense.kMaximize
        if is_whole:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(flag)] for flag in whole]
        return lp

"""The core of the search, relaxation, prices of all pairs, filter, whole numbers, on generalised-assignment files.

Jobs are people, agents are teams with room for so much instead of so many: the capacity rows stand here only.
"""

import csv
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.show import Measured
from zhucun.solver.engine import engine
from zhucun.solver.matrix import INFINITE, Matrix

FOLDER = "ZHUCUN_GAP_FILES"  # the folder with gap/ and gap_best_known.csv
FIRST, WIDER = 2.0, 2.5


@dataclass(frozen=True)
class Assigning:
    """Agents × jobs: what each brings (negative where it is to be least) and takes; and each agent's room."""

    worth: np.ndarray
    takes: np.ndarray
    room: np.ndarray


def measure() -> Iterator[Measured]:
    folder = Path(os.environ.get(FOLDER, ""))
    if not (folder / "gap_best_known.csv").is_file():
        yield Measured("solver", "generalised assignment", 0, "files", note=f"left out: {FOLDER} names no folder")
        return
    with (folder / "gap_best_known.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            sign = 1 if row["sense"] == "Max" else -1
            best = int(row["upper_bound" if sign < 0 else "lower_bound"])
            found = sign * solve(read(folder / "gap" / row["instance"], sign))
            what = f"{row['instance']} {row['sense']}, short of the best known {best}"
            yield Measured("solver", what, abs(found - best), "points", 0)


def read(path: Path, sign: int) -> Assigning:
    agents, jobs, *numbers = (int(word) for word in path.read_text().split())
    size = agents * jobs
    worth, takes, room = (np.array(numbers[a:b]) for a, b in ((0, size), (size, 2 * size), (2 * size, None)))
    return Assigning(sign * worth.reshape(agents, jobs), takes.reshape(agents, jobs), room)


def solve(asked: Assigning) -> int:
    """Widens the choice of pairs by their reduced worth until what is left out cannot be in a better plan."""
    bound, gains, _ = _run(asked, np.ones(asked.worth.shape, dtype=bool), is_whole=False)
    width, best = FIRST, -math.inf
    while True:
        value, _, proven = _run(asked, gains > -width, is_whole=True)
        best = max(best, value)
        if max(proven, bound - width) - best < 1 or width > bound - best:
            return round(best)
        width = max(width * WIDER, 1.0) if math.isinf(best) else min(width * WIDER, bound - best + 1)


def _run(asked: Assigning, pairs: np.ndarray, *, is_whole: bool) -> tuple[float, np.ndarray, float]:
    agents, jobs = np.nonzero(pairs)
    matrix = Matrix()
    columns = matrix.columns(len(agents), asked.worth[agents, jobs])
    once = matrix.rows(asked.worth.shape[1], 1, 1)
    matrix.put(once[jobs], columns)
    room = matrix.rows(len(asked.room), -INFINITE, asked.room)
    for take in np.unique(asked.takes[agents, jobs]):
        here = asked.takes[agents, jobs] == take
        matrix.put(room[agents[here]], columns[here], float(take))
    highs = engine(nodes=1_000_000)
    highs.passModel(matrix.programme(is_whole=is_whole))
    highs.run()
    info = highs.getInfo()
    if is_whole:
        value = info.objective_function_value if info.primal_solution_status == 2 else -math.inf
        return value, np.empty(0), info.mip_dual_bound
    duals = np.array(highs.getSolution().row_dual)
    gains = asked.worth - duals[once][None, :] - asked.takes * duals[room][:, None]
    return info.objective_function_value, gains, info.objective_function_value

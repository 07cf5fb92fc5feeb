"""Team formation at one county and at ten as one pool; repair, menu, swap, and a county where it cannot be done.

Every plan is made in a process of its own, so that the memory is its own too, and is checked against the hard rules.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import assignment
from benchmarks.show import Measured
from zhucun.solver import conflicts, samples
from zhucun.solver.check import faults
from zhucun.solver.found import Progress
from zhucun.solver.problem import Problem, Weights
from zhucun.solver.repair import least_change, menu
from zhucun.solver.scoring import worth
from zhucun.solver.search import form_teams
from zhucun.solver.swaps import Swap, effects, suggest

SEEDS = range(7, 17)
PLAIN = Weights(mates_apart=0, fair_share=0)
KB_IN_MB = 1024


def measure() -> Iterator[Measured]:
    yield from _one_county("all wishes, fair shares among them", "all", seconds=(None, 30))
    yield from _one_county("plain wishes", "plain", seconds=(2, 8))
    yield from _ten_counties()
    yield from _changes()
    yield from _impossible()
    yield from assignment.measure()


def _one_county(called: str, wishes: str, seconds: tuple[float | None, float]) -> Iterator[Measured]:
    runs = [_alone(1, seed, wishes) for seed in SEEDS]
    what = f"one county, {called}, ten seeds"
    for name, of, bound in (("median", statistics.median, seconds[0]), ("worst", max, seconds[1])):
        note = f"processor {of(r['processor'] for r in runs):.2f} s"
        value = round(of(r["seconds"] for r in runs), 2)
        yield Measured("solver", f"{what}: {name}", value, "s", bound, note=note)
    yield Measured("solver", f"{what}: first legal plan, latest", round(max(r["first_plan"] for r in runs), 2), "s", 1)
    widest = max(runs, key=lambda r: r["gap"])
    note = f"{100 * widest['gap'] / widest['worth']:.4f} %, {sum(r['gap'] == 0 for r in runs)} of {len(runs)} proven"
    yield Measured("solver", f"{what}: widest gap", widest["gap"], "points", 0, note=note)
    yield Measured("solver", f"{what}: memory", max(r["mb"] for r in runs), "MB", 250)


def _ten_counties() -> Iterator[Measured]:
    run = _alone(10, SEEDS[0], "all")
    what = "ten counties, 15 M pairs, all wishes"
    note = f"processor {run['processor']:.1f} s"
    yield Measured("solver", f"{what}: to the end", round(run["seconds"], 1), "s", 90, note=note)
    note = f"processor {run['first_processor']:.1f} s, {100 * run['first_worth'] / run['worth']:.1f} % of the best"
    yield Measured("solver", f"{what}: first legal plan", round(run["first_plan"], 1), "s", 10, note=note)
    note = f"{run['gap']} points of {run['worth']}"
    yield Measured("solver", f"{what}: gap", round(100 * run["gap"] / run["worth"], 4), "%", 0.05, note=note)
    yield Measured("solver", f"{what}: memory", run["mb"], "MB", 2000)


def _alone(scale: int, seed: int, wishes: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.solver", str(scale), str(seed), wishes]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _changes() -> Iterator[Measured]:
    problem = samples.county(1, SEEDS[0])
    today = form_teams(problem).assignment
    leaving = Random(3).sample(sorted(today.seats), len(today.seats) * 3 // 100)
    seconds, repaired = _timed(lambda: least_change(problem, today, leaving))
    note = f"{len(repaired.moves)} moves, proven" if repaired.is_proven else f"{len(repaired.moves)} moves"
    yield Measured("solver", f"{len(leaving)} leave: least change", round(seconds, 2), "s", 0.5, note=note)
    seconds, lines = _timed(lambda: menu(problem, today, leaving))
    yield Measured("solver", "moves against fit", round(seconds, 1), "s", 10, note=f"{len(lines)} lines")
    one, other = sorted(today.seats)[:2]
    seconds, _ = _timed(lambda: effects(problem, today, Swap(one, other)))
    yield Measured("solver", "the effect of a swap", round(seconds * 1000, 1), "ms", 100)
    seconds, _ = _timed(lambda: suggest(problem, today, problem.teams[5].id))
    yield Measured("solver", "suggestions for a team", round(seconds * 1000, 1), "ms", 1000)


def _impossible() -> Iterator[Measured]:
    county = samples.county(1, SEEDS[0])
    few = [c if at % 6 == 0 else replace(c, party_months=None) for at, c in enumerate(county.candidates)]
    seconds, (sentence, *_) = _timed(lambda: conflicts.in_words(replace(county, candidates=few)))
    note = sentence.split("：")[0]
    yield Measured("solver", "an impossible county explained", round(seconds, 2), "s", 1, note=note)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def _main(scale: int, seed: int, wishes: str) -> None:
    """Processor time stands beside the clock's, since others may want the machine."""
    problem = samples.county(scale, seed, weights=None if wishes == "all" else PLAIN)
    begun, begun_processor = time.perf_counter(), time.process_time()
    first: dict[str, Any] = {}

    def told(progress: Progress) -> None:
        if progress.is_legal and not first:
            seconds, processor = time.perf_counter() - begun, time.process_time() - begun_processor
            first.update(first_plan=seconds, first_processor=processor, first_worth=progress.best, plan=progress.plan)

    found = form_teams(problem, tell=told)
    seconds, processor = time.perf_counter() - begun, time.process_time() - begun_processor
    _must_hold(problem, first.pop("plan"), first["first_worth"])
    _must_hold(problem, found.assignment, found.worth)
    run = {"seconds": seconds, "processor": processor, "worth": found.worth, "gap": found.gap, "mb": _most_mb()}
    print(json.dumps(run | first))


def _most_mb() -> int:
    """What this programme took at most; getrusage would count the process that it was forked from as well."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // KB_IN_MB


def _must_hold(problem: Problem, plan: Any, total: int) -> None:
    if broken := faults(problem, plan):
        raise SystemExit(f"{len(broken)} hard rules are broken: {broken[0].sentence}")
    if worth(problem, plan).total != total:
        raise SystemExit("the plan is not worth what was said")


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])

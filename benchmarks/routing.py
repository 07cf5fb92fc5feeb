"""The day's ways on published problems: capacities (CVRP) and time windows (VRPTW), against the best known cost."""

import csv
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import vrplib

from benchmarks.show import Measured
from zhucun.solver.routing import Day, Group, Stop, plan

FOLDER = "ZHUCUN_ROUTING_FILES"  # the folder with cvrp/, vrptw/ and routing_best_known.csv
SECONDS, WITHIN = 30, 2.0
NEVER = 10**9
TENTHS = 10  # the published costs of time-window problems use distances cut to one decimal


def measure() -> Iterator[Measured]:
    folder = Path(os.environ.get(FOLDER, ""))
    if not (folder / "routing_best_known.csv").is_file():
        yield Measured("routing", "published problems", 0, "files", note=f"left out: {FOLDER} names no folder")
        return
    with (folder / "routing_best_known.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield _against_the_best(folder, row)


def _against_the_best(folder: Path, row: dict[str, str]) -> Measured:
    kind, best = row["type"], float(row["best_known_cost"])
    day, unit = _capacities(folder, row) if kind == "CVRP" else _windows(folder, row)
    begun = time.perf_counter()
    ways = plan(day, seconds=SECONDS)
    took = time.perf_counter() - begun
    assert not ways.left_out, row["instance"]
    cost = ways.travelled / unit
    note = f"{cost:g} for {best:g}, {len(ways.routes)} routes, {took:.1f} s"
    what = f"{kind} {row['instance']}, above the best known"
    return Measured("routing", what, round(100 * (cost - best) / best, 2), "%", WITHIN, note=note)


def _capacities(folder: Path, row: dict[str, str]) -> tuple[Day, int]:
    read = vrplib.read_instance(folder / "cvrp" / f"{row['instance']}.vrp")
    ways = np.rint(read["edge_weight"]).astype(int).tolist()
    stops = tuple(Stop(str(at), at, closes=NEVER, load=int(load)) for at, load in enumerate(read["demand"]) if at > 0)
    # As many as could be wanted: the number of vehicles is free in these.
    number = 2 * int(np.ceil(read["demand"].sum() / read["capacity"]))
    return _day(stops, ways, number, int(read["capacity"])), 1


def _windows(folder: Path, row: dict[str, str]) -> tuple[Day, int]:
    read = vrplib.read_instance(folder / "vrptw" / f"{row['instance']}.txt", instance_format="solomon")
    ways = np.floor(read["edge_weight"] * TENTHS).astype(int).tolist()
    stops = tuple(_stop_in_window(read, at) for at in range(1, len(ways)))
    return _day(stops, ways, int(read["vehicles"]), int(read["capacity"]), _ends_at(read)), TENTHS


def _stop_in_window(read: dict[str, Any], at: int) -> Stop:
    opens, closes = (int(moment) * TENTHS for moment in read["time_window"][at])
    return Stop(str(at), at, int(read["service_time"][at]) * TENTHS, opens, closes, int(read["demand"][at]))


def _ends_at(read: dict[str, Any]) -> int:
    return int(read["time_window"][0][1]) * TENTHS


def _day(stops: tuple[Stop, ...], ways: list[list[int]], number: int, room: int, back_by: int = NEVER) -> Day:
    return Day(stops, tuple(Group(str(n), 0, back_by=back_by, room=room) for n in range(number)), ways)

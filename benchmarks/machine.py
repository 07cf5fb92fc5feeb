"""What the figures were measured on: processors, memory, and what one synchronous write costs here."""

import os
import platform
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

SYNCED_WRITES = 200


def described() -> dict[str, Any]:
    """`fsync_ms` are median and worst of small writes that reach the disk; every act waits for one of them."""
    median, worst = synced_write_ms()
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "fsync_ms": {"median": round(median, 2), "worst": round(worst, 2)},
    }


def synced_write_ms() -> tuple[float, float]:
    """(median, worst) of small writes, each followed by fsync, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, open(Path(folder, "probe"), "wb", buffering=0) as probe:
        took = [_one_write(probe) for _ in range(SYNCED_WRITES)]
    return statistics.median(took), max(took)


def _one_write(probe: Any) -> float:
    begun = time.perf_counter()
    probe.write(b"x" * 4096)
    os.fsync(probe.fileno())
    return (time.perf_counter() - begun) * 1000


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")

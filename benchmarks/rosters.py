"""A roster read, planned and written by `zhucun import` in a process of its own, into a county opened for it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter
from django.utils import timezone

from benchmarks.show import Measured
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.demo.county import FOUNDED_ON
from zhucun.demo.invented import Dice
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_places import COUNTY, invent_places
from zhucun.org.places import acts as places
from zhucun.org.places.founding import found_county
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind

HEAD = (
    "姓名",
    "性别",
    "出生年月",
    "派出单位",
    "电话",
    "乡镇",
    "村",
    "队内职务",
    "派驻起",
    "派出文号",
    "有农村工作经历",
)
SIZES = ((496, "9903", 1.0, None), (100_000, "9904", 40.0, 400))  # rows, prefecture, seconds, MB
UNITS = 130
NO_SUCH_FILE = 2
QUIETLY = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def measure() -> Iterator[Measured]:
    for rows, prefecture, seconds, megabytes in SIZES:
        code = f"{prefecture}81"
        villages = _open_county(code)
        file = Path(os.environ["ZHUCUN_DATA_DIR"], f"roster-{rows}.xlsx")
        _write(file, rows, villages)
        start, _ = _imported(Path("none.xlsx"), code, ends_with=NO_SUCH_FILE)  # the command with all it loads, no more
        took, peak = _imported(file, code)
        note = f"whole process {took:.1f} s, of which {start:.1f} s to start"
        yield Measured("rosters", f"{rows} rows, plan and commit", round(took - start, 2), "s", seconds, note=note)
        if megabytes:
            yield Measured("rosters", f"{rows} rows, most memory", peak, "MB", megabytes)
        again, _ = _imported(file, code)
        yield Measured("rosters", f"{rows} rows once more, which changes nothing", round(again - start, 2), "s")


def _open_county(code: str) -> list[tuple[str, str]]:
    """The invented places under another code; gives (township, village) of each village."""
    by = Actor.system("测速", reach=code, now=timezone.now(), door="cli")
    county = found_county(code, f"{code}县", since=FOUNDED_ON, by=by)
    places.open_county(county, office_name="测速驻村办", by=by)
    invented, _ = invent_places(Dice(int(code)))
    made: dict[str, Place] = {COUNTY: county}
    for kinds in ((Kind.TOWNSHIP,), (Kind.VILLAGE, Kind.COMMUNITY)):
        level = [place for place in invented if place.kind in kinds]
        calls = [
            Told(made[p.parent], {"code": code + p.code[6:], "name": p.name, "kind": p.kind, "since": FOUNDED_ON})
            for p in level
        ]
        made.update(zip((p.code for p in level), places.add.many(calls, by=by), strict=True))
    return [(made[p.parent].name, p.name) for p in invented if p.kind == Kind.VILLAGE]


def _write(file: Path, rows: int, villages: list[tuple[str, str]]) -> None:
    dice, seeded = Random(rows), Dice(rows)
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["驻村工作队花名册"])
    page.write_row(1, 0, HEAD)
    held: set[tuple[str, str]] = set()
    for number, name in enumerate(_names(seeded, rows)):
        township, village = villages[number % len(villages)]
        role = "第一书记" if number < len(villages) else "队员"
        born = date(dice.randint(1965, 1998), dice.randint(1, 12), 1)
        unit = _unit_without(name, held, dice)
        cells = (name, dice.choice("男女"), f"{born:%Y.%m}", unit, f"139{number:08}", township, village, role)
        page.write_row(number + 2, 0, (*cells, "2021-05-18", "青组通〔2021〕12号", dice.choice("是否")))
    book.close()


def _unit_without(name: str, held: set[tuple[str, str]], dice: Random) -> str:
    """Two of one name in one unit would be asked about, which is not what is timed here."""
    while (name, unit := f"县第{dice.randrange(UNITS) + 1}单位") in held:
        pass
    held.add((name, unit))
    return unit


def _names(dice: Dice, count: int) -> Iterator[str]:
    """Invented names; beyond what one registry has, borne again by others of another year."""
    registry = Registry(dice, set())
    for number in range(count):
        if number % 2_000 == 0:
            registry = Registry(dice, set())
        yield registry.name("male" if number % 3 else "female", 1965 + number % 34)


def _imported(file: Path, code: str, *, ends_with: int = 0) -> tuple[float, int]:
    """(seconds, megabytes at most) of the whole process. Raises RuntimeError where the rows were not taken."""
    told = ["import", "roster", str(file), "--county", code, "--answer", "unit:new_units=add"]
    begun = time.perf_counter()
    running = subprocess.Popen([sys.executable, "-m", "zhucun.cli", *told], **QUIETLY)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode != ends_with:
        raise RuntimeError(f"zhucun {' '.join(told)} ended with {running.returncode}")
    return time.perf_counter() - begun, used.ru_maxrss // 1024

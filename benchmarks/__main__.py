"""`make bench`: measures, prints a table, and writes the same as JSON beside the machine it was measured on."""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

SECTIONS = (
    *(
        "pages",
        "acts",
        "rosters",
        "papers",
        "size",
        "solver",
        "routing",
        "tests",
        "items",
        "assessment",
        "benefits",
        "figures",
        "texts",
        "days",
    ),
)
COUNTIES = "1,100"


def main() -> int:
    told = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="zhucun-bench-"))
    os.environ["ZHUCUN_DATA_DIR"] = str(folder)
    with ExitStack() as open_until_the_end:
        os.environ["ZHUCUN_DATABASE_URL"] = _database(told.database, folder, open_until_the_end)
        return _measure(told)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", help=f"some of: {' '.join(SECTIONS)}; all when none is named")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--counties", default=COUNTIES, help="at how many counties pages are measured (%(default)s)")
    parser.add_argument(
        "--page", action="append", default=[], help="of the section pages only this one, as /figures/; may be repeated"
    )
    parser.add_argument(
        "--json", type=Path, default=Path("bench-results/bench.json"), help="where the document goes (%(default)s)"
    )
    told = parser.parse_args()
    if unknown := set(told.sections) - set(SECTIONS):
        parser.error(f"there is no section {sorted(unknown)[0]!r}")
    told.sections = told.sections or SECTIONS
    return told


def _database(kind: str, folder: Path, open_until_the_end: ExitStack) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder}/bench.db"
    from tests import throwaway_postgres

    return open_until_the_end.enter_context(throwaway_postgres.running())


def _measure(told: argparse.Namespace) -> int:
    _set_up()
    from benchmarks import machine, show

    lines, about = [], machine.described()
    print(
        f"{about['processor']}, {about['cores']} cores, {about['memory_gb']} GB;",
        f"one synced write takes {about['fsync_ms']['median']} ms, at worst {about['fsync_ms']['worst']}",
    )
    for line in _lines(told):
        lines.append(line)
        print(show.table([line]).splitlines()[-1], flush=True)
    print(f"\n{show.table(lines)}")
    document = {"machine": about, "database": told.database, "measured": [line.as_json() for line in lines]}
    told.json.parent.mkdir(parents=True, exist_ok=True)
    told.json.write_text(json.dumps(document, ensure_ascii=False, indent=1))
    return 0


def _set_up() -> None:
    """The demo county in a database of its own, with the passwords and people that a demo has."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhucun.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from zhucun.demo.loading import load_demo
    from zhucun.demo.log_ins import give_passwords

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    load_demo()
    give_passwords()
    print(f"the demo county was made in {time.perf_counter() - begun:.1f} s")


def _lines(told: argparse.Namespace) -> Iterator[Any]:
    from benchmarks import (
        acts,
        assessment,
        benefits,
        counties,
        days,
        figures,
        items,
        pages,
        papers,
        rosters,
        routing,
        server,
        sitting,
        solver,
        texts,
    )

    environment = {name: os.environ[name] for name in ("ZHUCUN_DATA_DIR", "ZHUCUN_DATABASE_URL")}
    if {"pages", "acts", "size"} & set(told.sections):
        for count in map(int, told.counties.split(",")):
            if count > 1:
                list(counties.multiply(count))
            with server.running(environment) as running:
                yield from _of_server(told, running, count, (acts, pages))
    if "rosters" in told.sections:
        yield from rosters.measure()
    if "papers" in told.sections:
        yield from papers.measure()
    if "solver" in told.sections:
        yield from solver.measure()
    if "routing" in told.sections:
        yield from routing.measure()
    if "tests" in told.sections:
        yield from sitting.prepare()
        with server.running(environment) as running:
            yield from sitting.measure(running)
    if "items" in told.sections:
        yield from items.measure()
    if "assessment" in told.sections:
        yield from assessment.measure([int(count) for count in told.counties.split(",")])
    if "benefits" in told.sections:
        yield from benefits.measure([int(count) for count in told.counties.split(",")])
    if "figures" in told.sections:
        yield from figures.measure([int(count) for count in told.counties.split(",")])
    if "texts" in told.sections:
        yield from texts.measure()
    if "days" in told.sections:  # the last: it lives three years in the county
        yield from days.measure([int(count) for count in told.counties.split(",")])


def _of_server(told: argparse.Namespace, running: Any, count: int, modules: tuple[Any, Any]) -> Iterator[Any]:
    from benchmarks.show import Measured

    acts, pages = modules
    if "size" in told.sections and count == 1:
        yield from (
            Measured("size", f"process {n}", mb, "MB", 150) for n, mb in enumerate(running.memory_mb(), start=1)
        )
        yield pages.first_load_kb(running)
    if "pages" in told.sections:
        yield from pages.measure(running, count, only=told.page)
    if "acts" in told.sections and count == 1:
        yield from acts.measure(running, f"acts, {told.database}")


if __name__ == "__main__":
    sys.exit(main())

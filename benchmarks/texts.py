"""What reads and fills papers with numbers: a draft judged against the ledgers, a superior's blank form filled.

Sentences and heads are made of the figures' own labels, so that each of them is looked for and most are found.
"""

import io
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

from benchmarks.figures import TODAY
from benchmarks.show import Measured
from zhucun.demo.invented_places import COUNTY

DRAFTS = ((3_000, 1.0), (60_000, 10.0))  # characters, seconds: five pages, and a hundred
FORMS = ((20, 17, 2.0), (500, 30, 5.0))  # rows, columns, seconds


def measure() -> Iterator[Measured]:
    for characters, bound in DRAFTS:
        text = draft(characters)
        found, took = _timed(lambda text=text: _judged(text))
        note = f"{len(found.reading.claims)} numbers, {len(found.open)} to look at"
        yield Measured("texts", f"a draft of {characters} characters judged", took, "s", bound, note=note)
    for rows, columns, bound in FORMS:
        data = blank_form(rows, columns)
        form, took = _timed(lambda data=data: _filled(data))
        note = f"{form.known} of {len(form.cells)} cells known"
        yield Measured("texts", f"a form of {rows} × {columns} filled", took, "s", bound, note=note)


def draft(characters: int) -> str:
    """Each figure of the county with its value, every fourth of them wrong, over and over."""
    from zhucun.lib.figure import all_figures, ask_many

    figures = [figure for figure in all_figures() if not figure.for_few and figure.kind in ("count", "sum")]
    answers = ask_many([figure.id for figure in figures], _question())
    said = [
        f"全县{figure.label}{(answers[figure.id].value or 0) + 7 * (number % 4 == 0)}{figure.unit}。"
        for number, figure in enumerate(figures)
        if isinstance(answers[figure.id].value, int | None)
    ]
    text = ""
    for number, sentence in enumerate(cycle(said)):
        text += sentence if number % 8 else f"\n{sentence}"
        if len(text) >= characters:
            return text[:characters]
    raise AssertionError("a cycle has no end")


def blank_form(rows: int, columns: int) -> bytes:
    """A row for each place, a head for each figure: townships while there are enough, else villages."""
    import xlsxwriter

    from zhucun.lib.figure import all_figures
    from zhucun.org.places.models import Place
    from zhucun.org.places.rules import Kind

    kind = Kind.TOWNSHIP if rows <= Place.objects.filter(kind=Kind.TOWNSHIP).count() else Kind.VILLAGE
    names = list(
        Place.objects.filter(kind=kind, code__startswith=COUNTY).order_by("code").values_list("name", flat=True)
    )
    heads = [f"{figure.label}（{figure.unit}）" for figure in all_figures() if not figure.for_few]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["序号", "乡镇" if kind == Kind.TOWNSHIP else "村", *islice(cycle(heads), columns - 2)])
        for number, name in enumerate(islice(cycle(names), rows), start=1):
            page.write_row(number, 0, [number, name])
    return buffer.getvalue()


def _judged(text: str) -> Any:
    from zhucun.reports.checking.asking import looked_through_by

    return looked_through_by(_question().actor, text, TODAY)


def _filled(data: bytes) -> Any:
    from zhucun.reports.filling.filling import filled

    return filled(data, "表.xlsx", _question())


def _question() -> Any:
    from zhucun.demo.hands import operator
    from zhucun.lib.figure import Question

    return Question(operator(TODAY, reach=COUNTY), COUNTY, TODAY)


def _timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """With nothing kept from before."""
    from zhucun.acts import keeping

    keeping.forget()
    begun = time.perf_counter()
    done = do()
    return done, round(time.perf_counter() - begun, 2)

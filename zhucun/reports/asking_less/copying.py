"""The form that is left to send: a row each, what is known filled in, and blank columns for what nobody has."""

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.db import transaction

from zhucun.acts.refused import Refused
from zhucun.lib.figure import Question, ask_many
from zhucun.reports.asking_less.columns import Asked
from zhucun.reports.asking_less.reckoning import UNTITLED, Looked, rows_of
from zhucun.reports.asking_less.rules import CALLED, Level, Standing
from zhucun.reports.filling.filling import value_in_form
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text
from zhucun.sheets.writing import Written, write_ledger
from zhucun.web.exporting import note_export
from zhucun.web.ledgers import by_pen

NOTHING_LEFT = "这些列系统里都有，没有要问的。不用发，导出来就是。"
WIDE = 18


@transaction.atomic
def copy_of(looked: Looked) -> bytes:
    """Noted like any sheet. Raises Refused where nothing is left to ask."""
    if not looked.unknown:
        raise Refused(NOTHING_LEFT)
    buffer, title = io.BytesIO(), looked.wanted.title or UNTITLED
    filled = _filled(looked)
    around = Written(
        title=title,
        note=_note(looked, filled),
        footer=looked.by.office.partition(" · ")[0],
        is_demo=looked.by.is_demo,
        is_ledger=True,
    )
    written = write_ledger(buffer, _sheet(looked, filled), _rows(looked, filled), around)
    note_export(looked.by, f"只问没有的：{title}", written)
    return buffer.getvalue()


def _filled(looked: Looked) -> list[Asked]:
    """Figures are known of a territory; of a person, a team or a unit only that they need not be asked."""
    is_place = looked.wanted.level == Level.TOWNSHIP
    return [one for one in looked.known if one.standing is Standing.FIGURE] if is_place else []


def _note(looked: Looked, filled: list[Asked]) -> str:
    left_out = [one.label for one in looked.known if one not in filled]
    told = f"只填后面 {len(looked.unknown)} 列，约 {looked.cost.minutes} 分钟。"
    if filled:
        told += f"前面 {len(filled)} 列是系统里的，截至 {looked.by.today:%Y-%m-%d}，看一看对不对就行。"
    return told + (f"不用再报：{'、'.join(left_out)}。" if left_out else "")


def _sheet(looked: Looked, filled: list[Asked]) -> Sheet:
    known = (_column(at, one) for at, one in enumerate(filled))
    asked = (by_pen(f"asked{at}", one.label, width=WIDE) for at, one in enumerate(looked.unknown))
    name = Column("name", CALLED[Level(looked.wanted.level)], text(), width=WIDE)
    return Sheet("asking_less", looked.wanted.title or UNTITLED, (name, *known, *asked))


def _column(at: int, one: Asked) -> Column:
    return Column(f"known{at}", one.label, text(), width=12, value=lambda row: row["known"][at])


def _rows(looked: Looked, filled: list[Asked]) -> Iterator[dict[str, Any]]:
    ids = sorted({one.figure.id for one in filled if one.figure})
    for row in rows_of(looked.wanted.level, looked.by):
        yield {"name": _called(looked, row), "known": _values(looked, filled, ids, row) if filled else []}


def _called(looked: Looked, row: Any) -> str:
    return row.cadre.person.name if looked.wanted.level == Level.MEMBER else row.name


def _values(looked: Looked, filled: list[Asked], ids: list[str], row: Any) -> list[str | None]:
    answers = ask_many(ids, Question(looked.by, row.code, looked.by.today))
    return [_shown(value_in_form(one.figure, answers[one.figure.id], one.scale)) for one in filled]


def _shown(value: int | Fraction | None) -> str | None:
    if value is None:
        return None
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):g}"

"""The form that is left to send: a row each, what is known filled in, and blank columns for what nobody has."""

import io
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.db import transaction

from zhucun.acts.refused import Refused
from zhucun.lib.figure import Answer, Question
from zhucun.reports.asking_less.columns import YUAN, Asked
from zhucun.reports.asking_less.reckoning import UNTITLED, Looked, rows_of
from zhucun.reports.asking_less.rules import CALLED, OF, Level, Standing
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.filling.labels import unit_and_words
from zhucun.reports.told_apart.answering import Asked as OfWhom
from zhucun.reports.told_apart.answering import answered, in_form
from zhucun.reports.told_apart.whose import Of, Whose
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
    """Numbers stand there to be looked at; of a person no number is given away."""
    is_person = looked.wanted.level == Level.MEMBER
    return [] if is_person else [one for one in looked.known if one.standing is Standing.FIGURE]


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
    return Column(f"known{at}", _with_unit(one), text(), width=12, value=lambda row: row["known"][at])


def _with_unit(one: Asked) -> str:
    """Of an amount it is said, where the form leaves it out."""
    is_bare = one.figure is not None and one.figure.kind == "money" and not unit_and_words(one.labels)[0]
    return f"{one.label}（{YUAN}）" if is_bare else one.label


def _rows(looked: Looked, filled: list[Asked]) -> Iterator[dict[str, Any]]:
    of, rows = OF[Level(looked.wanted.level)], list(rows_of(looked.wanted.level, looked.by))
    wanted = [OfWhom(one.figure, _whose(of, row)) for row in rows for one in filled if one.figure]
    found = answered(wanted, Question(looked.by, root_of(looked.by), looked.by.today)) if wanted else {}
    for row in rows:
        yield {"name": _called(looked, row), "known": [_shown(one, found, _whose(of, row)) for one in filled]}


def _called(looked: Looked, row: Any) -> str:
    """A village with its township: many are called alike."""
    if looked.wanted.level == Level.MEMBER:
        return row.cadre.person.name
    return f"{row.township or ''}{row.name}" if looked.wanted.level == Level.VILLAGE else row.name


def _whose(of: Of, row: Any) -> Whose:
    key = row.code if of in (Of.PLACE, Of.VILLAGE) else str(row.pk)
    return Whose(of, key, "")


def _shown(one: Asked, found: Mapping[OfWhom, Answer], whose: Whose) -> str | None:
    answer = found.get(OfWhom(one.figure, whose)) if one.figure else None
    value = in_form(one.figure, answer, one.scale) if one.figure and answer else None
    if value is None:
        return None
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):g}"

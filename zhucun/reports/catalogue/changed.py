"""Why a number is another than on an earlier day: what came, what went, when and because of what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhucun.acts.models import AuditLog
from zhucun.lib.figure import Answer, Figure, Question, ask_many, carries_amounts, named, rows_open
from zhucun.lib.periods import add_months
from zhucun.policy.versions.setting import NewValue
from zhucun.reports.catalogue.between import MOST, Between, difference, part_of
from zhucun.reports.catalogue.numbers import Judged
from zhucun.web.figures import address, rows_shown
from zhucun.web.tables import Cell

Entered = tuple[str, str]  # by whom, on which day
NOBODY: Entered = ("", "")


@dataclass(frozen=True)
class Moved:
    """One record that came or went, or whose amount changed."""

    row: Cell
    on: date | None
    why: str
    basis: str = ""
    who: str = ""
    entered: str = ""


def usual_day(question: Question) -> date:
    """What one compares with unless told: a month before."""
    return add_months(question.as_of, -1)


def changed(figure: Figure, question: Question, then: date, now: Mapping[str, Answer]) -> Between[Moved]:
    """`now` has the answers of the day asked for: the figure's and those of whatever it divides."""
    before = ask_many([figure.id, *figure.of], question.on(then))
    told = _Told(figure, question, then)
    old, new = before[figure.id], now[figure.id]
    opens = partial(address, question=question, part="changes", against=then.isoformat())
    moved = told.differing if carries_amounts(figure) else told.moved
    return Between(
        figure.shown(old.value),
        figure.shown(new.value),
        difference(figure, old.value, new.value),
        of=[part_of(named(part), before[part].value, now[part].value, opens(part)) for part in figure.of],
        **moved(rows_open(figure.id, question.on(then), old), rows_open(figure.id, question, new)),
        left_out=told.left_out,
    )


class _Told:
    """Rows in words, with who entered what happened to them."""

    def __init__(self, figure: Figure, question: Question, then: date) -> None:
        self._shown, self._question, self._then = rows_shown(figure), question, then
        self._judged = Judged(figure, question, then)
        self.left_out = 0

    def moved(self, before: QuerySet, after: QuerySet) -> dict[str, list[Moved]]:
        """What is in one and not in the other, with the reason why it came or went."""
        came, went = self._only_in(after, before), self._only_in(before, after)
        entered = _entered_by([*came, *went])
        return {
            "came": self._in_words(came, {key: lines[0] for key, lines in entered.items()}, came=True),
            "went": self._in_words(went, {key: lines[-1] for key, lines in entered.items()}, came=False),
        }

    def _only_in(self, rows: QuerySet, others: QuerySet) -> list[Any]:
        found = rows.exclude(pk__in=others.order_by().values("pk"))
        return self._first(self._shown.named(found, self._question))

    def _in_words(self, rows: list[Any], entered: Mapping[int, Entered], *, came: bool) -> list[Moved]:
        """`entered` is the act that made a row, or the last one on it."""
        judged = self._judged.reasons(rows, came=came)
        found = [
            self._by_number(row, judged[row.pk]) if row.pk in judged else self._by_itself(row, entered, came)
            for row in rows
        ]
        return sorted(found, key=lambda entry: entry.on or date.max)

    def _by_number(self, row: Any, new: NewValue) -> Moved:
        """The row is as it was; what is new is the number it is judged by."""
        called, version = self._shown.called(row, self._question), new.version
        basis = f"《{version.title}》{version.basis}"
        return Moved(called, version.since, new.sentence, basis, version.proposed_by, f"{version.proposed_at:%Y-%m-%d}")

    def _by_itself(self, row: Any, entered: Mapping[int, Entered], came: bool) -> Moved:
        """What has no day has nobody either: the last act on the row may be another matter."""
        why = self._shown.why(row, self._then, self._question.as_of, came)
        who = entered.get(row.pk, NOBODY) if why.on else NOBODY
        return Moved(self._shown.called(row, self._question), why.on, why.sentence, why.basis, *who)

    def _first(self, rows: QuerySet) -> list[Any]:
        found = list(rows.order_by("pk")[: MOST + 1])
        if len(found) > MOST:
            self.left_out += rows.count() - MOST
        return found[:MOST]

    def differing(self, before: QuerySet, after: QuerySet) -> dict[str, list[Moved]]:
        """Rows whose amount is another: 2 → 3."""
        was, now = dict(before.values_list("pk", "amount")), dict(after.values_list("pk", "amount"))
        keys = [key for key in {*was, *now} if was.get(key, 0) != now.get(key, 0)]
        rows = self._first(self._shown.named(after.model.objects.filter(pk__in=keys), self._question))
        judged = self._judged.reasons_for_amounts(rows, was)
        return {"differs": [self._amount(row, was, now, judged.get(row.pk)) for row in rows]}

    def _amount(self, row: Any, was: Mapping[int, int], now: Mapping[int, int], new: NewValue | None) -> Moved:
        difference = f"{was.get(row.pk, 0)} → {now.get(row.pk, 0)}"
        return Moved(self._shown.called(row, self._question), None, difference, new.sentence if new else "")


def _entered_by(rows: Sequence[Any]) -> dict[int, list[Entered]]:
    """Who did something to these rows and when, the first act first."""
    if not rows:
        return {}
    lines = AuditLog.objects.filter(row_kind=rows[0]._meta.label_lower, row_key__in=[row.pk for row in rows])
    found: dict[int, list[Entered]] = defaultdict(list)
    for line in lines.order_by("pk").only("row_key", "actor_name", "happened_at"):
        found[line.row_key].append((line.actor_name, f"{timezone.localtime(line.happened_at):%Y-%m-%d}"))
    return found

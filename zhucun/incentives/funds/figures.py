"""Figures of the fund ledger: what arrived, what was spent, what is left; exact to the fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum

from zhucun.incentives.funds.models import FundEntry
from zhucun.lib.figure import Answer, Figure, Question, register

GROUP = "工作经费"


@dataclass(frozen=True)
class Counted:
    """Which lines, and whether what leaves the book is said as a plus."""

    figure: Figure
    sign: int
    is_income: bool | None = None  # None: both, with what takes lines back

    def condition(self, question: Question) -> Q:
        if self.is_income is None:
            return Q(on__lte=question.as_of)
        span = question.period
        standing = Q(is_countered=False, counters__isnull=True, on__gte=span.since, on__lt=span.until)
        return standing & (Q(purpose="") if self.is_income else ~Q(purpose=""))


def _figure(name: str, label: str, definition: str, *, has_period: bool) -> Figure:
    return Figure(
        f"incentives.{name}", label, "元", "money", definition, "用", group=GROUP, rows="fund_entry",
        has_period=has_period,
    )  # fmt: skip


FIGURES: Mapping[str, Counted] = {
    one.figure.id: one
    for one in (
        Counted(
            _figure(
                "funds_arrived", "到账的工作经费", "这段时间里各队台账上的收入加起来，冲掉的不算。", has_period=True
            ),
            1,
            is_income=True,
        ),
        Counted(
            _figure("funds_spent", "支出的工作经费", "这段时间里各队台账上的支出加起来，冲掉的不算。", has_period=True),
            -1,
            is_income=False,
        ),
        Counted(
            _figure(
                "funds_left",
                "结余的工作经费",
                "到截止这天，各队台账上的每一笔加起来，收入减支出，冲账的也在里面。",
                has_period=False,
            ),
            1,
        ),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all that are asked."""
    seen = FundEntry.objects.visible_to(question.actor).within(question.scope)
    conditions = {one.id: FIGURES[one.id].condition(question) for one in figures}
    sums = seen.aggregate(**{f"n{at}": Sum("fen", filter=told) for at, told in enumerate(conditions.values())})
    return {
        key: _answer(seen.filter(told), FIGURES[key].sign, sums[f"n{at}"])
        for at, (key, told) in enumerate(conditions.items())
    }


def _answer(rows: QuerySet[FundEntry], sign: int, total: int | None) -> Answer:
    return Answer(sign * (total or 0), lambda: rows.annotate(amount=sign * F("fen")))


register([one.figure for one in FIGURES.values()], answers)

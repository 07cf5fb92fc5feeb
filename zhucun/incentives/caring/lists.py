"""Y3: units by what they owe; the numbers are worked out, the list is of units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.incentives.benefits.due import Line
from zhucun.incentives.benefits.reading import Owed, missing_of, owed_in
from zhucun.incentives.caring import words
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.lib.asked_days import year_in
from zhucun.org.people.models import Unit
from zhucun.policy.benefit_values import BENEFITS
from zhucun.web.tables import Cell, Column, Filter, Table, View


def year_asked(request: HttpRequest) -> int:
    """This year, or one before as the address says."""
    today = request.actor.today.year
    return min(year_in(request.GET.get("year", "")) or today, today)


@dataclass
class YearOfUnits:
    """A year of all units that the reader reaches."""

    request: HttpRequest
    year: int
    reminded: Mapping[int, BenefitReminder] = field(default_factory=dict)

    @cached_property
    def owed(self) -> Owed:
        return owed_in(self.year, self.request.actor, self.request.actor.county_code)

    @cached_property
    def missing(self) -> Mapping[int | None, list[Line]]:
        found = {unit: missing_of(lines) for unit, lines in self.owed.by_unit.items()}
        return {unit: lines for unit, lines in found.items() if lines}

    @property
    def owing(self) -> list[int]:
        return [unit for unit in self.missing if unit is not None]

    @property
    def by_finance(self) -> str:
        """What no unit but a treasury owes, in a sentence."""
        return words.owed_sentence(self.missing.get(None, ()))

    @property
    def sums(self) -> list[words.Sum]:
        return words.sums_of(self.owed.lines)

    def owing_of(self, what: str) -> Collection[int]:
        return [unit for unit in self.owing if any(line.what == what for line in self.missing[unit])]

    def units(self) -> QuerySet[Unit]:
        named = [unit for unit in self.owed.by_unit if unit is not None]
        return Unit.objects.filter(pk__in=named)

    # ── cells ──

    def called(self, row: Unit) -> Cell:
        address = f"{reverse('incentives:benefits.unit', args=[row.pk])}{self._asked}"
        people = len({line.posting for line in self.owed.by_unit[row.pk] if line.posting})
        return Cell(row.name, sub=f"派出 {people} 人" if people else "后盾单位", url=address)

    @property
    def _asked(self) -> str:
        return "" if self.year == self.request.actor.today.year else f"?year={self.year}"

    def owes(self, row: Unit) -> str:
        return words.owed_sentence(self.missing.get(row.pk, ())) or "都到位了"

    def amount(self, row: Unit) -> int:
        return sum(line.missing for line in self.missing.get(row.pk, ()) if line.is_money)

    def shown_amount(self, row: Unit) -> str:
        found = self.amount(row)
        return words.shown_fen(found) if found else "—"

    def since(self, row: Unit) -> str:
        day = words.first_due(self.missing.get(row.pk, ()))
        return f"{day:%Y-%m-%d}" if day else "—"

    def told(self, row: Unit) -> str:
        one = self.reminded.get(row.pk)
        if one is None:
            return "—"
        day = f"{one.reminded_on.month}月{one.reminded_on.day}日"
        return f"{day}提醒，{'回了话' if one.answered_on else '等回话'}"


def read_year(request: HttpRequest) -> YearOfUnits:
    rows = BenefitReminder.objects.visible_to(request.actor).order_by("reminded_on", "pk")
    return YearOfUnits(request, year_asked(request), {row.unit_id: row for row in rows})


def units_table(shown: YearOfUnits) -> Table:
    return Table(
        name="benefits",
        caption="谁该给还没给",
        columns=(
            Column("unit", "单位", shown.called),
            Column("owes", "应发未发", shown.owes, width=40),
            Column("amount", "欠多少钱", shown.shown_amount, numeric=True, plain=lambda row: shown.amount(row) // 100),
            Column("since", "最早该在", shown.since, is_tight=True),
            Column("told", "提醒", shown.told),
        ),
        filters=(
            Filter(
                "what",
                "哪一样",
                lambda request: [(what, label) for what, label in BENEFITS.items() if shown.owing_of(what)],
                lambda rows, what: rows.filter(pk__in=shown.owing_of(what)),
            ),
        ),
        first=View("owing", "还欠的", Q(pk__in=shown.owing)),
        views=(View("done", "都到位的", ~Q(pk__in=shown.owing)),),
        search=lambda rows, text: rows.filter(name__contains=text),
        search_hint="单位",
        order=("position", "pk"),
        counted=lambda count: f"{count} 个单位",
        empty={"text": "没有单位欠着。", "icon": "circle-check"},
        note="按单位的固定顺序，不排名。",
        may_double=False,
    )

"""Two lists: those on post with how each promise stands and the days without cover; the visits there were."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.team_list import Offered
from zhucun.incentives.benefits.due import Line, Standing
from zhucun.incentives.benefits.models import CareVisit, postings_reached
from zhucun.incentives.benefits.reading import owed_in
from zhucun.incentives.benefits.rules import PRIVATE_OCCASIONS, RECORD, Occasion
from zhucun.incentives.caring import words
from zhucun.incentives.caring.words import Shown
from zhucun.policy.benefit_values import HEALTH_CHECK, INSURANCE, PAYERS, VISIT
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STATE = "incentives/by_person/pages/_state.html"


@dataclass
class YearOfPeople:
    """Those on post today, with this year's lines."""

    request: HttpRequest

    @cached_property
    def rows(self) -> QuerySet[Posting]:
        actor = self.request.actor
        rows = postings_reached(actor).on_post(actor.today).select_related("cadre__person", "team", "sending_unit")
        return rows.in_order_of_places()

    @cached_property
    def lines(self) -> Mapping[int, list[Line]]:
        actor = self.request.actor
        postings = postings_reached(actor).on_post(actor.today)
        none = Team.objects.none()
        owed = owed_in(actor.today.year, actor, actor.county_code, postings=postings, teams=none)
        return owed.by_posting

    def lacking(self, is_lacking: Callable[[Line], bool]) -> list[int]:
        return [posting for posting, lines in self.lines.items() if any(map(is_lacking, lines))]

    # ── cells ──

    def called(self, row: Posting) -> Cell:
        address = reverse("incentives:benefits.member", args=[row.cadre_id])
        return Cell(row.cadre.person.name, sub=row.team.name, url=address)

    def one(self, what: str) -> Callable[[Posting], Cell]:
        def cell(row: Posting) -> Cell:
            found = self._line(row, what)
            shown = Shown(found) if found else None
            return Cell(shown.word if shown else "—", template=STATE, context={"shown": shown, "note": _note(found)})

        return cell

    def _line(self, row: Posting, what: str) -> Line | None:
        return next((line for line in self.lines.get(row.pk, ()) if line.what == what), None)

    def uncovered_days(self, row: Posting) -> int:
        found = self._line(row, INSURANCE)
        return found.due - found.given if found else 0

    def money(self, row: Posting) -> str:
        return words.owed_sentence(line for line in self.lines.get(row.pk, ()) if line.is_money) or "—"

    def by_whom(self, row: Posting) -> str:
        """Whoever owes what is missing."""
        missing = [line for line in self.lines.get(row.pk, ()) if line.standing is Standing.MISSING]
        return "、".join(dict.fromkeys(PAYERS[line.payer] for line in missing)) or "—"


def _note(line: Line | None) -> str:
    """Days without cover have a column of their own."""
    return "，".join(part for part in (line.note if line else "").split("，") if "没有保" not in part)


def is_uncovered(line: Line) -> bool:
    return line.what == INSURANCE and line.standing in (Standing.MISSING, Standing.COMING)


def had_days_without(line: Line) -> bool:
    return line.what == INSURANCE and line.due > line.given


def is_unchecked(line: Line) -> bool:
    return line.what == HEALTH_CHECK and line.standing is not Standing.DONE


def is_unpaid(line: Line) -> bool:
    return line.is_money and line.standing is Standing.MISSING


def people_table(shown: YearOfPeople) -> Table:
    offered = Offered(shown.request.actor)
    return Table(
        name="benefit_people",
        caption="按人看保障",
        columns=(
            Column("name", "姓名", shown.called, width=10),
            Column("unit", "派出单位", lambda row: row.sending_unit.name, width=24),
            Column("insurance", "意外伤害险", shown.one(INSURANCE)),
            Column(
                "days",
                "没有保的天数",
                lambda row: str(shown.uncovered_days(row) or "—"),
                numeric=True,
                plain=shown.uncovered_days,
            ),
            Column("check", "体检", shown.one(HEALTH_CHECK)),
            Column("visit", "看望", shown.one(VISIT)),
            Column("money", "没发齐的补助", shown.money, width=24),
            Column("by_whom", "谁欠", shown.by_whom, is_tight=True),
            exported("team", "工作队", lambda row: row.team.name, width=20),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("unit", "派出单位", offered.units, lambda rows, unit: rows.filter(sending_unit=unit)),
        ),
        first=_view("uncovered", "没有保、快到期", shown.lacking(is_uncovered)),
        views=(
            _view("bare", "有过没保的日子", shown.lacking(had_days_without)),
            _view("unchecked", "今年没体检", shown.lacking(is_unchecked)),
            _view("unpaid", "补助没发齐", shown.lacking(is_unpaid)),
            View("all", "在岗的人", Q()),
        ),
        search=lambda rows, text: rows.filter(Q(cadre__person__name__contains=text) | Q(team__name__contains=text)),
        search_hint="姓名、工作队",
        order=(F("township_position"), "place_code", "pk"),
        counted=lambda count: f"{count} 人",
        empty={"text": "没有这样的人。", "icon": "circle-check"},
        note="按点位的固定顺序，不排名。",
        may_double=False,
    )


def _view(name: str, label: str, postings: Collection[int]) -> View:
    return View(name, label, Q(pk__in=postings))


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code]))


# ── visits ──


def visits_seen(request: HttpRequest) -> QuerySet[CareVisit]:
    rows = CareVisit.objects.visible_to(request.actor).standing()
    return rows.select_related("cadre__person", "posting__team", "posting__sending_unit", "unit")


def visits_table(request: HttpRequest) -> Table:
    actor = request.actor
    offered, scope = Offered(actor), actor.scope(RECORD)

    def occasion(row: CareVisit) -> str:
        """Illness and family are for those who register and for oneself."""
        registers = scope.covers_place(row.place_code) or row.posting.sending_unit_id in scope.sender
        may = registers or row.cadre.person_id in actor.persons
        return row.get_occasion_display() if may or row.occasion not in PRIVATE_OCCASIONS else "看望"

    return Table(
        name="care_visits",
        caption="看望",
        columns=(
            Column("on", "哪天", lambda row: f"{row.on:%Y-%m-%d}", sort="on", is_tight=True),
            Column("who", "看了谁", _visited, width=20),
            Column("occasion", "为什么去", occasion),
            Column("by", "谁去的", lambda row: row.visited_by, width=24),
            Column("unit", "派出单位", lambda row: row.posting.sending_unit.name, width=24),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("unit", "派出单位", offered.units, lambda rows, unit: rows.filter(posting__sending_unit=unit)),
            Filter("year", "年度", _years, lambda rows, year: rows.filter(on__year=year)),
            Filter("occasion", "为什么去", _occasions, lambda rows, one: rows.filter(occasion=one)),
        ),
        search=lambda rows, text: rows.filter(
            Q(cadre__person__name__contains=text) | Q(visited_by__contains=text) | Q(posting__team__name__contains=text)
        ),
        search_hint="姓名、工作队、谁去的",
        order=("-on", "place_code", "pk"),
        counted=lambda count: f"{count} 次",
        empty={"text": "还没有登记过看望。", "icon": "users"},
        may_double=False,
    )


def _visited(row: CareVisit) -> Cell:
    address = reverse("incentives:benefits.member", args=[row.cadre_id])
    return Cell(row.cadre.person.name, sub=row.posting.team.name, url=address)


def _years(request: HttpRequest) -> Iterable[tuple[str, str]]:
    today = request.actor.today.year
    return [(str(year), f"{year} 年") for year in (today, today - 1)]


def _occasions(_: HttpRequest) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in Occasion if one not in PRIVATE_OCCASIONS]

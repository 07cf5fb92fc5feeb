"""Lists: the drafts there are; and 结对安排表, unit → village → people, of one draft."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.formation.models import HEAVY, FormationPlan
from zhucun.dispatch.formation.rules import State
from zhucun.dispatch.formation.stored import Read
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.workbench import words
from zhucun.org.people.models import Cadre
from zhucun.solver.problem import Candidate
from zhucun.web.tables import Cell, Column, Filter, Table, View

STAGES = {
    State.SOLVING: "running",
    State.DRAFT: "done",
    State.IMPOSSIBLE: "overdue",
    State.ADOPTED: "done",
    State.DROPPED: "todo",
}


def drafts_of(rows: QuerySet[FormationPlan]) -> QuerySet[FormationPlan]:
    return rows.defer(*HEAVY, "sentences").select_related("round").defer("round__remark")


def drafts_table() -> Table:
    return Table(
        name="formation",
        caption="组队稿",
        columns=(
            Column("number", "稿", _named, sort="number", width=24),
            Column("round", "给哪一轮", lambda row: row.round.title if row.round else "不按轮次", width=20),
            Column("mode", "排法", lambda row: row.get_mode_display(), width=10),
            Column("state", "状态", _state, plain=lambda row: row.get_state_display(), width=10),
            Column("gap", "离最好还差", _gap, sort="gap_now", width=12),
            Column(
                "made", "谁排的", lambda row: Cell(row.made_by, f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}")
            ),
            Column("compare", "对比", _compare, plain=lambda row: "", width=8),
        ),
        views=(View("dropped", "不要了的", Q(state=State.DROPPED)),),
        first=View("", "留着的", ~Q(state=State.DROPPED)),
        search=lambda rows, text: rows.filter(Q(title__contains=text) | Q(round__title__contains=text)),
        search_hint="说明、轮次",
        order="-number",
        counted=lambda count: f"{count} 稿",
        empty={"text": "还没有排过。", "when": "机器先排一稿，写明理由；人看过再定。", "icon": "users-group"},
    )


def with_gap(rows: QuerySet[FormationPlan]) -> QuerySet[FormationPlan]:
    return rows.annotate(gap_now=F("bound") - F("worth"))


def _named(row: FormationPlan) -> Cell:
    return Cell(str(row), row.title, reverse("dispatch:formation.one", args=[row.pk]))


def _state(row: FormationPlan) -> Cell:
    return Cell(
        template="dispatch/workbench/pages/_state.html",
        context={"stage": STAGES[State(row.state)], "word": row.get_state_display()},
    )


def _gap(row: FormationPlan) -> str:
    if row.gap is None:
        return ""
    return f"{row.gap} 分" if row.gap else "没有更好的"


def _compare(row: FormationPlan) -> Cell:
    """Beside the draft before it, which is what one mostly wants to know."""
    if not row.is_found:
        return Cell()
    return Cell("与前一稿", url=f"{reverse('dispatch:formation.compare')}?one={row.pk}")


# ── 结对安排表 ──


class Pairing:
    """The table of one draft: its teams as rows, and who is in them by what the draft says."""

    def __init__(self, plan: FormationPlan, read: Read) -> None:
        self.plan, self.read = plan, read

    def rows(self, teams: QuerySet[Team]) -> QuerySet[Team]:
        keys = [int(team.id[1:]) for team in self.read.problem.teams]
        return teams.filter(pk__in=keys).in_order_of_places()

    def table(self) -> Table:
        return Table(
            name="pairing",
            caption="结对安排表",
            columns=(
                Column("unit", "后盾单位", self._unit, width=24),
                Column("place", "村", lambda row: self._team(row).name, sort="place_code", width=18),
                Column("township", "乡镇", self._township, width=14),
                Column("secretary", "第一书记", self._secretary, width=20),
                Column("members", "队员", self._members, width=40),
                Column(
                    "count",
                    "人数",
                    lambda row: str(len(self._people(row))),
                    numeric=True,
                    plain=lambda row: len(self._people(row)),
                    width=8,
                ),
            ),
            filters=(Filter("township", "乡镇", lambda request: self._townships(), _within),),
            search=self._search,
            search_hint="单位、村、姓名",
            order=("township_position", "place_code"),
            per_page=200,
            counted=lambda count: f"{count} 支队",
            note=f"{self.plan.label}，按 {self.plan.day:%Y-%m-%d} 的名册。",
            empty={"text": "没有这样的队。"},
        )

    def _team(self, row: Team) -> Any:
        return self.read.team[f"t{row.pk}"]

    def _unit(self, row: Team) -> str:
        unit = self.read.backer(f"t{row.pk}")
        return self.read.unit[unit].name if unit in self.read.unit else "没有"

    def _township(self, row: Team) -> str:
        return self.read.around["townships"].get(self._team(row).township, "")

    def _people(self, row: Team) -> list[str]:
        return self.read.members[f"t{row.pk}"]

    def _said(self, person: str) -> str:
        one = self.read.candidate[person]
        unit = self.read.unit[one.unit].name if one.unit in self.read.unit else ""
        return f"{one.name}（{unit}）" if unit else one.name

    def _secretary(self, row: Team) -> str:
        secretary = self.read.now.secretaries.get(f"t{row.pk}")
        return self._said(secretary) if secretary else "没有"

    def _members(self, row: Team) -> str:
        secretary = self.read.now.secretaries.get(f"t{row.pk}")
        return "、".join(self._said(one) for one in self._people(row) if one != secretary)

    def _townships(self) -> list[tuple[str, str]]:
        return sorted(self.read.around["townships"].items())

    def _search(self, rows: QuerySet, text: str) -> QuerySet:
        found = [team.id for team in self.read.problem.teams if words.is_called(self.read, team.id, text)]
        return rows.filter(pk__in=[int(team[1:]) for team in found])


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


# ── who is left over ──


class LeftOver:
    """People who could be sent and have no seat in a draft, by what the draft knew of them."""

    def __init__(self, plan: FormationPlan, read: Read, left: Iterable[str]) -> None:
        self.plan, self.read, self.left = plan, read, set(left)

    def rows(self, cadres: QuerySet[Cadre]) -> QuerySet[Cadre]:
        found = cadres.filter(pk__in=[int(one[1:]) for one in self.left])
        return found.select_related("person").defer("person__phone", "person__id_number")

    def table(self) -> Table:
        return Table(
            name="left_over",
            caption="没排上的人",
            columns=(
                Column("name", "姓名", lambda row: Cell(self._one(row).name), sort="person__name_key", width=10),
                Column("age", "年龄", lambda row: words.age_of(self._one(row), self._unknown), width=10),
                Column("rural", "农村工作", lambda row: words.rural_of(self._one(row), self._unknown), width=10),
                Column("unit", "单位", self._unit, sort="unit__position", width=24),
                Column("skills", "会什么", self._skills, width=24),
                Column("team", "现在在", self._team, width=16),
            ),
            search=self._search,
            search_hint="姓名、单位、拼音首字母",
            order="person__name_key",
            counted=lambda count: f"{count} 人",
            note=f"{self.plan.label}，按 {self.plan.day:%Y-%m-%d} 的名册。",
            empty={"text": "人人都排上了。", "icon": "users"},
        )

    @property
    def _unknown(self) -> dict[str, list[str]]:
        return self.read.around.get("unknown", {})

    def _one(self, row: Cadre) -> Candidate:
        return self.read.candidate[f"c{row.pk}"]

    def _unit(self, row: Cadre) -> str:
        return words.unit_of(self.read, f"c{row.pk}")

    def _skills(self, row: Cadre) -> str:
        return "、".join(self.read.problem.label(kind) for kind in sorted(self._one(row).skills))

    def _team(self, row: Cadre) -> str:
        team = self._one(row).team
        return self.read.team[team].name if team in self.read.team else ""

    def _search(self, rows: QuerySet, text: str) -> QuerySet:
        found = [one for one in self.left if words.is_person_called(self.read, one, text)]
        return rows.filter(pk__in=[int(one[1:]) for one in found])

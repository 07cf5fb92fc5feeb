"""The lists of a round: rounds, needs, quotas, candidates, who stays, seats."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.rules import REPORT_IN, TeamRole
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.rules import A_YEAR, RUNNING, NeedState, NominationState, QuotaState, State
from zhucun.lib.periods import full_years
from zhucun.lib.skills import say_kinds
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Place
from zhucun.web.tables import Cell, Column, Filter, Table, View

TOWNSHIP_DIGITS = 9
SEALED = ("phone", "id_number")  # not opened for a list


# ── rounds ──


def rounds_table(actor: Actor) -> Table:
    return Table(
        name="rounds",
        caption="选派轮次",
        columns=(
            Column("title", "名称", _round_cell, plain=lambda row: row.title, width=24),
            Column("scope", "哪些队", lambda row: row.get_scope_display()),
            Column("opened_on", "开始", lambda row: f"{row.opened_on:%Y-%m-%d}", sort="opened_on"),
            Column("since", "新一轮从", lambda row: f"{row.since:%Y-%m-%d}", sort="since"),
            Column("state", "到哪一步", lambda row: _round_state(row, actor.today)),
        ),
        views=(
            View("running", "正在办", Q(state__in=RUNNING)),
            View("done", "办结", Q(state=State.DONE)),
            View("called_off", "中止", Q(state=State.CALLED_OFF)),
        ),
        order="-opened_on",
        counted=lambda count: f"{count} 轮",
        empty={"text": "还没有开过选派轮次。", "icon": "users-group"},
    )


def _round_cell(row: SelectionRound) -> Cell:
    return Cell(row.title, sub=row.filing_number, url=reverse("dispatch:rounds.one", args=[row.pk]))


def _round_state(row: SelectionRound, today: date) -> Cell:
    template = "dispatch/selection/pages/_round_state.html"
    return Cell(row.get_state_display(), template=template, context=(row, due_of(row), today))


def due_of(row: SelectionRound) -> date | None:
    """Until when the step it is at should be done."""
    return {
        State.NEEDS: row.need_due_on,
        State.NOMINATING: row.nominate_due_on,
        State.CHECKING: row.check_due_on,
        State.FORMING: row.form_due_on,
        State.APPROVING: row.approve_due_on,
        State.FILING: row.approve_due_on,
        State.POSTING: row.since,
    }.get(State(row.state))


# ── needs ──


def needs_of(rows: QuerySet[VillageNeed]) -> QuerySet[VillageNeed]:
    township = Place.objects.filter(code=Substr(OuterRef("place_code"), 1, TOWNSHIP_DIGITS), until__isnull=True)
    return rows.select_related("place", "team", "round").annotate(
        township=Subquery(township.values("name")[:1]), township_position=Subquery(township.values("position")[:1])
    )


def needs_table() -> Table:
    asked = ~Q(state=NeedState.AWAITED)
    return Table(
        name="village_needs",
        caption="村里要什么人",
        columns=(
            Column("place", "村、社区、安置点", _place_cell, plain=lambda row: row.place.name, width=18),
            Column("kinds", "要什么人", lambda row: Cell(say_kinds(row.kinds) or "—", sub=row.note), width=30),
            Column("opinion", "乡镇意见", _opinion_cell, width=24),
            Column("team", "工作队", _team_cell, width=20),
            Column("state", "到哪一步", _need_state, is_tight=True),
        ),
        views=(
            View("asked", "提了的", asked),
            View("awaited", "还没提", Q(state=NeedState.AWAITED)),
            View("raised", "等乡镇研究", Q(state=NeedState.RAISED)),
            View("studied", "等县里定", Q(state=NeedState.STUDIED)),
            View("listed", "列入清单", Q(state=NeedState.LISTED)),
        ),
        filters=(Filter("township", "乡镇", _townships, lambda rows, code: rows.filter(place_code__startswith=code)),),
        search=lambda rows, text: rows.filter(Q(place__name__contains=text) | Q(team__name__contains=text)),
        search_hint="村、工作队",
        order=("township_position", "place_code"),
        counted=lambda count: f"{count} 处",
        empty={"text": "没有这样的需求。", "icon": "map-pin"},
    )


def _townships(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Place.objects.visible_to(request.actor).filter(kind="township", until__isnull=True)
    return list(seen.order_by("position", "code").values_list("code", "name"))


def _place_cell(row: VillageNeed) -> Cell:
    return Cell(row.place.name, sub=row.township or "", url=reverse("dispatch:rounds.need", args=[row.pk]))


def _opinion_cell(row: VillageNeed) -> Cell:
    return Cell(row.get_township_view_display() or "—", sub=row.opinion)


def _team_cell(row: VillageNeed) -> Cell:
    if row.team is None:
        return Cell("还没有队")
    return Cell(row.team.name, url=reverse("dispatch:teams.one", args=[row.team_id]))


NEED_MARKS = {
    NeedState.AWAITED: "todo",
    NeedState.RAISED: "running",
    NeedState.STUDIED: "waits",
    NeedState.LISTED: "done",
    NeedState.LEFT_OUT: "todo",
}


def marked(word: str, mark: str) -> Cell:
    return Cell(word, template="web/pages/_stage.html", context={"state": mark, "word": word})


def _need_state(row: VillageNeed) -> Cell:
    return marked(row.get_state_display(), NEED_MARKS[NeedState(row.state)])


# ── quotas ──


def quotas_of(rows: QuerySet[UnitQuota]) -> QuerySet[UnitQuota]:
    return rows.with_named().select_related("unit", "round").annotate(missing=F("count") - F("named"))


def quotas_table() -> Table:
    return Table(
        name="unit_quotas",
        caption="单位名额",
        columns=(
            Column("unit", "单位", _unit_cell, sort="unit__position", plain=lambda row: row.unit.name, width=26),
            Column("count", "名额", lambda row: str(row.count), numeric=True, plain=lambda row: row.count),
            Column("named", "推荐了", lambda row: str(row.named), numeric=True, plain=lambda row: row.named),
            Column("missing", "还差", _missing_cell, numeric=True, plain=lambda row: max(row.missing, 0)),
            Column("letter", "商请选派函", _letter_cell, width=24),
            Column("state", "到哪一步", _quota_state, is_tight=True),
        ),
        views=(
            View("draft", "还没发函", Q(state=QuotaState.DRAFT)),
            View("sent", "等单位推荐", Q(state=QuotaState.SENT)),
            View("replied", "报齐了", Q(state=QuotaState.REPLIED)),
        ),
        search=lambda rows, text: rows.filter(Q(unit__name__contains=text) | Q(letter_number__contains=text)),
        search_hint="单位、函号",
        order="unit__position",
        counted=lambda count: f"{count} 个单位",
        empty={"text": "还没有定名额。按空出的名额分给单位，再一个一个改。", "icon": "building"},
    )


def _unit_cell(row: UnitQuota) -> Cell:
    return Cell(row.unit.name, url=reverse("dispatch:rounds.quota", args=[row.pk]))


def _missing_cell(row: UnitQuota) -> str:
    return str(row.missing) if row.missing > 0 else "—"


def _letter_cell(row: UnitQuota) -> Cell:
    if not row.letter_number:
        return Cell("—")
    url = reverse("dispatch:rounds.quota.letter", args=[row.pk])
    return Cell(row.letter_number, sub=f"{row.letter_on:%Y-%m-%d}", url=url)


def _quota_state(row: UnitQuota) -> Cell:
    marks = {QuotaState.DRAFT: "todo", QuotaState.SENT: "running", QuotaState.REPLIED: "done"}
    return marked(row.get_state_display(), marks[QuotaState(row.state)])


# ── candidates ──


def nominations_of(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    return rows.select_related("cadre__person", "unit").defer("cadre__person__phone", "cadre__person__id_number")


def nominations_table() -> Table:
    state = NominationState
    return Table(
        name="nominations",
        caption="推荐人选",
        columns=(
            Column("name", "姓名", _person_cell, sort="cadre__person__name_key", plain=str, width=12),
            Column(
                "unit", "单位", lambda row: Cell(row.unit.name, sub=row.cadre.post), sort="unit__position", width=24
            ),
            Column("role", "推荐为", lambda row: row.get_role_for_display()),
            Column("fitness", "单位确认", _fitness_cell, is_tight=True),
            Column("hits", "资格", _hits_cell, plain=hits_in_words, width=40),
            Column("state", "到哪一步", nomination_state, is_tight=True),
        ),
        views=(
            View("eligible", "联审中", Q(state__in=(state.ELIGIBLE, state.NAMED))),
            View("checked", "可以组队", Q(state__in=(state.CLEARED, state.SEATED, state.IN_RESERVE))),
            View("blocked", "资格没过", Q(state=state.BLOCKED)),
            View("stopped", "不列入", Q(state=state.STOPPED)),
            View("withdrawn", "撤回的", Q(state=state.WITHDRAWN)),
        ),
        search=lambda rows, text: rows.filter(Q(cadre__person__name__contains=text) | Q(unit__name__contains=text)),
        search_hint="姓名、单位",
        order=("unit__position", "pk"),
        counted=lambda count: f"{count} 人",
        empty={"text": "还没有推荐人选。", "icon": "users"},
    )


def _person_cell(row: Nomination) -> Cell:
    return Cell(row.cadre.person.name, url=reverse("dispatch:members.one", args=[row.cadre_id]))


def _fitness_cell(row: Nomination) -> str:
    return f"{row.fitness_confirmed_on:%Y-%m-%d}" if row.fitness_confirmed_on else "还没确认"


def hits_in_words(row: Nomination) -> str:
    return "；".join(one["sentence"] for one in row.hits) or "过了"


def _hits_cell(row: Nomination) -> Cell:
    return Cell(hits_in_words(row), template="dispatch/selection/pages/_hits.html", context=row)


NOMINATION_MARKS = {
    NominationState.NAMED: "running",
    NominationState.ELIGIBLE: "running",
    NominationState.BLOCKED: "soon",
    NominationState.CLEARED: "done",
    NominationState.STOPPED: "todo",
    NominationState.SEATED: "done",
    NominationState.IN_RESERVE: "todo",
    NominationState.WITHDRAWN: "todo",
}


def nomination_state(row: Nomination) -> Cell:
    return marked(row.get_state_display(), NOMINATION_MARKS[NominationState(row.state)])


# ── seats ──


def seats_of(rows: QuerySet[ProposedSeat]) -> QuerySet[ProposedSeat]:
    township = Place.objects.filter(code=Substr(OuterRef("team__place_code"), 1, TOWNSHIP_DIGITS), until__isnull=True)
    loaded = rows.select_related(
        "team", "nomination__cadre__person", "nomination__unit", "follows__cadre__person", "posting"
    )
    unopened = [f"{who}__cadre__person__{sealed}" for who in ("nomination", "follows") for sealed in SEALED]
    return loaded.defer(*unopened).annotate(
        township=Subquery(township.values("name")[:1]), township_position=Subquery(township.values("position")[:1])
    )


def seats_table(actor: Actor, *, is_asked: bool = False) -> Table:
    """`is_asked`: for whoever agrees to it, with the facts of each person; nobody has arrived yet."""
    may_report = actor.may(REPORT_IN)
    arrived = Column("arrived", "报到", lambda row: _arrived(row, may_report))
    return Table(
        name="proposed_seats",
        caption="拟派名单",
        columns=(
            Column("team", "工作队", _seat_team, plain=lambda row: row.team.name, width=22),
            Column("name", "拟派", _seat_person, plain=lambda row: str(row.nomination), width=12),
            *(_facts(actor.today) if is_asked else ()),
            Column("unit", "单位", lambda row: Cell(row.nomination.unit.name, sub=row.nomination.cadre.post), width=24),
            Column("roles", "队内职务", lambda row: roles_in_words(row.roles)),
            Column("follows", "接替", lambda row: str(row.follows.cadre) if row.follows else "—"),
            Column("level", "派出层级", lambda row: row.get_sending_level_display(), sort="sending_level"),
            *(() if is_asked else (arrived,)),
        ),
        views=(View("away", "还没报到", Q(posting__isnull=False, posting__reported_on__isnull=True)),),
        filters=(Filter("level", "派出层级", _levels, lambda rows, level: rows.filter(sending_level=level)),),
        search=lambda rows, text: rows.filter(
            Q(team__name__contains=text) | Q(nomination__cadre__person__name__contains=text)
        ),
        search_hint="工作队、姓名",
        order=("township_position", "team__place_code", "pk"),
        counted=lambda count: f"{count} 人",
        empty={"text": "还没有拟派的人。采用一稿组队方案，名单就在这里。", "icon": "users-group"},
    )


def _facts(today: date) -> tuple[Column, ...]:
    """What whoever agrees has to know of each: age, party, rural work."""
    return (
        Column("age", "年龄", lambda row: _age(row.nomination.cadre, today), numeric=True),
        Column("party", "入党", lambda row: _joined(row.nomination.cadre)),
        Column("rural", "农村工作", lambda row: _rural(row.nomination.cadre)),
    )


def _age(cadre: Cadre, today: date) -> str:
    born = cadre.person.birth_month
    return f"{full_years(born, today)} 岁" if born else "不详"


def _joined(cadre: Cadre) -> str:
    return f"{cadre.party_joined_on:%Y-%m}" if cadre.party_joined_on else "—"


def _rural(cadre: Cadre) -> str:
    months = cadre.rural_months
    if months is None:
        return "有，多久不详" if cadre.has_rural_experience else "不详"
    return f"{months // A_YEAR} 年" if months >= A_YEAR else "不到 1 年" if months else "没有"


def _levels(request: HttpRequest) -> Iterable[tuple[str, str]]:
    return ProposedSeat._meta.get_field("sending_level").choices


def _seat_team(row: ProposedSeat) -> Cell:
    return Cell(row.team.name, sub=row.township or "", url=reverse("dispatch:teams.one", args=[row.team_id]))


def _seat_person(row: ProposedSeat) -> Cell:
    return Cell(str(row.nomination), url=reverse("dispatch:members.one", args=[row.nomination.cadre_id]))


def roles_in_words(roles: Iterable[str]) -> str:
    held = [role for role in TeamRole.values if role in roles]
    leading = [role for role in held if role != TeamRole.MEMBER]
    return "、".join(TeamRole(role).label for role in leading or held)


def _arrived(row: ProposedSeat, may_report: bool) -> Cell | str:
    if row.posting is None:
        return "—"
    if row.posting.reported_on:
        return f"{row.posting.reported_on:%Y-%m-%d}"
    return Cell("还没报到", url=reverse("dispatch:teams.posting.report", args=[row.posting_id]) if may_report else "")


def counted_by(rows: QuerySet, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("pk")))

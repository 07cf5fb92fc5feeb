"""The lists of X4: pairs, and the newcomers whom nobody teaches yet."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.team_list import Offered
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import HIDDEN, newcomers
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

SOON = timedelta(days=30)


def _hidden(path: str) -> list[str]:
    return [f"{path}cadre__person__{name}" for name in HIDDEN]


def pairs_for(request: HttpRequest) -> QuerySet[MentorPair]:
    rows = MentorPair.objects.visible_to(request.actor).standing().with_contacts().in_order_of_places()
    loaded = rows.select_related(*MentorPair.NAMED_WITH, "mentee__team", "mentor_posting__team", "mentor_other__place")
    shown = loaded.defer(*_hidden("mentee__"), *_hidden("mentor_posting__"))
    return with_township(shown, "place_code", request.actor.today)


def pairs_table(request: HttpRequest) -> Table:
    today, offered = request.actor.today, Offered(request.actor)
    return Table(
        name="mentor_pairs",
        caption="导师帮带",
        columns=(
            Column("mentee", "谁在学", _mentee, sort="mentee__cadre__person__name_key", width=20),
            Column("mentor", "谁在带", _mentor, width=24),
            Column("plan", "带什么", lambda row: row.plan or "—", width=30),
            Column("days", "哪天到哪天", _days, sort="since", width=22),
            Column("contacts", "联系", _contacts, sort="contact_count", numeric=True),
            exported("wishes", "往后", wishes_of, width=24),
            exported("township", "乡镇", lambda row: row.township or "", width=14),
        ),
        filters=(Filter("township", "乡镇", offered.townships, _within),),
        first=View("running", "正在带", Q(until__gt=today, ended_because="")),
        views=(
            View("ending", "快到一年", Q(until__gt=today, until__lte=today + SOON, ended_because="")),
            View("over", "带完了", Q(until__lte=today) | ~Q(ended_because="")),
        ),
        search=lambda rows, text: rows.filter(
            Q(mentee__cadre__person__name__contains=text)
            | Q(mentor_posting__cadre__person__name__contains=text)
            | Q(mentor_other__name__contains=text)
        ),
        search_hint="姓名",
        order=("township_position", "place_code"),
        counted=lambda count: f"{count} 对",
        note="一年到了自己结束，双方各答一句往后怎么办。联系就是“记一笔”里选了导师帮带的，不另记。",
        empty={"text": "没有这样的帮带。", "icon": "users"},
        may_double=False,
    )


def _mentee(row: MentorPair) -> Cell:
    return Cell(
        row.mentee.cadre.person.name, sub=row.mentee.team.name, url=reverse("training:mentors.one", args=[row.pk])
    )


def _mentor(row: MentorPair) -> Cell:
    return Cell(row.mentor_name, sub=where_of_mentor(row))


def where_of_mentor(row: MentorPair) -> str:
    if row.mentor_posting:
        return row.mentor_posting.team.name
    return f"{row.mentor_other.place.name}{row.mentor_other.duty}"


def _days(row: MentorPair) -> Cell:
    until = f"到 {row.last_day:%Y-%m-%d}"
    return Cell(f"{row.since:%Y-%m-%d}", sub=f"{until}，{row.ended_because}" if row.ended_because else until)


def _contacts(row: MentorPair) -> str:
    return f"{row.contact_count} 次" if row.contact_count else "—"


def wishes_of(row: MentorPair) -> str:
    told = (row.get_mentee_says_display(), row.get_mentor_says_display())
    return "；".join(f"{who}：{said}" for who, said in zip(("学的", "带的"), told, strict=True) if said)


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


# ── whom nobody teaches ──


def newcomers_for(request: HttpRequest) -> QuerySet[Posting]:
    rows = newcomers(request.actor).select_related("cadre__person", "team", "sending_unit").defer(*_hidden(""))
    return with_township(rows.in_order_of_places(), "place_code", request.actor.today)


def newcomers_table(request: HttpRequest, months: int) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="without_mentor",
        caption="还没有导师的新队员",
        columns=(
            Column("who", "谁", _who, sort="cadre__person__name_key", width=12),
            Column(
                "team", "工作队", lambda row: Cell(row.team.name, sub=row.township or ""), sort="place_code", width=24
            ),
            Column("unit", "派出单位", lambda row: row.sending_unit.name, width=24),
            Column("since", "到村", lambda row: f"{row.since:%Y-%m-%d}", sort="since", is_tight=True),
            Column("pair", "办", _to_pair, plain=lambda row: "", width=8),
        ),
        filters=(Filter("township", "乡镇", offered.townships, _within),),
        search=lambda rows, text: rows.called_like(text),
        search_hint="姓名、单位、拼音首字母",
        order=("township_position", "place_code"),
        counted=lambda count: f"{count} 人",
        note=f"到村不满 {months} 个月、现在没有导师的。结不结对看需要，不考核。",
        empty={"text": "新队员都有导师了。", "icon": "circle-check"},
        may_double=False,
    )


def _who(row: Posting) -> Cell:
    return Cell(row.cadre.person.name, url=reverse("dispatch:members.one", args=[row.cadre_id]))


def _to_pair(row: Posting) -> Cell:
    return Cell("结对", url=reverse("training:mentors.suggest", args=[row.pk]))

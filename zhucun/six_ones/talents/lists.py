"""Forums, what was said there, who came back: three lists."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import day_of, with_township
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import year_in
from zhucun.org.places.models import Place
from zhucun.six_ones.talents.figure_records import with_village
from zhucun.six_ones.talents.forums import forums_for, with_counts
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.six_ones.talents.rules import Owner, Role
from zhucun.six_ones.talents.sheets import OPINIONS, RETURNED
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STATE = "six_ones/handling/pages/_state.html"


def forums(request: HttpRequest) -> QuerySet:
    day = request.actor.today
    rows = with_counts(forums_for(request.actor).select_related("record__team"))
    return with_village(with_township(rows, "record__place_code", day), day)


def forums_table(request: HttpRequest) -> Table:
    return Table(
        name="forums",
        caption="乡贤座谈会",
        columns=(
            Column(
                "held", "哪天", lambda row: day_of(row.record.happened_on), sort="record__happened_on", is_tight=True
            ),
            Column("text", "议了什么", _forum, width=40),
            Column("village", "哪里", lambda row: Cell(row.village or "", sub=row.township or ""), width=16),
            Column("team", "谁开的", lambda row: row.record.team.name if row.record.team else "—", width=18),
            Column("attendees", "到会", lambda row: str(row.attendees), sort="attendees", numeric=True, width=8),
            Column("said", "意见", lambda row: str(row.said), sort="said", numeric=True, width=8),
            Column(
                "waits", "等答复", lambda row: str(row.waits) if row.waits else "—", sort="waits", numeric=True, width=8
            ),
            exported("township", "乡镇", lambda row: row.township or ""),
        ),
        views=(View("open", "有意见等答复", Q(waits__gt=0)), View("silent", "没记意见", Q(said=0))),
        filters=(
            Filter("township", "乡镇", Offered(request.actor).townships, _within("record__place_code")),
            Filter("year", "哪年", last_years, _in_year("record__happened_on")),
            Filter("team", "工作队", _team_asked, _of_team("record__team")),
        ),
        search=lambda rows, text: rows.filter(Q(record__text__icontains=text) | Q(record__team__name__icontains=text)),
        search_hint="议了什么、工作队",
        order=("-record__happened_on", "-pk"),
        counted=lambda count: f"{count} 场",
        empty={"text": "没有这样的座谈会。", "icon": "users-group"},
        note="记一笔会议、性质勾上“乡贤座谈会”，就在这里，不用再登记。",
        may_double=False,
    )


def _forum(row: Any) -> Cell:
    return Cell(row.record.text, url=reverse("six_ones:talents.forum", args=[row.pk]))


def opinions(request: HttpRequest) -> QuerySet:
    rows = ForumOpinion.objects.visible_to(request.actor).select_related("team", "unit")
    day = request.actor.today
    its = Place.objects.as_of(day).filter(code=OuterRef("place_code"))
    return with_township(rows, "place_code", day).annotate(village=Subquery(its.values("name")[:1]))


def opinions_table(request: HttpRequest) -> Table:
    """Its sheet has the columns by which the kind is brought in."""
    return Table(
        name="opinions",
        import_kind="forum_opinions",
        caption="座谈会意见",
        columns=(
            exported("township", "乡镇", lambda row: row.township or ""),
            Column("text", "意见建议", _opinion, plain=lambda row: row.text, width=44),
            Column(
                "place", "村", lambda row: Cell(row.village or "", sub=row.township or ""), sort="place_code", width=16
            ),
            Column("held_on", "座谈日期", lambda row: day_of(row.held_on), sort="held_on", is_tight=True),
            exported("said_by", "谁说的", lambda row: row.said_by, width=14),
            Column("owner", "谁来办", lambda row: row.owner_name, plain=lambda row: row.get_owner_display(), width=18),
            Column("state", "答复", _state, plain=lambda row: row.reply, width=30),
            exported("replied_on", "答复日期", lambda row: day_of(row.replied_on) if row.replied_on else ""),
        ),
        views=(
            View("open", "等答复", Q(replied_on__isnull=True, withdrawn_at__isnull=True)),
            View("answered", "答复了", Q(replied_on__isnull=False, withdrawn_at__isnull=True)),
            View("withdrawn", "撤回", Q(withdrawn_at__isnull=False)),
        ),
        first=View("", "全部", Q(withdrawn_at__isnull=True)),
        filters=(
            Filter("township", "乡镇", Offered(request.actor).townships, _within("place_code")),
            Filter("owner", "谁来办", lambda request: Owner.choices, lambda rows, key: rows.filter(owner=key)),
            Filter("year", "哪年", last_years, _in_year("held_on")),
            Filter("team", "工作队", _team_asked, _of_team("team")),
            Filter("place", "村", _place_asked, _within("place_code")),
        ),
        search=lambda rows, text: rows.filter(
            Q(text__icontains=text) | Q(said_by__icontains=text) | Q(team__name__icontains=text)
        ),
        search_hint="说了什么、谁说的、工作队",
        order=("-held_on", "-pk"),
        counted=lambda count: f"{count} 条",
        empty={"text": "没有这样的意见。", "icon": "messages"},
        note=OPINIONS.note,
        may_double=False,
    )


def _opinion(row: ForumOpinion) -> Cell:
    return Cell(row.text, sub=row.said_by, url=reverse("six_ones:talents.opinion", args=[row.pk]))


def stage_of(row: ForumOpinion) -> tuple[str, str]:
    if row.withdrawn_at is not None:
        return "todo", "撤回"
    return ("done", "答复了") if row.replied_on else ("waits", "等答复")


def _state(row: ForumOpinion) -> Cell:
    return Cell(template=STATE, context=(*stage_of(row), row.reply))


def returned(request: HttpRequest) -> QuerySet:
    rows = ReturnedTalent.objects.visible_to(request.actor).select_related("place", "brought_by")
    return with_township(rows, "place_code", request.actor.today)


def returned_table(request: HttpRequest) -> Table:
    """Its sheet has the columns by which the kind is brought in."""
    today = request.actor.today
    counts = Q(withdrawn_at__isnull=True)
    return Table(
        name="returned",
        import_kind="returned_talents",
        caption="引回的能人",
        columns=_of_returned(today),
        views=(
            View("brought", "工作队引回", counts & Q(brought_by__isnull=False)),
            View("ask", "该问了", counts & Q(left_on__isnull=True, ask_on__lte=today)),
            View("left", "又走了", counts & Q(left_on__isnull=False)),
            View("withdrawn", "撤回", ~counts),
        ),
        first=View("", "全部", counts),
        filters=(
            Filter("township", "乡镇", Offered(request.actor).townships, _within("place_code")),
            Filter("role", "做什么", lambda request: Role.choices, lambda rows, key: rows.filter(role=key)),
            Filter("year", "哪年回来", last_years, _in_year("returned_on")),
            Filter("team", "工作队", _team_asked, _of_team("brought_by")),
            Filter("place", "村", _place_asked, _within("place_code")),
        ),
        search=lambda rows, text: rows.filter(
            Q(name__icontains=text) | Q(doing__icontains=text) | Q(place__name__icontains=text)
        ),
        search_hint="姓名、做的事、村",
        order=("-returned_on", "-pk"),
        counted=lambda count: f"{count} 人",
        empty={"text": "没有这样的人。", "icon": "user-plus"},
        note=RETURNED.note,
        may_double=False,
    )


def _of_returned(today: date) -> tuple[Column, ...]:
    return (
        exported("township", "乡镇", lambda row: row.township or ""),
        Column("name", "姓名", _person, sort="name", plain=lambda row: row.name, width=10),
        Column("place", "村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
        Column(
            "role",
            "回来做什么",
            lambda row: Cell(row.get_role_display(), sub=row.doing),
            sort="role",
            plain=lambda row: row.get_role_display(),
            width=24,
        ),
        exported("doing", "做的事", lambda row: row.doing, width=30),
        Column("came_from", "从哪里回来", lambda row: row.came_from or "—", width=14),
        Column("returned_on", "回来日期", lambda row: day_of(row.returned_on), sort="returned_on", is_tight=True),
        Column(
            "is_brought",
            "工作队引回",
            lambda row: row.brought_by.name if row.brought_by else "—",
            plain=lambda row: "是" if row.brought_by_id else "否",
            width=18,
        ),
        Column("state", "还在不在", lambda row: _stays(row, today), plain=lambda row: stays_in_words(row, today)[1]),
    )


def _person(row: ReturnedTalent) -> Cell:
    return Cell(row.name, url=reverse("six_ones:talents.one", args=[row.pk]))


def stays_in_words(row: ReturnedTalent, today: date) -> tuple[str, str]:
    if row.withdrawn_at is not None:
        return "todo", "撤回"
    if row.left_on is not None:
        return "todo", f"{day_of(row.left_on)} 又走了"
    return ("waits", "该问了") if row.ask_on and row.ask_on <= today else ("done", "在")


def _stays(row: ReturnedTalent, today: date) -> Cell:
    return Cell(template=STATE, context=(*stays_in_words(row, today), ""))


def _within(path: str) -> Any:
    return lambda rows, code: rows.filter(within_prefixes(path, [code])) if code.isdigit() else rows.none()


def _in_year(path: str) -> Any:
    def narrowed(rows: QuerySet, told: str) -> QuerySet:
        year = year_in(told)
        if not year:
            return rows.none()
        return rows.filter(**{f"{path}__gte": date(year, 1, 1), f"{path}__lt": date(year + 1, 1, 1)})

    return narrowed


def _of_team(path: str) -> Any:
    return lambda rows, key: rows.filter(**{path: key}) if key.isdecimal() else rows.none()


def _team_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    key = request.GET.get("team", "")
    team = Team.objects.visible_to(request.actor).filter(pk=key).first() if key.isdecimal() else None
    return [(key, team.name)] if team else []


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    code = request.GET.get("place", "")
    place = Place.objects.filter(code=code, until__isnull=True).first() if code else None
    return [(place.code, place.name)] if place else []

"""The members whom a figure counts, with the fact it counts by; without names for who reads no persons."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.figure_records.words import Listed, day_of, month, title, with_township
from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.linking import member_url, team_url, unit_url
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.dispatch.roster.rules import TeamRole, term_ends
from zhucun.lib.figure import Figure, Question
from zhucun.lib.periods import full_years
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.web.tables import Cell, Column, Table


def named_members(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(
        rows.select_related("cadre__person", "team", "succeeds__cadre__person"), "place_code", question.as_of
    )


def sees_people(question: Question) -> bool:
    """Readers of a prefecture or province read numbers and teams, not persons."""
    return question.actor.may(SEE_PEOPLE)


def member(row: Posting, question: Question) -> Cell:
    where = f"{row.township or ''} {row.team.name}".strip()
    if not sees_people(question):
        return Cell(where, url=team_url(row.team, question.actor))
    return Cell(row.cadre.person.name, sub=where, url=member_url(row, question.actor))


def list_members(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    spells = RoleSpell.objects.as_of(question.as_of).filter(posting=OuterRef("pk"))
    found = named_members(rows, question).select_related("sending_unit").annotate(
        leads_village=Exists(spells.filter(role=TeamRole.FIRST_SECRETARY)),
        leads_team=Exists(spells.filter(role=TeamRole.LEADER)),
    )  # fmt: skip
    personal = sees_people(question)
    table = Table(
        name="members",
        caption=title(figure, question),
        columns=tuple(_member_columns(figure, question, personal)),
        search=_search_members if personal else _search_teams,
        search_hint="姓名、工作队、派出单位" if personal else "工作队、派出单位",
        order="cadre__person__name_key" if personal else "place_code",
        counted=lambda count: f"{count} {figure.unit}" if figure.kind == "count" else f"{count} 人",
        empty={"text": "一个也没有。", "icon": "users"},
    )
    return table, found


def _member_columns(figure: Figure, question: Question, personal: bool) -> Iterator[Column]:
    by = question.actor
    if personal:
        yield Column("name", "姓名", lambda row: _name(row, by), sort="cadre__person__name_key")
    yield Column(
        "team", "工作队", lambda row: Cell(row.team.name, url=team_url(row.team, by)), sort="place_code", width=24
    )
    yield Column("township", "乡镇", lambda row: row.township or "—")
    yield Column("role", "队内职务", _roles)
    yield Column("unit", "派出单位", lambda row: _unit_of(row, by), sort="sending_unit__name", width=24)
    if personal:
        yield Column("born", "出生年月", lambda row: _born(row, question.as_of), sort="cadre__person__birth_month")
        yield Column("rural", "农村工作", _rural, sort="cadre__rural_months")
        yield from _facts(figure, question)
    yield Column("since", "派驻自", lambda row: _begun(row, personal), sort="since", plain=lambda row: row.since)
    if figure.has_period:
        yield Column("ended", "最后一天", _ended, sort="until")


def _search_members(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(
        Q(cadre__person__name__contains=text) | Q(team__name__contains=text) | Q(sending_unit__name__contains=text)
    )


def _search_teams(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(team__name__contains=text) | Q(sending_unit__name__contains=text))


def _name(row: Posting, by: Actor) -> Cell:
    return Cell(row.cadre.person.name, sub=row.cadre.post, url=member_url(row, by))


def _roles(row: Posting) -> str:
    held = [TeamRole.FIRST_SECRETARY.label] * row.leads_village + [TeamRole.LEADER.label] * row.leads_team
    return "、".join(held) or TeamRole.MEMBER.label


def _unit_of(row: Posting, by: Actor) -> Cell:
    return Cell(row.sending_unit.name, sub=row.get_sending_level_display(), url=unit_url(row.sending_unit, by))


def _born(row: Posting, day: date) -> Cell:
    born = row.cadre.person.birth_month
    return Cell(month(born), sub=f"{full_years(born, day)} 周岁" if born else "")


def _rural(row: Posting) -> str:
    cadre = row.cadre
    if cadre.rural_months:
        years, months = divmod(cadre.rural_months, 12)
        return "".join([f"{years} 年" if years else "", f" {months} 个月" if months else ""]).strip()
    return {True: "有", False: "没有", None: "不详"}[cadre.has_rural_experience]


def _begun(row: Posting, personal: bool) -> Cell:
    follows = f"接替{row.succeeds.cadre.person.name}" if row.succeeds and personal else row.get_start_kind_display()
    return Cell(day_of(row.since), sub=follows)


def _ended(row: Posting) -> Cell:
    return Cell(day_of(row.until - timedelta(days=1)) if row.until else "—")


def _facts(figure: Figure, question: Question) -> Sequence[Column]:
    """The fact that the figure counts by, where the list does not show it anyway."""
    asked = Asked(question)
    return {
        "政治面貌、性别": (
            Column("sex", "性别", lambda row: row.cadre.person.get_sex_display() or "—"),
            Column("party", "入党时间", lambda row: month(row.cadre.party_joined_on)),
        ),
        "学历": (Column("education", "学历", lambda row: row.cadre.get_education_display() or "—"),),
        "职级": (Column("rank", "职级", lambda row: row.cadre.rank or "—"),),
        "任期": (
            Column(
                "term",
                "任期到",
                lambda row: day_of(term_ends(row.since, asked.profile_of(row.place_code).selection.term_months)),
            ),
        ),
        "队员": (Column("reported", "报到", lambda row: day_of(row.reported_on), sort="reported_on"),),
    }.get(figure.group, ())

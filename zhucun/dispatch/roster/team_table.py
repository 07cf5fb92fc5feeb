"""Teams with their members and marks as one table: on a township's page, on a unit's, on one's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.dispatch.roster.recent import A_YEAR, Change, Spell, changes_among
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.roster.standing import TeamNow
from zhucun.org.places.models import PlaceTag
from zhucun.policy.profile import TAGS

ROLE, TAG = "role", "tag"
HEADS = ("工作队", "村类别", "第一书记", "其他队员", "派出单位", "配备")


@dataclass(frozen=True)
class MemberNow:
    posting: Posting
    roles: tuple[str, ...]
    is_taking_over: bool = False

    @property
    def name(self) -> str:
        return self.posting.cadre.person.name

    @property
    def is_first_secretary(self) -> bool:
        return TeamRole.FIRST_SECRETARY in self.roles

    @property
    def role_words(self) -> str:
        if self.is_taking_over:
            return "正在接手"
        return "、".join(TeamRole(role).label for role in TeamRole.values if role in self.roles)


@dataclass(frozen=True)
class Crew:
    """Who is in some teams on a day, what changed there lately, and the categories of the places they serve.

    `incoming` are there already and count when the seat is theirs (R-SEL-18).
    """

    members: list[MemberNow]
    changes: list[Change]
    tags: Mapping[int, list[str]]
    incoming: list[MemberNow] = field(default_factory=list)

    def of(self, teams: Sequence[TeamNow]) -> "Crew":
        keys = {team.pk for team in teams}
        within = ([one for one in group if one.posting.team_id in keys] for group in (self.members, self.incoming))
        members, incoming = within
        return replace(self, members=members, incoming=incoming)


@dataclass(frozen=True)
class Guest:
    """A team whose seat lies in another township, and which places here it serves besides."""

    seat: str
    serves: str


def crew_of(postings: QuerySet[Posting], day: date, *, teams: Iterable[int] | None = None) -> Crew:
    """Two queries: the postings of the last year, then their roles and the categories of their teams' places; `teams`,
    where some are shown whose people are not."""
    lately = postings.filter(Q(until__isnull=True) | Q(until__gt=day - A_YEAR)).filter(since__lte=day)
    rows = list(lately.select_related("cadre__person", "sending_unit", "team"))
    spells, tags = _roles_and_tags(lately, day, lately.order_by().values("team") if teams is None else teams)
    running = [row for row in rows if row.holds(day)]
    members = [MemberNow(row, tuple(s.role for s in spells[row.pk] if s.holds(day))) for row in running]
    members.sort(key=lambda m: (m.posting.place_code, m.posting.team_id, not m.is_first_secretary, _by_name(m)))
    incoming = [MemberNow(row, (), is_taking_over=True) for row in rows if row.is_taking_over(day)]
    return Crew(members, changes_among([(row, spells[row.pk]) for row in rows], day), tags, incoming)


def _by_name(member: MemberNow) -> str:
    return member.posting.cadre.person.name_key


def _roles_and_tags(
    postings: QuerySet[Posting], day: date, teams: QuerySet | Iterable[int]
) -> tuple[dict[int, list[Spell]], dict[int, list[str]]]:
    """One query for both: a role by its posting, a category by the team that serves the place."""
    roles = RoleSpell.objects.filter(posting__in=postings.order_by().values("pk"))
    tags = PlaceTag.objects.on_standing_places(day).filter(
        holds_on(day, "place__team_places__"), place__team_places__team__in=teams
    )
    roles = roles.annotate(zc_what=Value(ROLE), zc_key=F("posting_id"), zc_word=F("role"))
    tags = tags.annotate(zc_what=Value(TAG), zc_key=F("place__team_places__team_id"), zc_word=F("tag"))
    columns = ("zc_what", "zc_key", "zc_word", "since", "until")
    spells, labels = defaultdict(list), defaultdict(list)
    for what, key, word, since, until in roles.values_list(*columns).union(tags.values_list(*columns)):
        if what == ROLE:
            spells[key].append(Spell(word, since, until))
        else:
            labels[key].append(word)
    return spells, {team: [label for tag, label in TAGS.items() if tag in held] for team, held in labels.items()}


def team_table(
    teams: Sequence[TeamNow],
    crew: Crew,
    *,
    part: str = "teams",
    caption: str = "工作队",
    empty: Mapping[str, str] | None = None,
    guests: Mapping[int, Guest] | None = None,
) -> dict[str, Any]:
    """For _table.html. `guests`, told apart, are counted where their seats are."""
    guests = guests or {}
    of_team = defaultdict(list)
    for member in [*crew.members, *crew.incoming]:
        of_team[member.posting.team_id].append(member)
    rows = [_row(team, of_team[team.pk], crew.tags.get(team.pk, []), guests.get(team.pk)) for team in teams]
    return {
        "part": part,
        "caption": caption,
        "count_text": _count_text(teams, crew, guests),
        "columns": [{"label": head} for head in HEADS],
        "rows": rows,
        "empty": empty or {"text": "还没有工作队。", "icon": "users-group"},
    }


def _count_text(teams: Sequence[TeamNow], crew: Crew, guests: Mapping[int, Guest]) -> str:
    own = sum(member.posting.team_id not in guests for member in crew.members)
    besides = f"；另有 {len(guests)} 支主驻别处、兼驻这里" if guests else ""
    return f"{len(teams) - len(guests)} 支队、{own} 人{besides}"


def _row(team: TeamNow, members: Sequence[MemberNow], tags: Sequence[str], guest: Guest | None) -> dict[str, Any]:
    incoming = [member for member in members if member.is_taking_over]
    members = [member for member in members if not member.is_taking_over]
    unseen = team.headcount - len(members)
    away = f"{unseen} 人，名册归{guest.seat}管" if guest and unseen else ""
    number = f"队号 {team.number}" + (f" · 主驻{guest.seat}，兼驻{guest.serves}" if guest else "")
    first = [member for member in members if member.is_first_secretary]
    others = [member for member in members if not member.is_first_secretary]
    units = dict.fromkeys(member.posting.sending_unit.name for member in members)
    cells: list[dict[str, Any]] = [
        {"text": team.name, "sub": number, "url": team_url(team.pk)},
        {"text": "、".join(tags) or "—"},
        {"text": "、".join(member.name for member in first) or "—"},
        {
            "text": "、".join(
                filter(
                    None, [*(member.name for member in others), *(f"{one.name}（正在接手）" for one in incoming), away]
                )
            )
            or "—"
        },
        {"text": "、".join(units) or "—"},
        {
            "template": "web/pages/_stage.html",
            "context": {"state": team.standing.mark, "word": team.word},
        },
    ]
    return {"key": team.pk, "cells": [{"label": head, **cell} for head, cell in zip(HEADS, cells, strict=True)]}


def team_url(pk: int) -> str:
    return reverse("dispatch:teams.one", args=[pk])

"""The list of teams (screen P2): which team lacks what, on any day."""

from datetime import date
from functools import cached_property

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting, Team, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import SEE
from zhucun.org.people.models import Unit
from zhucun.org.people.rules import SEE_UNITS, SendingLevel
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import SEE as SEE_PLACES
from zhucun.org.places.rules import Kind, Tag
from zhucun.policy.profile import PolicyProfile
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

GUESTS = "其中 {} 支主驻别的乡镇、兼驻这里，首页的数里不含，数在主驻的乡镇。"
ORDER = ("township_position", "place_code")


class Offered:
    """Townships and units to choose among, within reach; both lists in one query, when the first is asked for."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    def townships(self, request: HttpRequest) -> list[tuple[str, str]]:
        """In their fixed order (R-DOC-31); nobody chooses among one."""
        found = self._of("township")
        return found if len(found) > 1 else []

    def units(self, request: HttpRequest) -> list[tuple[str, str]]:
        return self._of("unit")

    def _of(self, what: str) -> list[tuple[str, str]]:
        return [(key, name) for kind, _, key, name in self._all if kind == what]

    @cached_property
    def _all(self) -> list[tuple[str, int, str, str]]:
        places = Place.objects.visible_to(self._actor, SEE_PLACES).filter(kind=Kind.TOWNSHIP, until__isnull=True)
        units = Unit.objects.visible_to(self._actor, SEE_UNITS).filter(until__isnull=True).order_by()
        of_places = places.order_by().values_list(Value("township"), "position", "code", "name")
        key = Cast("pk", CharField(max_length=20))
        return sorted(of_places.union(units.values_list(Value("unit"), "position", key, "name"), all=True))


def rows_for(request: HttpRequest, day: date, policy: PolicyProfile) -> QuerySet:
    teams = Team.objects.visible_to(request.actor).as_of(day).with_fit(day, policy).in_order_of_places()
    return lineup.with_lineup(teams, day, request.actor)


def seated_elsewhere(actor: Actor, day: date) -> int:
    """How many of the teams a township sees only serve there besides; its first page counts them where they sit."""
    reach = actor.scope(SEE).place
    if not reach or any(len(prefix) < TOWNSHIP_DIGITS for prefix in reach):
        return 0
    return Team.objects.visible_to(actor).as_of(day).exclude(within_prefixes("place_code", reach)).count()


def teams_table(day: date, policy: PolicyProfile, offered: Offered, *, guests: int = 0) -> Table:
    return Table(
        name="teams",
        caption="工作队",
        columns=(*_shown_columns(), *_exported_columns()),
        filters=_filters(day, offered),
        views=_views(policy),
        search=lambda rows, text: rows.called_like(text, day),
        search_hint="村、人、单位或拼音",
        order=ORDER,
        counted=lambda count: f"{count} 支队",
        note=_note(day, policy) + (GUESTS.format(guests) if guests else ""),
        empty={"text": "没有这样的工作队。", "icon": "users-group"},
    )


def _views(policy: PolicyProfile) -> tuple[View, ...]:
    least = policy.selection.min_members
    return (
        View("short", "缺人", Q(headcount__lt=F("seats"))),
        View("small", f"不足 {least} 人", Q(headcount__lt=least)),
        View("unled", "没有第一书记", Q(has_first_secretary=False)),
        View("age", "老新没配齐", Q(is_age_paired=False)),
        View("experience", "深浅没配齐", Q(is_experience_paired=False)),
    )


def _note(day: date, policy: PolicyProfile) -> str:
    limits = policy.pairing
    return (
        f"“配备”按 {day:%Y-%m-%d} 在册的队员算：老新＝队内有满 {limits.old_age} 岁和未满 {limits.young_age} 岁的；"
        f"深浅＝有农村工作满 {limits.deep_years} 年和不满 {limits.shallow_years} 年的。"
    )


def _filters(day: date, offered: Offered) -> tuple[Filter, ...]:
    return (
        Filter("tag", "村类别", lambda _: Tag.choices, lambda rows, tag: _tagged(rows, tag, day)),
        Filter("township", "乡镇", offered.townships, lambda rows, code: _serving(rows, code, day)),
        Filter("unit", "后盾单位", offered.units, lambda rows, key: _backed_by(rows, key, day)),
        Filter("level", "派出层级", lambda _: SendingLevel.choices, lambda rows, level: _sent_from(rows, level, day)),
    )


def _tagged(rows: QuerySet, tag: str, day: date) -> QuerySet:
    places = PlaceTag.objects.as_of(day).filter(tag=tag).values("place")
    return rows.filter(Exists(TeamPlace.objects.as_of(day).filter(team=OuterRef("pk"), place__in=places)))


def _serving(rows: QuerySet, code: str, day: date) -> QuerySet:
    served = TeamPlace.objects.as_of(day).filter(within_prefixes("place__code", [code]), team=OuterRef("pk"))
    return rows.filter(Exists(served)) if code.isdigit() else rows.none()


def _backed_by(rows: QuerySet, key: str, day: date) -> QuerySet:
    if not key.isdecimal():
        return rows.none()
    return rows.filter(Exists(TeamBacking.objects.as_of(day).filter(team=OuterRef("pk"), unit=key)))


def _sent_from(rows: QuerySet, level: str, day: date) -> QuerySet:
    return rows.filter(Exists(Posting.objects.as_of(day).filter(team=OuterRef("pk"), sending_level=level)))


# ── columns ──


def _shown_columns() -> tuple[Column, ...]:
    return (
        Column("team", "驻在", _team, sort="place_code", plain=lambda row: lineup.seat_words(row)[0], width=20),
        Column("tags", "村类别", _tags, plain=_tag_words, width=24),
        Column("leader", "第一书记、队长", _leaders, plain=lambda row: _names(lineup.leading(row.people_of_day))),
        Column("members", "其他队员", _others, plain=lambda row: _names(lineup.others(row.people_of_day)), width=24),
        Column("fit", "配备", _fit, plain=_fit_words, width=16),
        Column(
            "headcount",
            "在册",
            _headcount,
            sort="headcount",
            numeric=True,
            plain=lambda row: row.headcount,
            width=8,
            is_tight=True,
        ),
        Column("backing", "后盾单位", _backing, width=24),
        Column("since", "组建", lambda row: f"{row.since:%Y-%m-%d}", sort="since", width=12, is_tight=True),
    )


def _exported_columns() -> tuple[Column, ...]:
    return (
        exported("number", "队号", lambda row: row.number),
        exported("name", "工作队", lambda row: row.name, width=24),
        exported("township", "乡镇", lambda row: lineup.seat_words(row)[1], width=14),
        exported("seats", "核定", lambda row: row.seats, numeric=True),
        exported("missing", "缺", lineup.missing, numeric=True),
    )


def _team(row: Team) -> Cell:
    words, town = lineup.seat_words(row)
    context = {"words": words, "url": reverse("dispatch:teams.one", args=[row.pk]), "missing": lineup.missing(row)}
    return Cell(words, sub=town, template="dispatch/roster/pages/_team_cell.html", context=context)


def _tags(row: Team) -> Cell:
    words = lineup.tags_of(row.places_of_day)
    return (
        Cell("、".join(words), template="dispatch/roster/pages/_tags_cell.html", context=words) if words else Cell("—")
    )


def _tag_words(row: Team) -> str:
    return "、".join(lineup.tags_of(row.places_of_day))


def _leaders(row: Team) -> Cell:
    found = lineup.leading(row.people_of_day)
    context = {
        "people": [(p.person_name, lineup.roles_of(p), p.unit_name) for p in found],
        "lacks": not row.has_first_secretary,
        "several": len(found) > 1,
    }
    return Cell(_names(found), template="dispatch/roster/pages/_leaders_cell.html", context=context)


def _names(postings: list[Posting]) -> str:
    return "、".join(posting.person_name for posting in postings)


def _others(row: Team) -> Cell:
    return Cell(_names(lineup.others(row.people_of_day)) or "—")


def _fit(row: Team) -> Cell:
    return Cell(_fit_words(row), template="dispatch/roster/pages/_fit_cell.html", context=row)


def _fit_words(row: Team) -> str:
    words = {"老新": row.is_age_paired, "深浅": row.is_experience_paired}
    return "、".join(f"{word}{'配齐' if is_there else '没配齐'}" for word, is_there in words.items())


def _headcount(row: Team) -> Cell:
    return Cell(f"{row.headcount} / {row.seats}")


def _backing(row: Team) -> Cell:
    return Cell(row.backing or "—")

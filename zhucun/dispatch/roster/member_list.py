"""The list of members (screen P4): who is who, by age, experience, unit, role, term. One row a posting."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.rows import holds_on
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import Posting, RoleSpell, held_or_coming, seated_on
from zhucun.dispatch.roster.rules import AGE_BANDS, LEFT, TeamRole, latest_start, term_ends
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.phones import masked_phone
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.people.rules import SendingLevel
from zhucun.policy.profile import PolicyProfile
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported


def rows_for(request: HttpRequest, day: date) -> QuerySet:
    """Every posting that began by the day, over or not; roles and place as of the day or of its last."""
    begun = Posting.objects.visible_to(request.actor, SEE_PEOPLE).filter(since__lte=day).with_ranks(day)
    return (
        begun.select_related("cadre__person", "sending_unit", "team")
        .prefetch_related(
            Prefetch("team__team_places", lineup.seats_on(day), to_attr="places_of_day"),
        )
        .in_order_of_places()
    )


def members_table(day: date, policy: PolicyProfile, offered: Offered) -> Table:
    months = policy.selection.term_months
    alert = max(policy.selection.term_alert_days, default=0)
    running = seated_on(day)
    return Table(
        name="members",
        caption="队员",
        columns=(*_shown_columns(day, months, day + timedelta(days=alert)), *_exported_columns(day)),
        filters=_filters(day, offered),
        first=View("", "在册", running),
        views=(
            View("on_post", "在岗", running & Q(reported_on__lte=day)),
            View("not_in", "没报到", holds_on(day) & (Q(reported_on__isnull=True) | Q(reported_on__gt=day))),
            View("incoming", "正在接手", holds_on(day) & Q(seat_since__gt=day)),
            View("term", "任期将满", running & Q(since__lte=latest_start(day, months, alert))),
            View("left", "已离任", Q(until__lte=day)),
        ),
        search=lambda rows, text: rows.called_like(text),
        search_hint="姓名、单位、拼音首字母",
        export_label="导出这张表",
        order=lineup.BY_PLACE,
        counted=lambda count: f"{count} 人",
        note=f"年龄按 {day:%Y-%m-%d} 的周岁算；电话只显示首尾，看全文要写理由。",
        empty={"text": "没有这样的队员。", "icon": "users"},
    )


# ── filters ──


def _filters(day: date, offered: Offered) -> tuple[Filter, ...]:
    return (
        Filter("age", "年龄", lambda _: [(b.key, b.label) for b in AGE_BANDS], lambda rows, key: _aged(rows, key, day)),
        Filter(
            "rural", "农村工作经历", lambda _: [("yes", "有农村工作经历"), ("no", "没有农村工作经历")], _experienced
        ),
        Filter("party", "政治面貌", lambda _: [("yes", "中共党员"), ("no", "未登记入党")], _in_the_party),
        Filter("role", "队内职务", lambda _: TeamRole.choices, lambda rows, role: _in_role(rows, role, day)),
        Filter(
            "level", "派出层级", lambda _: SendingLevel.choices, lambda rows, level: rows.filter(sending_level=level)
        ),
        Filter("township", "乡镇", offered.townships, _within),
        Filter("unit", "派出单位", offered.units, _sent_by),
    )


def _aged(rows: QuerySet, key: str, day: date) -> QuerySet:
    band = next((band for band in AGE_BANDS if band.key == key), None)
    return rows.aged(day, least=band.least, most=band.most) if band else rows.none()


def _experienced(rows: QuerySet, answer: str) -> QuerySet:
    return rows.filter(cadre__has_rural_experience=answer == "yes")


def _in_the_party(rows: QuerySet, answer: str) -> QuerySet:
    return rows.filter(cadre__party_joined_on__isnull=answer != "yes")


def _in_role(rows: QuerySet, role: str, day: date) -> QuerySet:
    """Held on the day, at the end where the posting is over, or coming with the seat."""
    held = RoleSpell.objects.filter(posting=OuterRef("pk"), role=role)
    return rows.filter(Exists(held.filter(held_or_coming(day))))


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _sent_by(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(sending_unit=key) if key.isdecimal() else rows.none()


# ── columns ──


def _shown_columns(day: date, months: int, soon: date) -> tuple[Column, ...]:
    return (
        Column("name", "姓名", lambda row: _name(row, day), sort="cadre__person__name_key", width=10),
        Column("team", "驻在", _team, sort="place_code", plain=lambda row: lineup.seat_words(row.team)[0], width=18),
        Column("roles", "队内职务", lambda row: _roles(row, day), width=16),
        Column("unit", "派出单位", _unit, sort="sending_unit__position", width=24),
        Column(
            "rural", "农村工作", lambda row: lineup.rural_words(row.cadre) or "—", sort="cadre__rural_months", width=10
        ),
        Column("party", "政治面貌", lambda row: "中共党员" if row.cadre.party_joined_on else "未登记入党", width=10),
        Column("phone", "电话", _phone, width=14),
        Column("since", "派驻自", lambda row: _since(row, day), sort="since", width=12, is_tight=True),
        Column("term", "任期到", lambda row: _term(row, day, months, soon), sort="since", width=12, is_tight=True),
    )


def _exported_columns(day: date) -> tuple[Column, ...]:
    return (
        exported("sex", "性别", lambda row: row.cadre.person.get_sex_display()),
        exported("age", "年龄", lambda row: lineup.age_of(row.cadre, day), numeric=True),
        exported("rural_months", "农村工作（月）", lambda row: row.cadre.rural_months, numeric=True, width=14),
        exported("education", "学历", lambda row: row.cadre.get_education_display() or ""),
        exported("post", "职务", lambda row: row.cadre.post, width=16),
        exported("level", "派出层级", lambda row: row.get_sending_level_display()),
        exported("team_name", "工作队", lambda row: row.team.name, width=24),
        exported("township", "乡镇", lambda row: lineup.seat_words(row.team)[1], width=14),
        exported("until", "离任", lambda row: row.until and row.until - timedelta(days=1), width=12),
    )


def _name(row: Posting, day: date) -> Cell:
    person, age = row.cadre.person, lineup.age_of(row.cadre, day)
    about = [person.get_sex_display(), f"{age} 岁" if age is not None else ""]
    return Cell(
        person.name, sub=" · ".join(filter(None, about)), url=reverse("dispatch:members.one", args=[row.cadre_id])
    )


def _roles(row: Posting, day: date) -> str:
    said = "接手" if row.is_taking_over(day) else ""
    return "、".join(f"{said}{role}" for role in lineup.roles_of(row)) or "—"


def _team(row: Posting) -> Cell:
    words, town = lineup.seat_words(row.team)
    return Cell(words, sub=town, url=reverse("dispatch:teams.one", args=[row.team_id]))


def _unit(row: Posting) -> Cell:
    return Cell(row.sending_unit.name, sub=f"{row.get_sending_level_display()} · {row.cadre.post or '职务没有登记'}")


def _phone(row: Posting) -> Cell:
    phone = row.cadre.person.phone
    return Cell(masked_phone(phone) if phone else "—")


def _since(row: Posting, day: date) -> Cell:
    if row.until is not None and row.until <= day:
        return Cell(f"{row.since:%Y-%m-%d}", sub=f"到 {row.until - timedelta(days=1):%Y-%m-%d}")
    if row.is_taking_over(day):
        return Cell(f"{row.since:%Y-%m-%d}", sub=f"接手中，{row.seat_since:%Y-%m-%d} 起计入在册")
    is_in = row.reported_on is not None and row.reported_on <= day
    return Cell(f"{row.since:%Y-%m-%d}", sub="" if is_in else "没报到")


def _term(row: Posting, day: date, months: int, soon: date) -> Cell:
    if row.until is not None and row.until <= day:
        return Cell(LEFT)  # a list never says how (R-TLK-09)
    ends = term_ends(row.since, months) - timedelta(days=1)
    mark = "overdue" if ends < day else "soon" if ends <= soon else ""
    word = f"{ends:%Y-%m-%d}"
    return Cell(word, template="web/pages/_stage.html", context={"state": mark, "word": word}) if mark else Cell(word)

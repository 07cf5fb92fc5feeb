"""Figures about teams: size against 核定人数, who leads, pairing, the units that send and back (R-SEL-04, R-SEL-12)."""

from django.db.models import Exists, F, OuterRef, Q

from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.figures.counting import Group, Where
from zhucun.dispatch.roster.figures.vacancies import late, with_vacancy
from zhucun.dispatch.roster.models import Posting, RoleSpell, TeamBacking, TeamPlace, seated_on
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.lib.periods import AGE_RULE, latest_birth_month
from zhucun.policy.profile import PolicyProfile


def everyone(asked: Asked) -> Q:
    return Q()


def member(asked: Asked, **facts: object) -> Q:
    return Q(Exists(Posting.objects.on_roster(asked.day).filter(team=OuterRef("pk"), **facts)))


def with_role(asked: Asked, role: TeamRole) -> Q:
    held = RoleSpell.objects.as_of(asked.day).filter(seated_on(asked.day, "posting__"), role=role)
    return Q(Exists(held.filter(posting__team=OuterRef("pk"))))


def paired_by_age(asked: Asked) -> Q:
    """一老一新, as `rules.is_paired_by_age` decides it for one team."""

    def pair(profile: PolicyProfile) -> Q:
        old = latest_birth_month(profile.pairing.old_age, asked.day)
        young = latest_birth_month(profile.pairing.young_age, asked.day)
        return member(asked, cadre__person__birth_month__lte=old) & member(asked, cadre__person__birth_month__gt=young)

    return asked.by_county("place_code", pair)


def paired_by_experience(asked: Asked) -> Q:
    """一深一浅, as `rules.is_paired_by_experience` decides it for one team."""

    def pair(profile: PolicyProfile) -> Q:
        deep, shallow = profile.pairing.deep_years * 12, profile.pairing.shallow_years * 12
        return member(asked, cadre__rural_months__gte=deep) & member(asked, cadre__rural_months__lt=shallow)

    return asked.by_county("place_code", pair)


def at_several_places(asked: Asked) -> Q:
    return Q(Exists(TeamPlace.objects.as_of(asked.day).filter(team=OuterRef("pk"), is_main=False)))


def small(asked: Asked) -> Q:
    return asked.by_county("place_code", lambda profile: Q(headcount__lt=profile.selection.min_members))


def either(condition: Where, *, met: bool) -> Where:
    return condition if met else lambda asked: ~condition(asked)


def sends(asked: Asked) -> Q:
    return Q(Exists(asked.running().filter(sending_unit=OuterRef("pk"))))


def backs(asked: Asked) -> Q:
    backing = TeamBacking.objects.as_of(asked.day).filter(unit=OuterRef("pk"))
    return Q(Exists(backing.filter(team__in=asked.teams())))


# fmt: off
BY_SEAT = "按主驻点位归乡镇"
AGES = "年龄线按本县办法参数"
AGE_NUMBERS = ("pairing.old_age", "pairing.young_age")
MONTHS = "年限按本县办法参数"
MONTH_NUMBERS = ("pairing.deep_years", "pairing.shallow_years")
SIZE = "核定人数按截止日的核定，没有单独核定的队按本县办法参数"
SIZE_NUMBER = ("selection.approved_size",)

teams = Group("工作队", rows="team")
teams.count("teams", "驻村工作队", "支", everyone, f"截止日组建了、没有撤销的工作队支数，{BY_SEAT}。",
            refs=("N07", "N46", "N65", "N69"))
teams.count("teams_at_several_places", "一队驻几处的队", "支", at_several_places,
            f"截止日除主驻以外还驻别处的工作队支数，{BY_SEAT}。")
teams.mean("mean_team_size", "平均每队人数", "人", ("members", "teams"),
           "截止日在册队员人数除以工作队支数，四舍五入到两位小数。", rows="posting")
teams.count("teams_under_min_size", "人数不足的队", "支", small,
            "截止日在册人数少于“每队至少人数”的工作队支数，这个数按本县办法参数。",
            prepare=with_vacancy, numbers=("selection.min_members",))
teams.count("teams_without_first_secretary", "没有第一书记的队", "支",
            either(lambda asked: with_role(asked, TeamRole.FIRST_SECRETARY), met=False),
            "截止日在册队员中没有人任第一书记的工作队支数。")
teams.count("teams_without_leader", "没有队长的队", "支",
            either(lambda asked: with_role(asked, TeamRole.LEADER), met=False),
            "截止日在册队员中没有人任队长的工作队支数。")

sizes = Group("核定和空缺", rows="team")
sizes.sum("approved_size", "核定人数", "人", everyone, f"各工作队核定人数之和；{SIZE}。",
          amount="approved_size", prepare=with_vacancy, numbers=SIZE_NUMBER)
sizes.sum("vacancies", "空缺", "人", lambda asked: Q(vacancy__gt=0),
          f"逐队用核定人数减截止日在册人数，不够的加起来；超出的队不抵别队的空缺；{SIZE}。",
          amount="vacancy", prepare=with_vacancy, numbers=SIZE_NUMBER)
sizes.count("teams_with_vacancy", "有空缺的队", "支", lambda asked: Q(vacancy__gt=0),
            f"截止日在册人数少于核定人数的工作队支数；{SIZE}。", prepare=with_vacancy,
            numbers=SIZE_NUMBER)
sizes.found("teams_with_late_vacancy", "空缺超期没补的队", "支", late,
            "截止日有空缺、空出来的天数超过补齐期限的工作队支数，期限按本县办法参数。",
            numbers=("selection.vacancy_days", *SIZE_NUMBER))
sizes.count("teams_over_approved_size", "超出核定的队", "支", lambda asked: Q(headcount__gt=F("approved_size")),
            f"截止日在册人数多于核定人数的工作队支数；{SIZE}。", prepare=with_vacancy,
            numbers=SIZE_NUMBER)

pairing = Group("老新、深浅搭配", rows="team")
pairing.count("teams_paired_by_age", "一老一新配齐了的队", "支", paired_by_age,
              f"队里有一名“老”队员、又有一名“新”队员的工作队支数；{AGES}；{AGE_RULE}。",
              numbers=AGE_NUMBERS)
pairing.count("teams_not_paired_by_age", "一老一新没配齐的队", "支", either(paired_by_age, met=False),
              f"缺“老”队员或缺“新”队员的工作队支数，出生年月不详的队员不算老也不算新；{AGES}。",
              numbers=AGE_NUMBERS)
pairing.count("teams_paired_by_experience", "一深一浅配齐了的队", "支", paired_by_experience,
              f"队里有一名农村经验“深”的、又有一名“浅”的队员的工作队支数；{MONTHS}。",
              numbers=MONTH_NUMBERS)
pairing.count("teams_not_paired_by_experience", "一深一浅没配齐的队", "支", either(paired_by_experience, met=False),
              f"缺“深”或缺“浅”队员的工作队支数，农村工作月数不详的队员不算深也不算浅；{MONTHS}。",
              numbers=MONTH_NUMBERS)

units = Group("单位", rows="team")
units.count("sending_units", "派出单位", "个", sends,
            "截止日有人在册的派出单位个数，一个单位派几个人都只算一个。", rows="unit")
units.count("backing_units", "后盾单位", "个", backs,
            "截止日是工作队后盾（牵头）单位的单位个数，一个单位后盾几支队都只算一个。", rows="unit")
units.count("teams_without_backing_unit", "没有后盾单位的队", "支",
            lambda asked: ~Q(Exists(TeamBacking.objects.as_of(asked.day).filter(team=OuterRef("pk")))),
            "截止日没有后盾（牵头）单位的工作队支数。")
# fmt: on

GROUPS = (teams, sizes, pairing, units)

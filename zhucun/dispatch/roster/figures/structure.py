"""Figures about the members on the roster: how many, how old, with what experience (R-SEL-19)."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.figures.counting import RUNNING, Group, Where, fact
from zhucun.dispatch.roster.models import RoleSpell
from zhucun.dispatch.roster.rules import AGE_BANDS, TeamRole, latest_start
from zhucun.lib.periods import AGE_RULE, latest_birth_month
from zhucun.org.people.rules import Education, SendingLevel, Sex

BIRTH = "cadre__person__birth_month"
UNKNOWN_BIRTH = ("members_birth_unknown", "出生年月不详")
UNKNOWN_MONTHS = ("members_rural_months_unknown", "农村工作月数不详")
SHARE_OF_ROSTER = "占截止日在册队员的百分比，四舍五入到两位小数"


def everyone(asked: Asked) -> Q:
    return Q()


def younger_than(years: int) -> Where:
    return lambda asked: Q(**{f"{BIRTH}__gt": latest_birth_month(years, asked.day)})


def of_age(first: int | None, last: int | None) -> Where:
    """Of at least `first` and at most `last` full years."""

    def condition(asked: Asked) -> Q:
        oldest = Q(**{f"{BIRTH}__gt": latest_birth_month(last + 1, asked.day)}) if last is not None else Q()
        return oldest & (Q(**{f"{BIRTH}__lte": latest_birth_month(first, asked.day)}) if first is not None else Q())

    return condition


def holding(role: TeamRole) -> Where:
    return lambda asked: Q(Exists(RoleSpell.objects.as_of(asked.day).filter(posting=OuterRef("pk"), role=role)))


# fmt: off
heads = Group("队员", rows=RUNNING)
heads.count("members", "在册队员", "人", everyone,
            "截止日占着名额的队员人数，报到与否都算；交接的两个人只算还没走的。", refs=("N08", "N70"))
heads.count("members_on_post", "在岗队员", "人", lambda a: Q(reported_on__lte=a.day),
            "在册队员中截止日已经报到的人数。")
heads.count("members_not_reported", "在册未报到", "人",
            lambda a: Q(reported_on__isnull=True) | Q(reported_on__gt=a.day),
            "在册队员中截止日还没有报到的人数。")
heads.count("first_secretaries", "第一书记", "人", holding(TeamRole.FIRST_SECRETARY),
            "在册队员中截止日任第一书记的人数。")
heads.count("leaders", "队长", "人", holding(TeamRole.LEADER),
            "在册队员中截止日任队长的人数，第一书记兼队长的也算。")

ages = Group("年龄", rows=RUNNING)
ages.count("members_under_40", "未满40周岁", "人", younger_than(40),
           f"在册队员中截止日未满 40 周岁的人数；{AGE_RULE}。", refs=("N12",), unknown=UNKNOWN_BIRTH)
ages.share("members_under_40_share", "未满40周岁占比", ("members_under_40", "members"),
           f"未满 40 周岁的在册队员{SHARE_OF_ROSTER}；{AGE_RULE}。", refs=("N13",))
ages.count("members_up_to_40", "40周岁及以下", "人", of_age(None, 40),
           f"在册队员中截止日 40 周岁及以下的人数，满 40 不满 41 的也算；{AGE_RULE}。", unknown=UNKNOWN_BIRTH)
ages.share("members_up_to_40_share", "40周岁及以下占比", ("members_up_to_40", "members"),
           f"40 周岁及以下的在册队员{SHARE_OF_ROSTER}；{AGE_RULE}。")
for band in AGE_BANDS:
    if band.key.isdigit():  # the others are the two figures above
        ages.count(f"members_aged_{band.key}", band.label, "人", of_age(band.least, band.most),
                   f"在册队员中截止日{band.label}的人数；{AGE_RULE}。", unknown=UNKNOWN_BIRTH)
ages.count("members_birth_unknown", "出生年月不详", "人", fact(**{f"{BIRTH}__isnull": True}),
           "在册队员中没有登记出生年月的人数，各年龄段都不计入。")

experience = Group("农村工作经历", rows=RUNNING)
experience.count("members_with_rural_experience", "有农村工作经历", "人", fact(cadre__has_rural_experience=True),
                 "在册队员中有过农村工作经历的人数，长短不论。", refs=("N14",),
                 unknown=("members_rural_experience_unknown", "农村工作经历不详"))
experience.share("members_with_rural_experience_share", "有农村工作经历占比",
                 ("members_with_rural_experience", "members"),
                 f"有农村工作经历的在册队员{SHARE_OF_ROSTER}。", refs=("N15",))
experience.count("members_without_rural_experience", "没有农村工作经历", "人",
                 fact(cadre__has_rural_experience=False), "在册队员中登记为没有农村工作经历的人数。")
experience.count("members_rural_experience_unknown", "农村工作经历不详", "人",
                 fact(cadre__has_rural_experience__isnull=True), "在册队员中没有登记有无农村工作经历的人数。")
experience.count("members_deep", "农村经验“深”", "人",
                 lambda a: a.by_county("place_code", lambda p: Q(
                     cadre__rural_months__gte=p.pairing.deep_years * 12)),
                 "在册队员中农村工作年限达到“深”的人数，年限按本县办法参数。",
                 unknown=UNKNOWN_MONTHS, numbers=("pairing.deep_years",))
experience.count("members_shallow", "农村经验“浅”", "人",
                 lambda a: a.by_county("place_code", lambda p: Q(
                     cadre__rural_months__lt=p.pairing.shallow_years * 12)),
                 "在册队员中农村工作年限属于“浅”的人数，年限按本县办法参数。",
                 unknown=UNKNOWN_MONTHS, numbers=("pairing.shallow_years",))
experience.count("members_rural_months_unknown", "农村工作月数不详", "人", fact(cadre__rural_months__isnull=True),
                 "在册队员中没有登记农村工作月数的人数，“深”和“浅”都不计入。")

party = Group("政治面貌、性别", rows=RUNNING)
party.count("party_members", "中共党员", "人", lambda a: Q(cadre__party_joined_on__lte=a.day),
            "在册队员中截止日已经入党的人数，按登记的入党时间算。")
party.share("party_members_share", "中共党员占比", ("party_members", "members"),
            f"中共党员在册队员{SHARE_OF_ROSTER}。")
for sex in Sex:
    party.count(f"members_{sex.value}", f"{sex.label}队员", "人", fact(cadre__person__sex=sex),
                f"在册队员中{sex.label}性的人数。")
party.count("members_sex_unknown", "性别不详", "人", fact(cadre__person__sex=""),
            "在册队员中没有登记性别的人数。")

schooling = Group("学历", rows=RUNNING)
SCHOOLING: Sequence[tuple[str, str, tuple[Education, ...]]] = (
    ("postgraduate", "研究生", (Education.MASTER, Education.DOCTOR)),
    ("bachelor", "本科", (Education.BACHELOR,)),
    ("college", "大专", (Education.COLLEGE,)),
    ("senior", "高中（中专）及以下", (Education.SENIOR, Education.JUNIOR, Education.PRIMARY)),
)
for name, label, grades in SCHOOLING:
    schooling.count(f"members_{name}", f"{label}学历", "人", fact(cadre__education__in=grades),
                    f"在册队员中最高学历为{label}的人数。")
schooling.count("members_education_unknown", "学历不详", "人", fact(cadre__education__isnull=True),
                "在册队员中没有登记学历的人数。")

# The first that fits, since 主任科员 ends in 科员 and ranks are written freely.
RANKS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("researcher", "调研员、巡视员", ("调研员", "巡视员")),
    ("section", "主任科员", ("主任科员",)),
    ("clerk", "科员、办事员", ("科员", "办事员")),
    ("technical", "专业技术岗", ("专业技术", "工程师", "农艺师", "教师", "医师", "会计师", "经济师", "技术员")),
    ("managerial", "管理岗", ("管理",)),
    ("leading", "领导职务（处、科、股级）", ("处级", "科级", "股级", "正处", "副处", "正科", "副科")),
)
ranks = Group("职级", rows=RUNNING)


def _written(words: Sequence[str]) -> Q:
    found = Q()
    for word in words:
        found |= Q(cadre__rank__contains=word)
    return found


def _ranked(before: Sequence[Sequence[str]], words: Sequence[str]) -> Where:
    known = [word for earlier in before for word in earlier]
    return lambda asked: _written(words) & (~_written(known) if known else Q())


for place, (name, label, words) in enumerate(RANKS):
    ranks.count(f"members_rank_{name}", label, "人", _ranked([w for _, _, w in RANKS[:place]], words),
                f"在册队员中登记的职级写有“{'”“'.join(words)}”的人数，按此顺序先归先算。")
ranks.count("members_rank_other", "其他职级", "人",
            lambda asked: ~Q(cadre__rank="") & ~_written([word for _, _, words in RANKS for word in words]),
            "在册队员中登记了职级、但不属于以上各类的人数。")
ranks.count("members_rank_unknown", "没有登记职级", "人", fact(cadre__rank=""),
            "在册队员中没有登记职级的人数。")

levels = Group("派出层级", rows=RUNNING)
for level in SendingLevel:
    levels.count(f"members_sent_by_{level.value}", level.label, "人", fact(sending_level=level),
                 f"在册队员中由{level.label.removesuffix('派')}级单位派出的人数，按派驻时登记的派出层级算。")

terms = Group("任期", rows=RUNNING)
TERM = "任期从派驻之日起算，长短按本县办法参数"
TERM_NUMBER = ("selection.term_months",)


def _began(asked: Asked, after: int | None, until: int) -> Q:
    """Whose term is up within `until` days, and not already within `after`."""
    return asked.by_county("place_code", lambda p: _within_term(asked, p.selection.term_months, after, until))


def _within_term(asked: Asked, months: int, after: int | None, until: int) -> Q:
    began = Q(since__lte=latest_start(asked.day, months, until))
    return began if after is None else began & Q(since__gt=latest_start(asked.day, months, after))


terms.count("terms_over", "任期已满还在岗", "人", lambda a: _began(a, None, 0),
            f"在册队员中截止日任期已满的人数；{TERM}。", numbers=TERM_NUMBER)
for days in (30, 90):
    terms.count(f"terms_over_in_{days}_days", f"{days}天内任期满", "人",
                lambda a, days=days: _began(a, 0, days),
                f"在册队员中任期在截止日之后 {days} 天内（含第 {days} 天）满的人数；{TERM}。",
                numbers=TERM_NUMBER)
# fmt: on

GROUPS = (heads, ages, experience, party, schooling, ranks, levels, terms)

"""Figures of 应派尽派: category·place pairs, the places they lie on, and which are served (R-SEL-01, R-SEL-03)."""

from collections.abc import Callable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.figures.counting import Group, Where
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import PlaceTag
from zhucun.org.places.rules import Tag
from zhucun.policy.profile import PolicyProfile

Tags = Callable[[PolicyProfile], tuple[str, ...]]

# Refs of the 2022 report: teams were sent to so many places of each category.
REPORTED = {
    Tag.LIFTED_FROM_POVERTY: ("N03",),
    Tag.KEY_ASSISTANCE: ("N04",),
    Tag.DEMONSTRATION: ("N05",),
    Tag.RESETTLEMENT: ("N06",),
}
SERVED = "截止日有工作队驻在那里就算派了，主驻兼驻都算"
BY_POLICY = "哪几类按本县办法参数“应派尽派的村类别”"
OF_GROUPS = "哪几类按本县办法参数“选派时合起来数的村类别”"
OWED_NUMBER, GROUP_NUMBER = ("places.must_cover",), ("places.groups",)


def groups_of(profile: PolicyProfile) -> tuple[str, ...]:
    return profile.places.groups


def owed_of(profile: PolicyProfile) -> tuple[str, ...]:
    return profile.places.must_cover


def served(asked: Asked, path: str) -> Q:
    """A team that stands on the day serves the place which `path` leads to."""
    serving = TeamPlace.objects.as_of(asked.day).filter(holds_on(asked.day, "team__"), place=OuterRef(path))
    return Q(Exists(serving))


def _tags_on_place(asked: Asked, tags: Tags) -> QuerySet:
    among = asked.by_county("place__code", lambda profile: Q(tag__in=tags(profile)))
    return PlaceTag.objects.as_of(asked.day).filter(among, place=OuterRef("pk"))


def of_tags(tags: Tags) -> Where:
    """Pairs whose category is among the county's."""
    return lambda asked: asked.by_county("place__code", lambda profile: Q(tag__in=tags(profile)))


def places_of(tags: Tags) -> Where:
    return lambda asked: Q(Exists(_tags_on_place(asked, tags)))


def is_served(where: Where, path: str, *, really: bool = True) -> Where:
    return lambda asked: where(asked) & (served(asked, path) if really else ~served(asked, path))


def count_group_tags(asked: Asked, rows: QuerySet) -> QuerySet:
    """Adds `group_tags`: under how many of the county's groups a place is."""
    held = _tags_on_place(asked, groups_of).order_by().values("place").annotate(n=Count("pk")).values("n")
    return rows.annotate(group_tags=Coalesce(Subquery(held), 0))


# fmt: off
groups = Group("几类村都派了", rows="pair")
groups.count("group_pairs", "几类村合计", "个", of_tags(groups_of),
             f"截止日几类村的“类别·点位”个数：一个点位占两类就算两个；{OF_GROUPS}。",
             numbers=GROUP_NUMBER)
groups.count("covered_group_pairs", "几类村合计已派", "个", is_served(of_tags(groups_of), "place"),
             f"几类村的“类别·点位”中已派的个数；{SERVED}；{OF_GROUPS}。",
             numbers=GROUP_NUMBER)
groups.count("group_places_with_two", "占两类以上的点位", "个", lambda asked: Q(group_tags__gte=2),
             f"截止日同时属于两类以上的点位个数；{OF_GROUPS}。", rows="place", prepare=count_group_tags,
             numbers=GROUP_NUMBER)
groups.count("group_places", "几类村去重后的点位", "个", places_of(groups_of),
             f"截止日属于其中任何一类的点位个数，占几类都只算一个；{OF_GROUPS}。", rows="place",
             numbers=GROUP_NUMBER)
groups.count("covered_group_places", "几类村去重后已派", "个", is_served(places_of(groups_of), "pk"),
             f"几类村去重后的点位中已派的个数；{SERVED}；{OF_GROUPS}。", rows="place",
             numbers=GROUP_NUMBER)

owed = Group("应派尽派", rows="place")
owed.count("must_cover_places", "应派的点位", "个", places_of(owed_of),
           f"截止日应派工作队的点位个数，占几类都只算一个；{BY_POLICY}。",
           numbers=OWED_NUMBER)
owed.count("covered_must_places", "应派已派", "个", is_served(places_of(owed_of), "pk"),
           f"应派的点位中已派的个数；{SERVED}；{BY_POLICY}。",
           numbers=OWED_NUMBER)
owed.count("uncovered_must_places", "应派未派", "个", is_served(places_of(owed_of), "pk", really=False),
           f"应派的点位中截止日没有工作队的个数；{BY_POLICY}。",
           numbers=OWED_NUMBER)
owed.share("covered_must_places_share", "应派已派占比", ("covered_must_places", "must_cover_places"),
           f"应派已派的点位占应派的点位的百分比，四舍五入到两位小数；{BY_POLICY}。")
owed.count("must_cover_pairs", "应派的类别·点位", "个", of_tags(owed_of),
           f"截止日应派的“类别·点位”个数：一个点位占两类就算两个；{BY_POLICY}。", rows="pair",
           numbers=OWED_NUMBER)
owed.count("uncovered_must_pairs", "应派未派的类别·点位", "个", is_served(of_tags(owed_of), "place", really=False),
           f"应派的“类别·点位”中截止日没有工作队的个数；{BY_POLICY}。", rows="pair",
           numbers=OWED_NUMBER)


def _of_one(tag: str) -> Where:
    return lambda asked: Q(tag=tag)


by_tag = Group("按村类别", rows="pair")
for tag in Tag:
    by_tag.count(f"pairs.{tag.value}", tag.label, "个", _of_one(tag), f"截止日属于{tag.label}的点位个数。")
    by_tag.count(f"covered_pairs.{tag.value}", f"{tag.label}已派", "个", is_served(_of_one(tag), "place"),
                 f"截止日属于{tag.label}的点位中已派的个数；{SERVED}。", refs=REPORTED.get(tag, ()))
# fmt: on

GROUPS = (groups, by_tag, owed)

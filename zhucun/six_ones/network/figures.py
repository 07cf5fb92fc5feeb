"""Figures of the network on a day: who keeps in touch, which households have somebody, who has too many."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.policy.network_values import Network
from zhucun.policy.profile import PolicyProfile
from zhucun.six_ones.network.models import HouseholdLink, Linker

GROUP, COUNTY_DIGITS = "织密一张网络", 6


def _figure(name: str, label: str, unit: str, definition: str, rows: str, **told: object) -> Figure:
    return Figure(f"six_ones.{name}", label, unit, "count", definition, "六", group=GROUP, rows=rows, **told)


LINKERS = _figure(
    "linkers",
    "联系群众的党员、干部",
    "人",
    "截止日在册、至少联着一户的党员、干部、乡贤和别的联户的人，一人算一次。",
    "linker",
    refs=("N63",),
)
IDLE = _figure("linkers_without_household", "还没有联户的人", "人", "截止日在册、一户也没有联的人。", "linker")
OVERLOADED = _figure(
    "linkers_overloaded",
    "联得太多的人",
    "人",
    "截止日联的户数超过办法里给这个年龄段定的户数的人；没写年龄段的按最宽的算。",
    "linker",
    numbers=("network.bounds",),
)
LINKED = _figure(
    "linked_households",
    "有人联系的户",
    "户",
    "截止日在名单上、有人联着的户，一户算一次。",
    "household_link",
    refs=("N64",),
)
UNLINKED = _figure("unlinked_households", "没有人联系的户", "户", "截止日在名单上、没有人联的户。", "listed_household")
LISTED = _figure("listed_households", "名单上的户", "户", "截止日在农户名单上的户。", "listed_household")
LOADS = {"1": (1, 1), "2": (2, 2), "3": (3, 3), "4": (4, 4), "5": (5, 9), "10": (10, None)}  # how many, at most
LOAD_WORDS = {"5": "5—9 户", "10": "10 户以上"}
LINKERS_WITH = {
    key: _figure(
        f"linkers_with.{key}",
        f"联 {LOAD_WORDS.get(key, f'{key} 户')}的人",
        "人",
        f"截止日在册、联着 {LOAD_WORDS.get(key, f'{key} 户')}的人。",
        "linker",
    )
    for key in LOADS
}
COVER = Figure(
    "six_ones.linked_households_share",
    "联户覆盖",
    "%",
    "share",
    "名单上的户里，截止日有人联的占多少。",
    "六",
    group=GROUP,
    rows="household_link",
    of=(LINKED.id, LISTED.id),
)


def bound_of(numbers: Network) -> Case:
    """How many each may have, by age."""
    whens = [When(age=one.key, then=Value(one.most)) for one in numbers.bounds]
    return Case(*whens, default=Value(numbers.most_of("")), output_field=IntegerField())


def policy_for(question: Question) -> PolicyProfile:
    """Of the county that is asked about."""
    day, county = question.numbers_on or question.as_of, question.scope[:COUNTY_DIGITS]
    return policy.known_to(question.actor, day, [county])[county]


def with_load(rows: QuerySet, question: Question) -> QuerySet:
    numbers = policy_for(question).network
    return rows.with_load(question.as_of).annotate(bound=bound_of(numbers))


def linkers_there(question: Question) -> QuerySet:
    seen = Linker.objects.visible_to(question.actor).as_of(question.as_of)
    return seen.filter(within_prefixes("place_code", [question.scope]))


def _load(least: int, most: int | None) -> Q:
    return Q(load__gte=least) & (Q() if most is None else Q(load__lte=most))


OF_LINKERS = {
    LINKERS.id: Q(load__gt=0),
    IDLE.id: Q(load=0),
    OVERLOADED.id: Q(load__gt=F("bound")),
    **{LINKERS_WITH[key].id: _load(*bounds) for key, bounds in LOADS.items()},
}


def of_linkers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = with_load(linkers_there(question), question)
    wanted = {one.id: OF_LINKERS[one.id] for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {key: Answer(n, _finder(rows, narrow)) for (key, narrow), n in zip(wanted.items(), counted, strict=True)}


def _finder(rows: QuerySet, narrow: Q) -> Callable[[], QuerySet]:
    return lambda: rows.filter(narrow)


def links_there(question: Question) -> QuerySet:
    seen = HouseholdLink.objects.visible_to(question.actor).of_homes_there(question.as_of)
    return seen.filter(within_prefixes("place_code", [question.scope]))


def of_links(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """A household has one link a day, so links are households."""
    rows = links_there(question)
    return {LINKED.id: Answer(rows.count(), lambda: rows)}


def homes_there(question: Question) -> QuerySet:
    seen = Household.objects.visible_to(question.actor).as_of(question.as_of)
    return seen.filter(within_prefixes("village__code", [question.scope]))


def of_homes(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = homes_there(question)
    nobody = ~Exists(HouseholdLink.objects.as_of(question.as_of).filter(household=OuterRef("pk")))
    wanted = {one.id: Q() if one is LISTED else Q(nobody) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow or None) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {key: Answer(n, _finder(rows, narrow)) for (key, narrow), n in zip(wanted.items(), counted, strict=True)}


register([LINKERS, IDLE, OVERLOADED, *LINKERS_WITH.values()], of_linkers)
register([LINKED], of_links)
register([LISTED, UNLINKED], of_homes)
register([COVER], of_links)

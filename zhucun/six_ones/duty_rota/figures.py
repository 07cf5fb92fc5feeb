"""Figures of emergency posts: who of the teams stood there in a period, posts and heads of a day (R-TASK-12)."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, F, IntegerField, Max, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost

GROUP = "织密一张网络"
Counted = tuple[int, Callable[[], QuerySet]]


def _figure(name: str, label: str, unit: str, definition: str, *, rows: str, **more: object) -> Figure:
    told = {"group": GROUP, "rows": rows, "kind": "count", **more}
    return Figure(f"six_ones.{name}", label, unit, definition=definition, measure="六", **told)


MEMBERS = _figure(
    "duty_members",
    "在岗位值守的队员",
    "名",
    "这段时间里排在应急值守岗位上、没有撤下的队员，一人算一次。",
    rows="posting",
    has_period=True,
    refs=("N66",),
)
TEAMS = _figure(
    "duty_teams",
    "有队员值守的工作队",
    "支",
    "这段时间里有队员在应急值守岗位上的工作队，一支算一次。",
    rows="team",
    has_period=True,
)
POSTS = _figure("duty_posts", "应急值守岗位", "个", "截止日开着、没有撤回的应急值守岗位。", rows="rota_post")
EMPTY = _figure("duty_posts_empty", "没有队员的岗位", "个", "截止日开着、没有排队员的应急值守岗位。", rows="rota_post")
ON_DAY = _figure(
    "duty_members_on_day", "当天值守的队员", "名", "截止日排在应急值守岗位上的队员，一人算一次。", rows="posting"
)
HEADS = _figure(
    "duty_headcount",
    "当天岗位到岗人数",
    "人",
    "截止日各岗位报的到岗人数相加，群众和志愿者都在内，没报的不算。",
    rows="rota_day",
    kind="sum",
)
FIGURES = (MEMBERS, TEAMS, POSTS, EMPTY, ON_DAY, HEADS)


def _duties(question: Question) -> QuerySet:
    rows = PostDuty.objects.visible_to(question.actor).standing()
    return rows.filter(within_prefixes("place_code", [question.scope]))


def _in_period(question: Question) -> QuerySet:
    return _duties(question).overlapping(question.period.since, question.period.until)


def _people(duties: QuerySet) -> QuerySet:
    """A posting for each person: the last, where one was in two teams meanwhile."""
    latest = duties.order_by().values("posting__cadre").annotate(last=Max("posting")).values("last")
    return Posting.objects.filter(pk__in=latest)


def _members(question: Question) -> Counted:
    duties = _in_period(question)
    return duties.aggregate(n=Count("posting__cadre", distinct=True))["n"], lambda: _people(duties)


def _teams(question: Question) -> Counted:
    duties = _in_period(question)
    count = duties.aggregate(n=Count("posting__team", distinct=True))["n"]
    return count, lambda: Team.objects.filter(pk__in=duties.order_by().values("posting__team"))


def _posts_on(question: Question) -> QuerySet:
    rows = RotaPost.objects.visible_to(question.actor).standing().as_of(question.as_of)
    return rows.filter(within_prefixes("place_code", [question.scope]))


def _posts(question: Question) -> Counted:
    rows = _posts_on(question)
    return rows.count(), lambda: rows


def _empty(question: Question) -> Counted:
    rows = _posts_on(question).empty_on(question.as_of)
    return rows.count(), lambda: rows


def _on_day(question: Question) -> Counted:
    duties = _duties(question).as_of(question.as_of)
    return duties.aggregate(n=Count("posting__cadre", distinct=True))["n"], lambda: _people(duties)


def _heads(question: Question) -> Counted:
    rows = RotaDay.objects.visible_to(question.actor).filter(day=question.as_of, post__withdrawn_on__isnull=True)
    rows = rows.filter(within_prefixes("post__place_code", [question.scope]))
    total = rows.aggregate(n=Coalesce(Sum("headcount"), Value(0), output_field=IntegerField()))["n"]
    return total, lambda: rows.annotate(amount=F("headcount"))


COUNTING = {
    MEMBERS.id: _members,
    TEAMS.id: _teams,
    POSTS.id: _posts,
    EMPTY.id: _empty,
    ON_DAY.id: _on_day,
    HEADS.id: _heads,
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """A query each, over rows that are there only while an emergency lasts."""
    found = {one.id: COUNTING[one.id](question) for one in figures}
    return {key: Answer(count, rows) for key, (count, rows) in found.items()}


register(FIGURES, answers)

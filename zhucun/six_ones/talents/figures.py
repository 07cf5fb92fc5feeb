"""Figures of forums, opinions and people who came back. Two scopes are kept apart: whom a team brought in a period, in
whatever role, is here; who sits in a village committee today, brought by anyone, is counted from the committees."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.talents.forums import forums_for
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.six_ones.talents.rules import Role

Narrow = Callable[[Question], Q]
GROUP = "引回一批能人"
BROUGHT = "这段时间里由工作队引回、没有撤回登记的人，在村里做什么都算，一个人算一次"


def _figure(
    name: str, label: str, unit: str, definition: str, rows: str, *, has_period: bool = True, refs: tuple[str, ...] = ()
) -> Figure:
    told = {"group": GROUP, "rows": rows, "has_period": has_period, "refs": refs}
    return Figure(f"six_ones.{name}", label, unit, "count", definition, "六", **told)


def _held(column: str) -> Narrow:
    return lambda question: Q(**{f"{column}__gte": question.period.since, f"{column}__lt": question.period.until})


def _brought(question: Question) -> Q:
    return _held("returned_on")(question) & Q(brought_by__isnull=False)


def _brought_as(role: Role) -> Narrow:
    return lambda question: _brought(question) & Q(role=role)


def _sits_too(question: Question) -> Q:
    """Brought by a team and, on the last day, in a committee as somebody who was brought back."""
    sits = CommitteeMember.objects.as_of(question.period.last_day).filter(
        place=OuterRef("committee_member__place"), name=OuterRef("committee_member__name"), is_returned_talent=True
    )
    return _brought(question) & Q(Exists(sits))


def _here(question: Question) -> Q:
    return Q(returned_on__lte=question.as_of) & (Q(left_on__isnull=True) | Q(left_on__gt=question.as_of))


def _unanswered(question: Question) -> Q:
    return Q(held_on__lte=question.as_of) & (Q(replied_on__isnull=True) | Q(replied_on__gt=question.as_of))


FORUMS: dict[str, tuple[Figure, Narrow]] = {
    "six_ones.forums": (
        _figure(
            "forums",
            "乡贤座谈会",
            "场",
            "这段时间里记下的、性质里有“乡贤座谈会”的会，一次会算一场。",
            "forum",
            refs=("N59",),
        ),
        _held("record__happened_on"),
    )
}
OPINIONS: dict[str, tuple[Figure, Narrow]] = {
    one.id: (one, narrow)
    for one, narrow in (
        (
            _figure(
                "opinions",
                "座谈会上征求的意见建议",
                "条",
                "这段时间里的乡贤座谈会上记下、没有撤回的意见建议，一条算一次。",
                "opinion",
                refs=("N60",),
            ),
            _held("held_on"),
        ),
        (
            _figure("opinions_answered", "答复了的意见", "条", "这段时间里答复的座谈会意见。", "opinion"),
            _held("replied_on"),
        ),
        (
            _figure(
                "opinions_open",
                "等答复的意见",
                "条",
                "截止日还没有答复的座谈会意见。",
                "opinion",
                has_period=False,
            ),
            _unanswered,
        ),
    )
}
TALENTS: dict[str, tuple[Figure, Narrow]] = {
    one.id: (one, narrow)
    for one, narrow in (
        (
            _figure(
                "returned_by_teams",
                "工作队引回的能人",
                "人",
                f"{BROUGHT}；和在任的“两委”干部里引回的能人是两个口径。",
                "talent",
                refs=("N62",),
            ),
            _brought,
        ),
        *(
            (
                _figure(
                    f"returned_by_teams.{role.value}",
                    f"工作队引回的能人：{role.label}",
                    "人",
                    f"{BROUGHT}；只算回来做“{role.label}”的。",
                    "talent",
                ),
                _brought_as(role),
            )
            for role in Role
        ),
        (
            _figure(
                "returned_in_committees",
                "工作队引回、又在村“两委”的能人",
                "人",
                "这段时间里由工作队引回、这段时间最后一天又在村“两委”任职的人，是两个口径重叠的部分。",
                "talent",
            ),
            _sits_too,
        ),
        (
            _figure("returned_talents", "回来的能人", "人", "这段时间里回来的能人，谁引回的都算。", "talent"),
            _held("returned_on"),
        ),
        (
            _figure(
                "returned_here",
                "还在的能人",
                "人",
                "截止日以前回来、问过以后没有记下又走了的能人。",
                "talent",
                has_period=False,
            ),
            _here,
        ),
    )
}


def _counted(
    rows: QuerySet, told: dict[str, tuple[Figure, Narrow]], figures: Sequence[Figure], question: Question
) -> Mapping[str, Answer]:
    """One query for all of these rows."""
    wanted = {one.id: told[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


def of_forums(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = forums_for(question.actor).filter(within_prefixes("record__place_code", [question.scope]))
    return _counted(rows, FORUMS, figures, question)


def of_opinions(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = ForumOpinion.objects.visible_to(question.actor).standing()
    return _counted(rows.filter(within_prefixes("place_code", [question.scope])), OPINIONS, figures, question)


def of_talents(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = ReturnedTalent.objects.visible_to(question.actor).standing()
    return _counted(rows.filter(within_prefixes("place_code", [question.scope])), TALENTS, figures, question)


register([one for one, _ in FORUMS.values()], of_forums)
register([one for one, _ in OPINIONS.values()], of_opinions)
register([one for one, _ in TALENTS.values()], of_talents)

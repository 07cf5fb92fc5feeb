"""Figures of talks, each kind apart in 人次; of 双约谈 how many members and how many with both parts (R-TLK-03)."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.consequences.counting import counted
from zhucun.oversight.talks.models import COUNTY_DIGITS, DualTalk, TalkRecord
from zhucun.oversight.talks.rules import SEE, SEE_PROGRESS, DualState, Kind


def _figure(name: str, label: str, unit: str, definition: str, *, rows: str, refs: tuple[str, ...] = ()) -> Figure:
    return Figure(
        f"oversight.{name}",
        label,
        unit,
        "count",
        definition,
        "管",
        group="约谈",
        rows=rows,
        refs=refs,
        has_period=True,
        for_few=True,
    )


HELD = "谈话的日子在这段时间里"
OF_TALKS: dict[str, tuple[Figure, Q]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure(
                "unit_heads_talked_to",
                "约谈单位主要负责人",
                "人次",
                f"{HELD}的约谈，每个单位每次算一人次。",
                rows="talk",
                refs=("N02", "N32"),
            ),
            Q(kind=Kind.UNIT_HEAD),
        ),
        (
            _figure(
                "members_talked_to", "约谈队员", "人次", f"{HELD}的乡镇、县里、单位约谈；双约谈另算。", rows="talk"
            ),
            Q(kind__in=(Kind.PERSON, Kind.BY_UNIT)),
        ),
        (
            _figure("teams_talked_to", "约谈工作队", "人次", f"{HELD}的约谈，每支队每次算一人次。", rows="talk"),
            Q(kind=Kind.TEAM),
        ),
        (
            _figure(
                "dual_talk_parts",
                "双约谈谈了的",
                "人次",
                f"{HELD}的双约谈，乡镇、派出单位各谈一次算两人次；不算问责。",
                rows="talk",
            ),
            Q(kind__in=(Kind.DUAL_TOWNSHIP, Kind.DUAL_UNIT)),
        ),
    )
}


def _duals_on(question: Question) -> Q:
    return Q(state=DualState.COMPLETE, township_held_on__lte=question.as_of, unit_held_on__lte=question.as_of)


OF_DUALS = {
    figure.id: figure
    for figure in (
        _figure(
            "dual_talks",
            "被双约谈的队员",
            "名",
            "这段时间里开始的双约谈，撤回的不算。",
            rows="dual_talk",
            refs=("N33",),
        ),
        _figure(
            "dual_talks_complete",
            "双约谈两方都谈了的",
            "名",
            "这段时间里开始的双约谈中，到截止日乡镇和派出单位都谈了的。",
            rows="dual_talk",
        ),
    )
}


def answers_of_talks(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """A township reads its own talks, and they are not the county's number."""
    actor, period = question.actor, question.period
    may_read = actor.scope(SEE).covers_place(question.scope[:COUNTY_DIGITS])
    rows = TalkRecord.objects.held().filter(held_on__gte=period.since, held_on__lt=period.until)
    rows = rows.filter(within_prefixes("place_code", [question.scope]))
    return counted(rows, {one: OF_TALKS[one.id][1] for one in figures}, question, may_read=may_read)


def answers_of_duals(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    may_read = question.actor.scope(SEE_PROGRESS).covers_place(question.scope)
    rows = _duals(question)
    if may_read:
        rows = rows.filter(pk__in=DualTalk.objects.visible_to(question.actor).values("pk"))
    complete = {"oversight.dual_talks_complete": _duals_on(question)}
    wanted = {one: complete.get(one.id, Q()) for one in figures}
    return counted(rows, wanted, question, may_read=may_read)


def _duals(question: Question) -> QuerySet:
    period = question.period
    rows = DualTalk.objects.standing().filter(opened_on__gte=period.since, opened_on__lt=period.until)
    return rows.filter(within_prefixes("place_code", [question.scope]))


register([figure for figure, _ in OF_TALKS.values()], answers_of_talks)
register(OF_DUALS.values(), answers_of_duals)

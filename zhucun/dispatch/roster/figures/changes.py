"""Figures of what changed in a period: who came, who went, and by which kind of change (R-SEL-11, R-SEL-16)."""

from django.db.models import Q

from zhucun.dispatch.roster.figures.counting import Group, Where
from zhucun.dispatch.roster.rules import ChangeKind, StartKind


def ended(**facts: object) -> Where:
    """The last day lies in the period."""
    return lambda asked: Q(until__gt=asked.period.since, until__lte=asked.period.until, **facts)


def begun(**facts: object) -> Where:
    return lambda asked: Q(since__gte=asked.period.since, since__lt=asked.period.until, **facts)


# fmt: off
MEANT = {
    ChangeKind.ROTATION: "任期届满换人",
    ChangeKind.ADJUSTMENT: "因身体、工作需要等换人，不算过错",
    ChangeKind.REMOVAL: "履职不好换人",
    ChangeKind.RECALL: "按召回程序办的",
}
IN_PERIOD = "结束的派驻，以最后一天在这段时间里为准"

gone = Group("离队")
gone.count("postings_ended", "结束派驻", "人次", ended(), f"这段时间里{IN_PERIOD}，各种去由都算。",
           rows="posting", has_period=True)
gone.count("adjusted_or_removed", "调整撤换", "人次",
           ended(end_kind__in=[ChangeKind.ADJUSTMENT, ChangeKind.REMOVAL]),
           f"这段时间里因调整或撤换{IN_PERIOD}；轮换、召回另算。", rows="posting", refs=("N10",), has_period=True)
for kind in ChangeKind:
    gone.count(f"ended_by_{kind.value}", kind.label, "人次", ended(end_kind=kind),
               f"这段时间里因{kind.label}（{MEANT[kind]}）{IN_PERIOD}。", rows="posting", has_period=True)

came = Group("到队")
came.count("postings_begun", "新派驻", "人次", begun(), "起始日在这段时间里的派驻，各种来由都算。",
           rows="posting", has_period=True)
came.count("reinforcements", "增派", "人次", begun(start_kind=StartKind.REINFORCEMENT, succeeds__isnull=True),
           "起始日在这段时间里、来由为增派的派驻；增派不接替谁，写明接替谁的算接替。",
           rows="posting", refs=("N11",), has_period=True)
came.count("successions", "接替", "人次", begun(succeeds__isnull=False),
           "起始日在这段时间里、写明接替谁的派驻；接替的人不算增派。", rows="posting", has_period=True)
came.count("rounds_begun", "轮次选派", "人次", begun(start_kind=StartKind.ROUND, succeeds__isnull=True),
           "起始日在这段时间里、来由为轮次选派的派驻，写明接替谁的算接替。", rows="posting", has_period=True)
came.count("backfilled", "补录", "人次", begun(start_kind=StartKind.BACKFILL, succeeds__isnull=True),
           "起始日在这段时间里、来由为补录的派驻，写明接替谁的算接替。", rows="posting", has_period=True)
# fmt: on

GROUPS = (gone, came)

"""Figures of what changed in a period: who came, who went, and by which kind of change (R-SEL-11, R-SEL-16)."""

from zhucun.dispatch.roster.figures.counting import BEGUN, ENDED, Group, fact
from zhucun.dispatch.roster.rules import SEE_ENDS, ChangeKind, StartKind

# fmt: off
MEANT = {
    ChangeKind.ROTATION: "任期届满换人",
    ChangeKind.ADJUSTMENT: "因工作需要、岗位变动、本人原因等换人，不算过错",
    ChangeKind.REMOVAL: "履职不好换人",
    ChangeKind.RECALL: "按召回程序办的",
}
IN_PERIOD = "结束的派驻，以最后一天在这段时间里为准"

# Whoever left and is in no list of the blameless was removed or recalled: of those who are not told how somebody left,
# none opens any kind but rotation (R-TLK-09).
gone = Group("离队", rows=ENDED)
gone.count("postings_ended", "结束派驻", "人次", fact(), f"这段时间里{IN_PERIOD}，各种去由都算。")
gone.count("adjusted_or_removed", "调整撤换", "人次",
           fact(end_kind__in=[ChangeKind.ADJUSTMENT, ChangeKind.REMOVAL]),
           f"这段时间里因调整或撤换{IN_PERIOD}；轮换、召回另算。", refs=("N10",), needs=SEE_ENDS)
for kind in ChangeKind:
    gone.count(f"ended_by_{kind.value}", kind.label, "人次", fact(end_kind=kind),
               f"这段时间里因{kind.label}（{MEANT[kind]}）{IN_PERIOD}。",
               needs=None if kind == ChangeKind.ROTATION else SEE_ENDS)

came = Group("到队", rows=BEGUN)
came.count("postings_begun", "新派驻", "人次", fact(),
           "占名额的第一天在这段时间里的派驻，各种来由都算；还在交接的，等到算接的人那天才算。")
came.count("reinforcements", "增派", "人次", fact(start_kind=StartKind.REINFORCEMENT, succeeds__isnull=True),
           "占名额的第一天在这段时间里、来由为增派的派驻；增派不接替谁，写明接替谁的算接替。", refs=("N11",))
came.count("successions", "接替", "人次", fact(succeeds__isnull=False),
           "占名额的第一天在这段时间里、写明接替谁的派驻；接替的人不算增派。")
came.count("rounds_begun", "轮次选派", "人次", fact(start_kind=StartKind.ROUND, succeeds__isnull=True),
           "占名额的第一天在这段时间里、来由为轮次选派的派驻，写明接替谁的算接替。")
came.count("backfilled", "补录", "人次", fact(start_kind=StartKind.BACKFILL, succeeds__isnull=True),
           "占名额的第一天在这段时间里、来由为补录的派驻，写明接替谁的算接替。")
# fmt: on

GROUPS = (gone, came)

"""急难愁盼登记表 (R-DOC-06, R-TASK-04); and what became of a record that opened a matter, for diary and visits."""

from collections.abc import Collection, Iterator, Mapping

from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, VILLAGE, placed
from zhucun.policy import in_force as policy
from zhucun.records.diary.printed import Became, became_come_from
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE
from zhucun.web.ledgers import VILLAGE_SIGNS, Asked, Ledger, Per, Row, ledger

SHEET = Sheet(
    "matters",
    "急难愁盼登记表",
    (
        TOWNSHIP,
        VILLAGE,
        TEAM,
        Column("whom", "谁提的", text(), width=10),
        Column("raised_on", "提出日期", day(), width=12),
        Column("how", "怎么提出来", text(), width=10),
        Column("what", "什么事", text(), width=36),
        Column("field", "方面", text(), width=10),
        Column("owner", "谁在办", text(), width=18),
        Column("promised_on", "答应哪天办好", day(), width=12),
        Column("state", "办到哪一步", text(), width=10),
        Column("done_on", "办结", day(), width=12),
        Column("result", "办成什么样", text(), width=26),
        Column("rating", "群众评价", text(), width=10),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Raised in the span, or under way when it began."""
    fields = {one.key: one.label for one in policy.of(asked.by, asked.last).matters.fields}
    standing = UrgentMatter.objects.visible_to(asked.by).standing().filter(raised_on__lt=asked.until)
    rows = standing.exclude(done_on__lt=asked.since).select_related("place", "team", "unit", "household")
    for row in placed(rows, asked.last, "raised_on").iterator(chunk_size=500):
        yield {
            "township": row.township,
            "village": row.place.name,
            "team": row.team.name if row.team else "",
            "whom": row.household.head_name if row.household else "",
            "raised_on": row.raised_on,
            "how": row.get_raised_how_display(),
            "what": row.text,
            "field": fields.get(row.field, row.field),
            "owner": row.owner_name,
            "promised_on": row.promised_on,
            "state": row.get_state_display(),
            "done_on": row.done_on,
            "result": row.result,
            "rating": row.get_rating_display(),
        }


@became_come_from
def opened_by(records: Collection[int]) -> Mapping[int, Became]:
    rows = UrgentMatter.objects.standing().filter(record__in=records)
    return {row.record_id: Became(row.text, _handled(row)) for row in rows.only("record", "text", "state", "result")}


def _handled(row: UrgentMatter) -> str:
    return "：".join(filter(None, (row.get_state_display(), row.result)))


MATTERS_LEDGER = ledger(
    Ledger(
        "matters",
        "R-DOC-06",
        SHEET.title,
        "这段时间里提出来的和还在办的，一件一行。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        VILLAGE_SIGNS,
        is_wide=True,
    )
)

"""考核评分表 as it is printed: of everybody assessed each indicator with what the sides gave (R-DOC-08)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from zhucun.dispatch.roster.placed import TOWNSHIP, placed
from zhucun.lib.amounts import shown_hundredths
from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.assessment.reading import Standing, standing_of
from zhucun.oversight.assessment.rules import SEE_SCORES
from zhucun.oversight.assessment.scoring import Part, rounded
from zhucun.oversight.grading.cycle_page import HIDDEN, WITH
from zhucun.oversight.schemes.rules import Leaf, Rater
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text, whole
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

NAMED = 3  # pieces of evidence that a cell names
FULL = 100
SHEET = Sheet(
    "score_sheets",
    "考核评分表",
    (
        TOWNSHIP,
        Column("whose", "考核谁", text(), width=16),
        Column("block", "大项", text(), width=12),
        Column("indicator", "考核项目", text(), width=22),
        Column("full", "分值", whole(0, FULL), width=6),
        Column("standard", "评分标准", text(), width=30),
        by_pen("own", "自评分", width=8),
        *(Column(f"by_{one.value}", f"{one.label}评分", text(), width=9) for one in Rater),
        Column("records", "记录算的", text(), width=9),
        Column("points", "得分", text(), width=8),
        Column("why", "扣分的理由", text(), width=30),
        Column("evidence", "佐证", text(), width=30),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Every assessment of which a day lies in the span, one after the other, a worksheet each."""
    seen = AssessmentCycle.objects.visible_to(asked.by, SEE_SCORES).select_related("scheme")
    for cycle in seen.filter(since__lte=asked.last, until__gt=asked.since).order_by("since", "object_kind", "pk"):
        yield from _of_cycle(cycle, asked)


def _of_cycle(cycle: AssessmentCycle, asked: Asked) -> Iterator[Row]:
    leaves = {leaf.key: leaf for leaf in cycle.scheme.rules().leaves}
    sheets = ScoreSheet.objects.visible_to(asked.by, SEE_SCORES).of(cycle).select_related(*WITH).defer(*HIDDEN)
    listed = list(placed(sheets, asked.last, "team__number"))
    stands = standing_of(cycle, listed)
    why = _reasons(cycle, asked)
    for one in listed:
        for part in stands[one.pk].parts:
            leaf = leaves.get(part.key)
            if leaf is not None:
                yield {"cycle": str(cycle), **_values(one, stands[one.pk], part, leaf), "why": _why(why, one.pk, part)}


def _reasons(cycle: AssessmentCycle, asked: Asked) -> dict[tuple[int, int | None], list[str]]:
    found: dict[tuple[int, int | None], list[str]] = {}
    given = Score.objects.visible_to(asked.by, SEE_SCORES).filter(sheet__cycle=cycle).exclude(why="").order_by("pk")
    for sheet, indicator, reason in given.values_list("sheet", "indicator", "why"):
        found.setdefault((sheet, indicator), []).append(reason)
    return found


def _why(reasons: Mapping[tuple[int, int | None], list[str]], sheet: int, part: Part) -> str:
    said = [*reasons.get((sheet, part.key), ()), *reasons.get((sheet, None), ())]
    return part.sentence or "；".join(said)


def _values(sheet: ScoreSheet, stands: Standing, part: Part, leaf: Leaf) -> Row:
    given = {one.rater: one.hundredths for one in part.raters}
    return {
        "township": sheet.township,
        "whose": sheet.whose,
        "block": part.block,
        "indicator": part.name,
        "full": part.weight,
        "standard": leaf.standard,
        **{f"by_{one.value}": shown_hundredths(given[one]) if one in given else None for one in Rater},
        "records": _shown(part.score) if part.source else None,
        "points": _shown(part.points),
        "evidence": "；".join(str(one.get("sentence", "")) for one in part.evidence[:NAMED]),
    }


def _shown(exact: Fraction | None) -> str | None:
    found = rounded(exact)
    return None if found is None else shown_hundredths(found)


SCORES_LEDGER = ledger(
    Ledger(
        "score-sheets",
        "R-DOC-08",
        SHEET.title,
        "这段时间的各期考核，一期一张工作表；每个人每一项一行，各方评分分开，自评分留给手写。只给看得到各方评分的人。",
        SEE_SCORES,
        Per.SPAN,
        SHEET,
        rows_of,
        ("考核对象", "乡镇负责人", "派出单位", "县驻村办"),
        is_wide=True,
        part=lambda row: row["cycle"],
        is_restricted=True,
    )
)

"""The facts of a report as lines: printed, of the ledgers, of which days, how both compare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.reports.published.answering import MEASURES, Said, said_of
from zhucun.reports.published.comparing import Judged, Verdict, judge
from zhucun.reports.published.facts import Fact, Report
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text

IN_SUM, SIX = "总", "六"
OF_THE_SIX = ("班子", "实事", "产业", "能人", "网络", "新风")


@dataclass(frozen=True)
class Line:
    fact: Fact
    said: Said
    judged: Judged

    @property
    def shown(self) -> str:
        return f"{self.said.shown}{self.said.unit}" if self.said.shown else "—"

    @property
    def verdicts(self) -> str:
        return "；".join(verdict.label for verdict in self.judged.verdicts)

    @property
    def asked(self) -> str:
        """The report's words for the time, and that it gives no start."""
        period = self.fact.period
        return f"{period.said}：报道没有写起点" if period.has_no_start else period.said


@dataclass(frozen=True)
class Section:
    measure: str
    tile: str
    lines: list[Line]


def lines_of(report: Report, actor: Actor) -> list[Line]:
    said = said_of(report, actor)
    found = {fact_id: one.found for fact_id, one in said.items()}
    return [Line(fact, said[fact.id], judge(report, fact, found)) for fact in report.facts]


def narrowed(lines: Iterable[Line], verdict: str) -> list[Line]:
    return [line for line in lines if not verdict or any(one.key == verdict for one in line.judged.verdicts)]


def sections(lines: Iterable[Line]) -> list[Section]:
    """As the report goes through its measures; what it sums up stands at the end."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.fact.measure, []).append(line)
    told = [Section(measure, _tile(measure), of_one) for measure, of_one in found.items()]
    return sorted(told, key=lambda section: section.measure == IN_SUM)


def _tile(measure: str) -> str:
    return measure if measure in MEASURES else SIX if measure in OF_THE_SIX else ""


def choices(counts: Mapping[Verdict, int], chosen: str, path: str) -> list[dict[str, Any]]:
    """As _filter.html draws them: one chip a verdict."""
    return [
        {
            "label": f"结论：{verdict.label}",
            "options": [{"label": verdict.label, "count": count, "url": f"{path}?verdict={verdict.key}"}],
            "active_label": verdict.label if verdict.key == chosen else "",
            "clear_url": path,
        }
        for verdict, count in counts.items()
    ]


SHEET = Sheet(
    "article",
    "与公开报道核对",
    (
        Column("id", "编号", text(), width=8),
        Column("measure", "哪一段", text(), width=8),
        Column("said", "报道怎么说", text(), width=34),
        Column("printed", "报道的数", text(), width=16),
        Column("shown", "台账的数", text(), width=14),
        Column("days", "截止日或起止日", text(), width=26),
        Column("asked", "报道说的时间", text(), width=24),
        Column("verdicts", "结论", text(), width=20),
        Column("reasons", "为什么", text(), width=60),
        Column("definition", "台账的口径", text(), width=60),
        Column("figure", "台账数字编号", text(), width=36),
    ),
)


def sheet_rows(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [
        {
            "id": line.fact.id,
            "measure": line.fact.measure,
            "said": line.fact.said,
            "printed": line.fact.printed,
            "shown": line.shown,
            "days": line.said.days,
            "asked": line.asked,
            "verdicts": line.verdicts,
            "reasons": "".join(line.judged.reasons),
            "definition": line.said.figure.definition if line.said.figure else "",
            "figure": line.said.figure.id if line.said.figure else "",
        }
        for line in lines
    ]

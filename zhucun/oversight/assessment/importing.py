"""建账: grades of before the county began here, brought in from the lists a county kept."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.periods import Span
from zhucun.oversight.assessment import carrying_in
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.opening import span_of
from zhucun.oversight.assessment.rules import DECIDE
from zhucun.oversight.assessment.sheets import EARLIER_GRADES_KIND
from zhucun.oversight.schemes.rules import Grade, Scale, SchemeCycle, called
from zhucun.sheets.plan import Decided, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, imports, refused_by_row

QUARTER = re.compile(r"(20\d\d)(?:年|-)?(?:第?([一二三四1-4])季度|Q([1-4]))", re.IGNORECASE)
YEAR = re.compile(r"(20\d\d)(?:年度?|年度考核)?")
NUMBERS = "一二三四"
GRADES = {called(grade, scale): Grade(grade) for scale in Scale for grade in Grade} | {"差": Grade.FOURTH}


def period_in(text: str) -> tuple[SchemeCycle, str] | None:
    """2022年一季度 → quarter 2022-Q1; 2021年度 → year 2021."""
    plain = text.replace(" ", "")
    if found := QUARTER.fullmatch(plain):
        said = found[2] or found[3]
        return SchemeCycle.QUARTER, f"{found[1]}-Q{NUMBERS.find(said) + 1 or said}"
    return (SchemeCycle.YEAR, found[1]) if (found := YEAR.fullmatch(plain)) else None


@dataclass(frozen=True)
class Earlier:
    posting: Posting
    cycle: SchemeCycle
    period: str
    grade: Grade
    document: str


@dataclass
class _Judge:
    by: Actor
    by_name: Mapping[str, list[Posting]]
    held: Mapping[tuple[int, str], int]
    seen: dict[tuple[int, str], int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        period, grade = self._period(rows, at), self._grade(rows, at)
        posting = self._posting(rows, at, period[2]) if period else None
        if period is None or grade is None or posting is None:
            return Outcome.REFUSED, None, ()
        key = (posting.pk, period[1])
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人、同一期。")
        known = self.held.get(key)
        if known not in (None, grade):
            rows.fault(at, "grade", "这一期已经有别的等次，不能再带别的。")
        line = Earlier(posting, period[0], period[1], grade, rows.values["document"][at] or "")
        return (Outcome.ADDED if known is None else Outcome.LEFT), line, ()

    def _period(self, rows: Rows, at: int) -> tuple[SchemeCycle, str, Span] | None:
        text = rows.values["period"][at]
        found = period_in(text or "")
        if found is None:
            rows.fault(at, "period", f"{text or '空着'}：写成“2022年一季度”或者“2021年度”。")
            return None
        key, span = span_of(*found, None, None)
        if span.until > self.by.today:
            rows.fault(at, "period", "这一期还没过完，等次在这里考核出来。")
        return found[0], key, span

    @staticmethod
    def _grade(rows: Rows, at: int) -> Grade | None:
        text = (rows.values["grade"][at] or "").strip("“”")
        if text and text not in GRADES:
            rows.fault(at, "grade", f"没有“{text}”这个等次：写{'、'.join(GRADES)}。")
        return GRADES.get(text)

    def _posting(self, rows: Rows, at: int, span: Span) -> Posting | None:
        """Who of that name, and unit, was there in the period: the last of theirs."""
        name, unit = rows.values["name"][at] or "", rows.values["unit"][at] or ""
        found = [one for one in self.by_name.get(name, []) if unit in str(one.sending_unit)]
        there = [one for one in found if one.since < span.until and (one.until is None or one.until > span.since)]
        if len({one.cadre_id for one in there}) == 1:
            return there[-1]
        why = "有几个同名的，写上单位" if there else "那一期不在驻村" if found else "名册上没有这个人"
        rows.fault(at, "name", f"{name}：{why}。")
        return None


def decide_grades(case: Case) -> Plan:
    by_name: dict[str, list[Posting]] = defaultdict(list)
    seen = Posting.objects.visible_to(case.by, DECIDE).select_related("cadre__person", "sending_unit")
    for one in seen.order_by("since", "pk"):
        by_name[one.cadre.person.name].append(one)
    sheets = ScoreSheet.objects.visible_to(case.by, DECIDE).filter(posting__isnull=False, grade__isnull=False)
    held = {
        (posting, period): grade for posting, period, grade in sheets.values_list("posting", "cycle__period", "grade")
    }
    judge, entries = _Judge(case.by, by_name, held), []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    return case.plan(entries, remarks=["等次记进各人的履职记录；后面的约谈、召回那时办过，不再提。"])


def _who(told: Mapping[str, Any]) -> str:
    return told["name"] or ""


def carry_out_grades(plan: Plan, by: Actor) -> dict[str, int]:
    entries = plan.of(Outcome.ADDED)
    lines: list[Earlier] = [entry.target for entry in entries]
    with refused_by_row(entries):
        carrying_in.carry_in.many([Told(one.posting, _told(one)) for one in lines], by=by)
    return {"grades": len(lines)}


def _told(one: Earlier) -> dict[str, Any]:
    return {"cycle": one.cycle, "period": one.period, "grade": one.grade, "document": one.document}


imports(
    Importer(
        EARLIER_GRADES_KIND,
        DECIDE,
        decide_grades,
        carry_out_grades,
        route="oversight:assessment",
        also_called=("earlier-grades",),
        order=85,
    )
)

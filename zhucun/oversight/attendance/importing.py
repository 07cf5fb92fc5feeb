"""A team's month sheet from paper: what differs from the default is entered under the name of whoever brings it in."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves, periods
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance.entering import stay_of
from zhucun.oversight.attendance.models import DayMark, MonthLine
from zhucun.oversight.attendance.rules import ENTER_FOR, Side, month_in_words, month_key
from zhucun.oversight.attendance.sheets import DAYS, MONTH_SHEET_KIND
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy.attendance import IN_VILLAGE, REST
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.plan import Decided, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, chunks, imports, refused_by_row

MONTH = re.compile(r"(20\d{2})\s*年\s*(1[0-2]|0?[1-9])\s*月")
REASON = "照纸质考勤表录入"


@dataclass
class Line:
    """A row: whose month it is, and the spans to enter as (category, since, until)."""

    posting: Posting
    spans: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass
class Paper:
    """A month as the sheet has it, held against what is on file."""

    first: date
    terms: Terms
    by_name: Mapping[str, list[Posting]]
    held: Mapping[tuple[int, int], str]  # posting and half-day → category of the member's side
    locked: frozenset[int]
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        posting = self._whose(rows, at)
        if posting is None:
            return Outcome.REFUSED, None, ()
        line = Line(posting, list(self._spans(rows, at, posting)))
        if line.spans and posting.pk in self.locked:
            rows.fault(at, "name", f"{month_in_words(month_key(self.first))}这一行乡镇已经锁定，要改的走“更正”。")
        self.lines[table, at] = line
        return (Outcome.ADDED if line.spans else Outcome.LEFT), line, ()

    def _whose(self, rows: Rows, at: int) -> Posting | None:
        name, team, place = (rows.values[key][at] or "" for key in ("name", "team", "place"))
        found = [row for row in self.by_name.get(name, []) if team in row.team.name and place in row.team.name]
        if len(found) != 1:
            what = "有几个同名的，写上工作队" if found else "这个月没有在岗"
            rows.fault(at, "name", f"{name}：{what}。")
            return None
        if (row := self.seen.setdefault(found[0].pk, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人，一人一行。")
            return None
        return found[0]

    def _spans(self, rows: Rows, at: int, posting: Posting) -> Iterator[tuple[str, int, int]]:
        """Half-days that are not as by default and not on file, equal ones beside each other as one span."""
        begun: tuple[str, int, int] | None = None
        for day in self._days():
            for half, key in self._said(rows, at, posting, day):
                if begun and begun[0] == key and begun[2] == half:
                    begun = (key, begun[1], half + 1)
                    continue
                if begun:
                    yield begun
                begun = (key, half, half + 1)
        if begun:
            yield begun

    def _days(self) -> Iterator[date]:
        last = periods.month_of(self.first).days
        return (self.first + timedelta(days=day - 1) for day in DAYS if day <= last)

    def _said(self, rows: Rows, at: int, posting: Posting, day: date) -> Iterator[tuple[int, str]]:
        column, text = f"d{day.day}", rows.values[f"d{day.day}"][at]
        for half, mark in zip(range(halves.half_of(day), halves.beyond(day)), (text or "") * 2, strict=False):
            key = self._key(rows, at, column, mark)
            if key is None or key == self.held.get((posting.pk, half)):
                continue
            if key in (IN_VILLAGE, REST) and (posting.pk, half) not in self.held:
                self._must_be_default(rows, at, column, key, day)
            elif (posting.pk, half) in self.held:
                rows.fault(at, column, "系统里这半天已经另记了，先核对哪个对。")
            else:
                yield half, key

    def _key(self, rows: Rows, at: int, column: str, mark: str) -> str | None:
        category = self.terms.by_mark.get(mark)
        if category is None or category.who == "nobody":
            listed = "、".join(one.mark for one in self.terms.categories if one.who != "nobody")
            rows.fault(at, column, f"不认识记号“{mark}”。可以写：{listed}。")
            return None
        return category.key

    def _must_be_default(self, rows: Rows, at: int, column: str, key: str, day: date) -> None:
        if key == self.terms.default(day):
            return
        wrong = "这天是休息日，值班的写“值”，没值班的空着。" if key == IN_VILLAGE else "这天是工作日，轮休的写“休”。"
        rows.fault(at, column, wrong)


def decide_month(case: Case) -> Plan:
    first = _month_of(case)
    paper, entries = _paper(case, first), []
    for table, rows in enumerate(case.rows):
        _no_day_beyond(rows, first)
        left_out = case.left_out_of(rows)
        entries += decide(
            rows,
            lambda at, t=table, r=rows: paper.judge(t, r, at),
            who=lambda told: told["name"] or "",
            left_out=left_out,
        )
    count = sum(len(line.spans) for line in paper.lines.values())
    said = f"{month_in_words(month_key(first))}：和默认不同的记成 {count} 条变动，记在你的名下，理由写“{REASON}”。"
    plan = case.plan(entries, remarks=[said])
    plan.deed = paper
    return plan


def _who(told: Mapping[str, Any]) -> str:
    return told["name"] or ""


def _month_of(case: Case) -> date:
    """From the title, the sheet's name or the file's. Raises Unreadable."""
    told = [text for rows in case.rows for text in (*rows.table.titles, rows.table.grid.name)]
    found = {(int(m[1]), int(m[2])) for text in (*told, case.file) if (m := MONTH.search(text))}
    if len(found) != 1:
        raise Unreadable(
            "看不出是哪个月的。表名或文件名里写上“2022年6月考勤表”这样的月份，一份表一个月。", reason="month"
        )
    return date(*found.pop(), 1)


def _no_day_beyond(rows: Rows, first: date) -> None:
    """31 April."""
    last = periods.month_of(first).days
    for at in range(len(rows)):
        for day in DAYS:
            if day > last and rows.values[f"d{day}"][at]:
                rows.fault(at, f"d{day}", f"{first.month}月没有 {day} 日。")


def _paper(case: Case, first: date) -> Paper:
    terms = terms_for(case.by, case.by.county_code, first)
    frame = terms.frame(first)
    seen = Posting.objects.visible_to(case.by, ENTER_FOR).filter(reported_on__isnull=False)
    there = seen.filter(reported_on__lt=halves.day_of(frame.until)).exclude(until__lte=first)
    by_name = defaultdict(list)
    for posting in there.select_related("team", "cadre__person").order_by("pk"):
        by_name[posting.cadre.person.name].append(posting)
    keys = [posting.pk for found in by_name.values() for posting in found]
    marks = DayMark.objects.filter(posting__in=keys, side=Side.MEMBER, half__gte=frame.since, half__lt=frame.until)
    locked = MonthLine.objects.locked().filter(posting__in=keys, month=month_key(first))
    return Paper(
        first,
        terms,
        by_name,
        {(posting, half): key for posting, half, key in marks.values_list("posting", "half", "category")},
        frozenset(locked.values_list("posting", flat=True)),
    )


def carry_out_month(plan: Plan, by: Actor) -> dict[str, int]:
    entries = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    count = 0
    for some in chunks(entries, 200):
        for entry in some:
            calls = [Told(entry.target.posting, _told(span, entry.target, by)) for span in entry.target.spans]
            with refused_by_row([entry] * len(calls)):
                days.enter.many(calls, by=by)
            count += len(calls)
    return {"entries": count}


def _told(span: tuple[str, int, int], line: Line, by: Actor) -> dict[str, object]:
    key, since, until = span
    if (stay := stay_of(line.posting)) is None or since < stay.since:
        raise Refused(f"{line.posting.cadre.person.name}那天还没有报到。")
    return {"category": key, "since_half": since, "until_half": until, "rest_days_too": True,
            "entered_for_reason": REASON}  # fmt: skip


imports(
    Importer(
        MONTH_SHEET_KIND,
        ENTER_FOR,
        decide_month,
        carry_out_month,
        route="oversight:days",
        also_called=("month-sheet",),
        order=70,
    )
)

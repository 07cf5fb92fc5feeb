"""监测对象表 brought in whole, as a difference: what is gone from it is asked, never silently removed (R-MON-07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places.place_cells import PlaceCells, held_places, in_words
from zhucun.policy import in_force as policy
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.plan import Difference, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows, question_id
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.monitoring.deciding import KEEP, MOST_SINGLY, Judge, homes_in
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.rules import IMPORT, Result
from zhucun.six_ones.monitoring.sheets import MONITORED_KIND, is_not_kept, shown_code
from zhucun.web.importing import Case, Importer, imports, refused_by_row

LEFT_TODAY = "left"
ALL = "all"


@dataclass(frozen=True)
class Gone:
    """A household that is not in the sheet, and from which day on it is watched no longer, as somebody said."""

    row: MonitoredHousehold
    on: date


def decide_monitored(case: Case) -> Plan:
    judge = _judge(case)
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                judge.look_at(table, rows, at)
    gone = judge.gone()
    leaving = _leaving(case, judge, gone)
    entries: list[Entry] = []
    for table, rows in enumerate(case.rows):
        entries += decide(
            rows, lambda at, t=table, r=rows: judge.judge(t, r, at), who=_who, left_out=case.left_out_of(rows)
        )
    entries += [_entry(one) for one in leaving]
    plan = case.plan(entries, remarks=_remarks(case, judge, gone, leaving), absent=[_named(row) for row in gone])
    plan.deed = (judge, leaving)
    return plan


def _judge(case: Case) -> Judge:
    by, held = case.by, held_places(case.by)
    rows = MonitoredHousehold.objects.visible_to(by, IMPORT).select_related("place", "household").order_by("pk")
    on_file = {row.code: row for row in sorted(rows, key=lambda row: (row.removed_on is None, row.pk))}
    county = MonitoredHousehold.objects.standing().filter(county_code=by.county_code).values_list("code", flat=True)
    codes = {code for one in case.rows for code in one.values["code"] if code}
    heads = {head for one in case.rows for head in one.values["head_name"] if head}
    return Judge(
        today=by.today,
        numbers=policy.of(by).monitoring,
        places=held.by_key,
        cells=PlaceCells(held.matcher, case.answers),
        reach=by.scope(IMPORT).place,
        on_file=on_file,
        elsewhere=frozenset(set(county) - on_file.keys()),
        homes=homes_in(list(held.by_key), codes, heads),
        answers=case.answers,
    )


def _who(told: Mapping[str, Any]) -> str:
    who = told["head_name"] or shown_code(told["code"]) or "（没有户编号）"
    return f"{who}（{told['township'] or ''}{told['place'] or ''}）"


def _named(row: MonitoredHousehold) -> str:
    return f"{row}（{row.place.name}）"


# ── who is not in the sheet ──


def _leaving(case: Case, judge: Judge, gone: list[MonitoredHousehold]) -> list[Gone]:
    """Each is asked: it stays, or left on a day. Of many it is asked once."""
    where = next(((rows, 0) for rows in case.rows if len(rows)), None)
    if where is None or not gone:
        return []
    found = []
    for asks, some in _asked_together(gone):
        answer = case.answers.get(question_id("code", f"gone:{asks}"), "")
        on = judge.today if answer == LEFT_TODAY else _day(answer)
        if on is not None:
            found += [Gone(row, on) for row in some]
        elif answer != KEEP:
            _ask_of_gone(*where, asks, some)
    return found


def _asked_together(gone: list[MonitoredHousehold]) -> list[tuple[str, list[MonitoredHousehold]]]:
    if len(gone) > MOST_SINGLY:
        return [(ALL, gone)]
    return [(row.code, [row]) for row in gone]


def _ask_of_gone(rows: Rows, at: int, asks: str, some: list[MonitoredHousehold]) -> None:
    who = _named(some[0]) if len(some) == 1 else f"{len(some)} 户"
    options = [(KEEP, "先不动，下次再看", None), (LEFT_TODAY, "核对过，移出监测（从今天）", None)]
    sentence = f"台账里有、表里没有：{who}。怎么办？（移出的，也可以写哪天。）"
    asked = rows.ask(at, "code", f"gone:{asks}", options, sentence=sentence, wants="date")
    for row in some:
        if len(some) > 1:
            rows.questions[asked].details.append(_named(row))
    rows.questions[asked].cells.clear()
    rows.fault(at, "code", f"台账里的{who}表里没有。", DOUBTFUL, question=asked)


def _day(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def _entry(gone: Gone) -> Entry:
    change = Difference("removed_on", "移出日期（表里没有了）", "", gone.on)
    return Entry(0, Outcome.CHANGED, _named(gone.row), {}, gone, (change,))


# ── what is said ──


def _remarks(case: Case, judge: Judge, gone: list[MonitoredHousehold], leaving: list[Gone]) -> list[str]:
    told = []
    labels = [one.label for rows in case.rows for one in rows.mapping.ignored if one.label and is_not_kept(one.label)]
    if labels:
        told.append(f"这些列不读、不存：{in_words(dict.fromkeys(labels), 12)}。")
    if judge.tidied:
        told.append(f"帮扶措施里有 {judge.tidied} 处号码或者病情，写成了“……”。")
    if any(rows.values["risk"].count(None) < len(rows) for rows in case.rows):
        told.append("因病、因残、因学都记成“刚性支出大”一类，不记是什么病。")
    unknown = sum(1 for line in judge.lines.values() if line.told["household"] is None)
    if unknown:
        told.append(f"{unknown} 户在农户名单里没有对上，按户编号记。")
    if staying := len(gone) - len(leaving):
        told.append(f"台账里有、表里没有的有 {staying} 户，不答“移出”就不动。")
    return told


# ── carrying out ──


def carry_out_monitored(plan: Plan, by: Actor) -> dict[str, int]:
    judge, leaving = plan.deed
    added = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    changed = [
        entry for entry in plan.entries if entry.outcome is Outcome.CHANGED and not isinstance(entry.target, Gone)
    ]
    with refused_by_row(added):
        listing.add.many([Told(e.target.place, {**e.target.told, "code": e.told["code"]}) for e in added], by=by)
    with refused_by_row(changed):
        listing.change.many([Told(e.target.held, {**e.target.told, "place": e.target.place}) for e in changed], by=by)
    listing.leave.many([Told(one.row, {"on": one.on}) for one in leaving], by=by)
    return {
        "monitored": len(added),
        "monitored_changed": len(changed),
        "monitored_left": len(leaving),
        "clues_settled": _settle_clues(judge.townships, by),
    }


def _settle_clues(townships: set[str], by: Actor) -> int:
    """Entered clues whose household is in the sheet by now, and those whose day has passed without."""
    waiting = MonitoringClue.objects.visible_to(by, IMPORT).awaited().filter(within_prefixes("place_code", townships))
    rows = list(waiting.order_by("pk"))
    homes = {row.household_id for row in rows if row.household_id}
    listed = {row.household_id: row for row in MonitoredHousehold.objects.standing().filter(household__in=homes)}
    calls = []
    for clue in rows:
        if clue.household_id in listed:
            calls.append(Told(clue, {"result": Result.LISTED, "monitored": listed[clue.household_id]}))
        elif clue.identify_by < by.today:
            calls.append(Told(clue, {"result": Result.NOT_LISTED}))
    return len(clues.settle.many(calls, by=by))


imports(
    Importer(
        MONITORED_KIND,
        IMPORT,
        decide_monitored,
        carry_out_monitored,
        route="six_ones:monitoring.households",
        also_called=("monitored",),
        order=105,
        withholds=is_not_kept,
    )
)
slot(
    Slot(
        "monitored_households",
        "监测对象表",
        "国家系统导出的整张表；以后每月再导一次，只写有变动的。",
        "户",
        lambda by: MonitoredHousehold.objects.visible_to(by).standing(),
        105,
        "six_ones:monitoring.households",
    )
)

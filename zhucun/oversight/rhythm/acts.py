"""Making what has come due, saying that it was done or is not needed, taking that back: the only writer here."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.workdays import Calendar
from zhucun.org.places.models import Place
from zhucun.oversight.rhythm import rules
from zhucun.oversight.rhythm.county import calendar_of, numbers_of
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.periods import Period, of_key
from zhucun.oversight.rhythm.rules import FLOW, Cycle, State
from zhucun.policy.oversight_values import Rhythm

ALL_HOLIDAYS = "这一周全是法定节假日"


@act("rhythm.make", "列出到期的工作", needs=rules.KEEP)
def make(county: Place, *, cycle: Cycle, period: str, by: Actor) -> CadenceItem:
    """Once for each period: the database holds it, so that a run made up twice changes nothing."""
    return _make_many([Told(county, {"cycle": cycle, "period": period})], by=by)[0]


@make.as_many
def _make_many(calls: Sequence[Told], *, by: Actor) -> list[CadenceItem]:
    codes = {call.row.code for call in calls}
    known = set(CadenceItem.objects.filter(county_code__in=codes).values_list("county_code", "cycle", "period"))
    means = {code: (numbers_of(code, by), calendar_of(code, by)) for code in sorted(codes)}

    def judged(call: Told) -> CadenceItem:
        cycle, key = Cycle(call.given["cycle"]), call.given["period"]
        if (call.row.code, cycle.value, key) in known:
            raise Refused("这一期已经列出来了。")
        known.add((call.row.code, cycle.value, key))
        return _new(call.row.code, _period(cycle, key), *means[call.row.code], by.today)

    return insert_many(each(calls, judged))


def _period(cycle: Cycle, key: str) -> Period:
    try:
        return of_key(cycle, key)
    except ValueError:
        raise Refused(f"没有“{key}”这一期。", field="period") from None


def _new(county_code: str, period: Period, numbers: Rhythm, calendar: Calendar, today: date) -> CadenceItem:
    if period.opens_on > today:
        raise Refused(f"{period.title}还没到时候。")
    due_on = period.due_on(numbers, calendar)
    made = CadenceItem(county_code=county_code, cycle=period.cycle, period=period.key)
    made.due_on = due_on or period.until
    if due_on is None:
        made.state, made.reason = State.NOT_NEEDED, ALL_HOLIDAYS
    return made


@act("rhythm.done", "登记工作办了", needs=rules.KEEP, remote=True, undo="rhythm.reopen")
def done(item: CadenceItem, *, done_on: date, evidence: str, evidence_url: str = "", by: Actor) -> CadenceItem:
    """With what shows it: a document's number, a record. The topics above say it themselves when their work is done."""
    if done_on > by.today:
        raise Refused("还没到的日子不能登记成办了。", field="done_on")
    if done_on < item.when.since:
        raise Refused(f"{item.title}从 {item.when.since:%Y-%m-%d} 才开始。", field="done_on")
    if not evidence.strip():
        raise Refused("写明凭据：文号，或者记在哪里。", field="evidence")
    FLOW.step(item, "done")
    item.done_on, item.done_by = done_on, by.name
    item.evidence, item.evidence_url = evidence.strip(), evidence_url.strip()
    item.save()
    return item


@act("rhythm.skip", "这一期不办", needs=rules.KEEP, undo="rhythm.reopen")
def skip(item: CadenceItem, *, reason: str, by: Actor) -> CadenceItem:
    if not reason.strip():
        raise Refused("写明为什么这次不办。", field="reason")
    FLOW.step(item, "skip")
    item.reason = reason.strip()
    item.save()
    return item


@act("rhythm.reopen", "撤回登记，重新要办", needs=rules.KEEP)
def reopen(item: CadenceItem, *, by: Actor) -> CadenceItem:
    FLOW.step(item, "reopen")
    item.done_on, item.done_by, item.evidence, item.evidence_url, item.reason = None, "", "", "", ""
    item.save()
    return item

"""Opening a duty and ending it, reporting safe, counting who was moved: each its own line."""

from datetime import date, timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.oversight.emergency import rules
from zhucun.oversight.emergency.models import EmergencyCount, EmergencyDuty, SafeReport
from zhucun.oversight.emergency.rules import FLOW, How
from zhucun.policy import in_force as policy


@act("emergency.propose", "提出应急值守", needs=rules.PROPOSE)
def propose(
    place: Place, *, title: str, document_number: str, level: str, since: date, days: int, basis: str = "", by: Actor
) -> EmergencyDuty:
    """For a county or one of its townships, with the document that started the emergency response (R-ATT-16)."""
    rules.must_be_founded(title=title, document_number=document_number, level=level)
    if len(place.code) > rules.TOWNSHIP_DIGITS:
        raise Refused("值守按县或者乡镇开。", field="place")
    if since < by.today:
        raise Refused("开始的日子不能早于今天。", field="since")
    return _proposed(
        EmergencyDuty(
            place_code=place.code,
            title=title.strip(),
            document_number=document_number.strip(),
            level=level,
            since=since,
        ),
        days,
        basis=basis,
        by=by,
    )


@act("emergency.renew", "续报应急值守", needs=rules.PROPOSE)
def renew(duty: EmergencyDuty, *, days: int, basis: str = "", by: Actor) -> EmergencyDuty:
    """The days after its last, or from today where some were missed; approved anew like the first."""
    if duty.state != rules.State.APPROVED or hasattr(duty, "renewal"):
        raise Refused("这一次不能续：没有批准，或者已经续报过了。")
    return _proposed(
        EmergencyDuty(
            place_code=duty.place_code,
            title=duty.title,
            document_number=duty.document_number,
            level=duty.level,
            since=max(duty.until, by.today),
            renews=duty,
        ),
        days,
        basis=basis,
        by=by,
    )


def _proposed(duty: EmergencyDuty, days: int, *, basis: str, by: Actor) -> EmergencyDuty:
    rules.must_be_short(days, policy.on(by.today, duty.place_code[: rules.COUNTY_DIGITS]).emergency.max_days)
    duty.until = duty.since + timedelta(days=days)
    duty.basis, duty.proposed_by, duty.proposed_by_person, duty.proposed_at = (
        basis.strip(),
        by.name,
        by.person_id,
        by.now,
    )
    duty.save()
    return duty


@act("emergency.approve", "批准应急值守", needs=rules.APPROVE, remote=True)
def approve(duty: EmergencyDuty, *, by: Actor) -> EmergencyDuty:
    """By a leader who did not propose it; its days run from the day of approval where that came later."""
    if duty.proposed_by_person is not None and duty.proposed_by_person in by.persons:
        raise Refused("自己提出的要由另一位领导批准。", rule="R-SEC-14")
    late = max(by.today - duty.since, timedelta(0))
    duty.since, duty.until = duty.since + late, duty.until + late
    return _decided(duty, "approve", by)


@act("emergency.decline", "不同意应急值守", needs=rules.APPROVE, remote=True)
def decline(duty: EmergencyDuty, *, reason: str, by: Actor) -> EmergencyDuty:
    if not reason.strip():
        raise Refused("写一句为什么不同意。", field="reason")
    duty.reason = reason.strip()
    return _decided(duty, "decline", by)


@act("emergency.withdraw", "撤回应急值守", needs=rules.PROPOSE)
def withdraw(duty: EmergencyDuty, *, by: Actor) -> EmergencyDuty:
    FLOW.step(duty, "withdraw")
    duty.save()
    return duty


@act("emergency.end", "提前结束应急值守", needs=rules.APPROVE, remote=True)
def end(duty: EmergencyDuty, *, reason: str = "", by: Actor) -> EmergencyDuty:
    """Today is its last day; one that has not begun is declined in its place."""
    if duty.until <= by.today:
        raise Refused("这一次已经自己结束了。")
    duty.until = max(by.today, duty.since) + rules.A_DAY
    duty.reason = reason.strip()
    return _decided(duty, "end", by)


def _decided(duty: EmergencyDuty, verb: str, by: Actor) -> EmergencyDuty:
    FLOW.step(duty, verb)
    duty.decided_by, duty.decided_at = by.name, by.now
    duty.save()
    return duty


@act("emergency.report", "报平安", needs=rules.REPORT, remote=True, undo="emergency.take_back_report")
def report(posting: Posting, *, day: date | None = None, need: str = "", by: Actor) -> SafeReport:
    """Once a day by oneself, by the leader for the team, or by the clerk whom one telephoned; late is no fault."""
    on = day or by.today
    rules.may_be_reported(on, by.today)
    if not posting.holds(on):
        raise Refused("这一天不在队里。", field="day")
    if not EmergencyDuty.objects.covering(posting.place_code).running_on(on).exists():
        raise Refused("这一天没有应急值守，不用报。", rule="R-ATT-16")
    if SafeReport.objects.standing().filter(posting=posting, day=on).exists():
        raise Refused(f"{posting.cadre.person.name}这一天已经报过平安了。")
    return SafeReport.objects.create(
        posting=posting,
        place_code=posting.place_code,
        day=on,
        how=_how(posting, by),
        need=need.strip(),
        reported_by=by.name,
        reported_at=by.now,
    )


def _how(posting: Posting, by: Actor) -> How:
    if posting.cadre.person_id == by.person_id:
        return How.SELF
    return How.LEADER if posting.team_id in by.scope(rules.REPORT).team else How.TELEPHONE


@act("emergency.take_back_report", "撤回报平安", needs=rules.REPORT)
def take_back_report(report: SafeReport, *, by: Actor) -> SafeReport:
    if report.withdrawn_at:
        raise Refused("已经撤回了。")
    report.withdrawn_at = by.now
    report.save()
    return report


@act("emergency.count", "报转移人数", needs=rules.COUNT, remote=True)
def count(
    duty: EmergencyDuty, *, place_code: str, day: date, households: int, persons: int, by: Actor
) -> EmergencyCount:
    """What the township moved that day; entered again, the later numbers hold."""
    rules.may_be_reported(day, by.today)
    if not by.scope(rules.COUNT).covers_place(place_code) or not place_code.startswith(duty.place_code):
        raise Refused("这个乡镇不归你报。", field="place_code")
    if not duty.since <= day < duty.until:
        raise Refused("这一天不在值守期间。", field="day")
    if persons < households or households < 0:
        raise Refused("人数不能少于户数。", field="persons")
    held = EmergencyCount.objects.filter(duty=duty, place_code=place_code, day=day).first()
    row = held or EmergencyCount(duty=duty, place_code=place_code, day=day)
    row.households, row.persons, row.entered_by = households, persons, by.name
    row.save()
    return row

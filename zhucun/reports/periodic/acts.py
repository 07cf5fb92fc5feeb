"""A report is begun from its template, submitted, signed or sent back, issued; what was issued never changes again."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import Place
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.periodic import freezing, rules
from zhucun.reports.periodic.composing import Asked, composed, first_day, has_records
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.periods import Period, of_key
from zhucun.reports.periodic.rules import FLOW, State
from zhucun.reports.periodic.template import Template, templates


def asked_for(county_code: str, kind: str, period: str, by: Actor) -> tuple[Template, Period]:
    """Raises Refused for what is no kind, no period, not over or before the county's first day."""
    template = templates().get(kind)
    if template is None:
        listed = "、".join(f"{key}（{one.name}）" for key, one in templates().items())
        raise Refused(f"没有“{kind}”这种报告，有的是 {listed}。", field="kind")
    try:
        when = of_key(template.cycle, period)
    except ValueError as error:
        raise Refused(str(error), field="period") from error
    rules.must_be_over(when, by.today)
    rules.must_be_known(when, first_day(county_code))
    return template, when


@act("report.begin", "起草报告", needs=rules.WRITE, undo="report.unbegin")
def begin(
    county: Place, *, kind: str, period: str, problems: Sequence[str] = (), plans: Sequence[str] = (), by: Actor
) -> PeriodicReport:
    """A draft of one's own from the template; `problems` are what teams raised, in the words that were chosen."""
    template, when = asked_for(county.code, kind, period, by)
    standing = PeriodicReport.objects.filter(county_code=county.code, kind=kind, period=when.key)
    if held := standing.exclude(state=State.DROPPED).first():
        raise Refused(f"{held}已经有了：{held.get_state_display()}，{held.begun_by}起草。打开接着写。", field="period")
    asked = Asked(by, county.code, when, {"问题": list(problems), "打算": list(plans)})
    if not has_records(template, asked):
        raise Refused(f"{when.title}台账里一条记录也没有，写不成报告。先看看是不是还没补录。", field="period")
    said = composed(template, asked)
    draft = drafting.begin(
        _account(by), title=said.title, text=said.text, as_of=asked.question("本期").as_of, kind=kind, by=by
    )
    return PeriodicReport.objects.create(
        county_code=county.code,
        kind=kind,
        period=when.key,
        since=when.since,
        last_on=when.last_day,
        title=said.title,
        recipient=said.recipient,
        byline=said.byline,
        draft=draft,
        begun_by=by.name,
        begun_at=by.now,
    )


def _account(by: Actor) -> Account:
    if by.account_id is None:
        raise Refused("报告要由人起草，用自己的账号来办。")
    return Account.objects.get(pk=by.account_id)


@act("report.unbegin", "撤回起草", needs=rules.WRITE)
def unbegin(report: PeriodicReport, *, by: Actor) -> PeriodicReport:
    return _dropped(report, "起草后马上撤回了", by)


@act("report.submit", "报告送审", needs=rules.WRITE, undo="report.take_back")
def submit(report: PeriodicReport, *, note: str = "", by: Actor) -> PeriodicReport:
    """Text, numbers and tables are now the report's own. What is contradicted has to be put right or explained."""
    if report.draft.account_id != by.account_id:
        raise Refused(f"这份稿子在{report.begun_by}手里，由{report.begun_by}送审。")
    if (wrong := freezing.contradicted(report.draft, by)) and not note.strip():
        raise Refused(f"校对还有 {wrong} 处对不上。回稿子里改，或者写明为什么。", field="note")
    FLOW.step(report, "submit")
    told = freezing.told_of(report, by)
    report.title, report.text = report.draft.title, told.text
    report.numbers, report.tables = (
        [freezing.plain(one) for one in freezing.said_of(told)],
        freezing.tables_of(report, by),
    )
    report.note, report.sent_back_because = note.strip(), ""
    report.submitted_by, report.submitted_person, report.submitted_at = by.name, by.person_id, by.now
    report.save()
    return report


@act("report.take_back", "撤回送审", needs=rules.WRITE)
def take_back(report: PeriodicReport, *, by: Actor) -> PeriodicReport:
    FLOW.step(report, "take_back")
    report.save()
    return report


@act("report.sign", "签发报告", needs=rules.SIGN, remote=True, undo="report.unsign")
def sign(report: PeriodicReport, *, by: Actor) -> PeriodicReport:
    if report.submitted_person is not None and report.submitted_person in by.persons:
        raise Refused("自己送审的报告，要由另一个人签发。", rule="R-SEC-14")
    FLOW.step(report, "sign")
    report.signed_by, report.signed_at = by.name, by.now
    report.save()
    return report


@act("report.unsign", "撤回签发", needs=rules.SIGN)
def unsign(report: PeriodicReport, *, by: Actor) -> PeriodicReport:
    FLOW.step(report, "unsign")
    report.signed_by, report.signed_at = "", None
    report.save()
    return report


@act("report.send_back", "退回报告", needs=rules.SIGN, remote=True)
def send_back(report: PeriodicReport, *, reason: str, by: Actor) -> PeriodicReport:
    FLOW.step(report, "send_back")
    report.sent_back_because = rules.said(reason, "reason", "写一句哪里要改。")
    report.save()
    return report


@act("report.issue", "登记报告发出", needs=rules.WRITE, remote=True)
def issue(report: PeriodicReport, *, number: str, issued_on: date, by: Actor) -> PeriodicReport:
    """From now on it reads as it went out."""
    FLOW.step(report, "issue")
    if not timezone.localtime(report.submitted_at).date() <= issued_on <= by.today:
        raise Refused("发出的日子不早于送审那天，不晚于今天。", field="issued_on")
    report.number = rules.said(number, "number", "写文号，没有文号的写期号，如“第 7 期”。")
    others = PeriodicReport.objects.filter(county_code=report.county_code, number=report.number, kind=report.kind)
    if held := others.exclude(pk=report.pk).first():
        raise Refused(f"{report.number} 已经用在{held}上了。", field="number")
    report.issued_on, report.issued_by = issued_on, by.name
    report.sha256 = freezing.digest(report)
    report.save()
    return report


@act("report.drop", "报告不写了", needs=rules.WRITE)
def drop(report: PeriodicReport, *, reason: str, by: Actor) -> PeriodicReport:
    return _dropped(report, rules.said(reason, "reason", "写一句为什么不写了。"), by)


def _dropped(report: PeriodicReport, reason: str, by: Actor) -> PeriodicReport:
    FLOW.step(report, "drop")
    report.dropped_because = reason
    if report.draft.account_id == by.account_id and report.draft.removed_at is None:
        drafting.remove(report.draft, by=by)
    report.save()
    return report

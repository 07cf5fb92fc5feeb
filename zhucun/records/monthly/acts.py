"""The leader confirms a team's month, the township checks it or sends it back."""

from collections.abc import Iterable, Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Team
from zhucun.lib.periods import add_months
from zhucun.records.monthly import numbers, rules
from zhucun.records.monthly.models import MonthReport
from zhucun.records.monthly.rules import FLOW

SAID = [
    "numbers",
    "text",
    "problems",
    "next_month",
    "state",
    "confirmed_by",
    "confirmed_person",
    "confirmed_at",
    "sent_back_because",
]
CHECKED = ["state", "checked_by", "checked_at"]


@act("month_report.confirm", "确认工作队月报", needs=rules.CONFIRM, remote=True)
def confirm(
    team: Team, *, month: date, text: str = "", problems: str = "", next_month: str = "", by: Actor
) -> MonthReport:
    """Numbers are counted now and frozen; without a text the drafted sentence stands. Again after it was sent back."""
    told = {"month": month, "text": text, "problems": problems, "next_month": next_month}
    return _confirm([Told(team, told)], by=by)[0]


@confirm.as_many
def _confirm(calls: Sequence[Told], *, by: Actor) -> list[MonthReport]:
    held = _held(calls)
    counted = _counted(calls, by)
    rows = each(calls, lambda call: _said(call, held, counted, call.hand(by)))
    insert_many(row for row in rows if row.pk is None)
    update_many([row for row in rows if row in held.values()], SAID)
    return rows


Key = tuple[int, date]


def _held(calls: Sequence[Told]) -> dict[Key, MonthReport]:
    teams, months = {call.row.pk for call in calls}, {call.given["month"] for call in calls}
    return {(row.team_id, row.month): row for row in MonthReport.objects.filter(team__in=teams, month__in=months)}


def _counted(calls: Sequence[Told], by: Actor) -> dict[Key, tuple[list, str]]:
    """The numbers and the sentence drafted from them, month by month for all teams at once."""
    found: dict[Key, tuple[list, str]] = {}
    for month in sorted({call.given["month"] for call in calls}):
        teams = [call.row.pk for call in calls if call.given["month"] == month]
        for team, drafted in drafts_of(teams, month, by).items():
            found[team, month] = drafted
    return found


def drafts_of(teams: Iterable[int], month: date, by: Actor) -> dict[int, tuple[list, str]]:
    """Of each team its numbers as they stand and the sentence made of them."""
    keys, until = list(teams), add_months(month, 1)
    counted, deeds = numbers.numbers_of(keys, month, until, by), numbers.deeds_of(keys, month, until)
    known = numbers.all_numbers()
    found = {}
    for team in keys:
        shown = [[one.key, one.label, one.shown(counted[team].get(one.key, 0)), one.unit] for one in known]
        said = [(one.label, one.shown(value), one.unit) for one in known if (value := counted[team].get(one.key, 0))]
        found[team] = (shown, rules.drafted(said, deeds.get(team, [])))
    return found


def _said(call: Told, held: dict[Key, MonthReport], counted: dict[Key, tuple[list, str]], by: Actor) -> MonthReport:
    team, given = call.row, call.given
    rules.must_be_reportable(given["month"], by.today, team.since, team.until)
    frozen, drafted = counted[team.pk, given["month"]]
    row = held.get((team.pk, given["month"]))
    if row is None:
        row = MonthReport(team=team, place_code=team.place_code, month=given["month"])
    else:
        FLOW.step(row, "confirm")
    row.numbers, row.text = frozen, rules.must_say(given["text"] or drafted)
    row.problems, row.next_month = given["problems"].strip(), given["next_month"].strip()
    row.confirmed_by, row.confirmed_person, row.confirmed_at = by.name, by.person_id, by.now
    row.sent_back_because = ""
    return row


@act("month_report.check", "核对工作队月报", needs=rules.CHECK, remote=True, undo="month_report.uncheck")
def check(report: MonthReport, *, by: Actor) -> MonthReport:
    return _check([Told(report)], by=by)[0]


@check.as_many
def _check(calls: Sequence[Told], *, by: Actor) -> list[MonthReport]:
    rows = each(calls, lambda call: _checked(call.row, call.hand(by)))
    update_many(rows, CHECKED)
    return rows


def _checked(report: MonthReport, by: Actor) -> MonthReport:
    if report.confirmed_person is not None and report.confirmed_person in by.persons:
        raise Refused("自己确认的月报，要由另一个人核对。", rule="R-SEC-14")
    FLOW.step(report, "check")
    report.checked_by, report.checked_at = by.name, by.now
    return report


@act("month_report.renew", "月报换成现在的数", needs=rules.CONFIRM, remote=True)
def renew(report: MonthReport, *, by: Actor) -> MonthReport:
    """The ledgers were put right after it was confirmed: the numbers are those of now, and it is checked once more.
    What they were stays in the history (R-DOC-11)."""
    now, _ = drafts_of([report.team_id], report.month, by)[report.team_id]
    if now == report.numbers:
        raise Refused("台账里的数和月报上的一样，不用换。")
    FLOW.step(report, "renew")
    report.numbers, report.checked_by, report.checked_at = now, "", None
    report.confirmed_by, report.confirmed_person, report.confirmed_at = by.name, by.person_id, by.now
    report.save()
    return report


@act("month_report.uncheck", "撤回月报核对", needs=rules.CHECK)
def uncheck(report: MonthReport, *, by: Actor) -> MonthReport:
    FLOW.step(report, "uncheck")
    report.checked_by, report.checked_at = "", None
    report.save()
    return report


@act("month_report.send_back", "退回工作队月报", needs=rules.CHECK, remote=True)
def send_back(report: MonthReport, *, reason: str, by: Actor) -> MonthReport:
    if not reason.strip():
        raise Refused("写一句哪里要再看。", field="reason")
    FLOW.step(report, "send_back")
    report.sent_back_because, report.checked_by, report.checked_at = reason.strip(), "", None
    report.save()
    return report

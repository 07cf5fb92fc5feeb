"""What a unit has to do, for the people it sends and for the teams behind which it stands, kept apart (R-ORG-12)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.vacancies import short_teams
from zhucun.lib.periods import year_of
from zhucun.oversight.duties.of_townships import evidence_of, tasks_of
from zhucun.oversight.duties.registry import Asked, Duty, duty
from zhucun.oversight.duties.rules import Capacity, Side, owed_by
from zhucun.oversight.leave.models import LeaveStep
from zhucun.oversight.leave.rules import State as LeaveState
from zhucun.oversight.tasks.rules import Owner
from zhucun.policy.documents.models import DocumentReceipt
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Side as Writer

SENDER = Capacity.SENDER


def _senders(asked: Asked) -> set[int]:
    """Units with somebody on post: without people there is nothing to hear."""
    if "senders" not in asked.memo:
        rows = Posting.objects.filter(sending_unit__in=asked.keys).on_post(asked.day)
        asked.memo["senders"] = set(rows.values_list("sending_unit", flat=True))
    return asked.memo["senders"]


def _recorded(asked: Asked, kind: str, times: int) -> Mapping[Any, Duty]:
    """So many times a year, spread evenly: the next is owed by the end of its part of the year."""
    year = year_of(asked.day)
    rows = WorkRecord.objects.filter(side=Writer.UNIT, kind=kind, unit__in=asked.keys).standing()
    done: dict[int, list[WorkRecord]] = defaultdict(list)
    for record in rows.happened_in(year.since, year.until).order_by("happened_on"):
        done[record.unit_id].append(record)
    found = {}
    for unit in _senders(asked):
        due_on = owed_by(asked.day.year, len(done[unit]), times)
        found[unit] = Duty(
            min(len(done[unit]), times),
            times,
            due_on=due_on,
            is_late=due_on is not None and due_on < asked.day,
            evidence=evidence_of(done[unit]) if asked.whole else (),
            do=_note(unit, kind),
        )
    return found


def _note(unit: int, kind: str) -> str:
    back = reverse("oversight:duties.unit", args=[unit])
    return f"{reverse('records:note.unit', args=[unit])}?kind={kind}&back={back}"


@duty(
    Side.UNIT,
    "hearings",
    "听派驻的人汇报",
    rule="R-ORG-06",
    period="每半年",
    order=10,
    verb="记一次听汇报",
    capacity=SENDER,
)
def hearings(asked: Asked) -> Mapping[Any, Duty]:
    return _recorded(asked, "unit_hearing", asked.policy.duties.unit_hearings_per_year)


@duty(
    Side.UNIT,
    "head_visits",
    "主要负责人到村",
    rule="R-ORG-06",
    period="每年",
    order=20,
    verb="记一次到村",
    capacity=SENDER,
)
def head_visits(asked: Asked) -> Mapping[Any, Duty]:
    return _recorded(asked, "unit_visit", asked.policy.duties.head_visits_per_year)


@duty(
    Side.UNIT,
    "successors",
    "补上空缺",
    rule="R-SEL-11",
    period="按期限",
    order=30,
    verb="去看单位",
    unit="人",
    capacity=SENDER,
)
def successors(asked: Asked) -> Mapping[Any, Duty]:
    """A seat that its leaver left open in a team that is short."""
    size = asked.policy.selection.approved_size
    teams = Team.objects.filter(county_code=asked.county_code)
    short = short_teams(teams, asked.day, size=size).values("pk")
    left = Posting.objects.filter(sending_unit__in=asked.keys, team__in=short, until__lte=asked.day).not_followed()
    days = timedelta(days=asked.policy.selection.vacancy_days)
    owed: dict[int, list[Posting]] = defaultdict(list)
    for posting in left.select_related("team"):
        owed[posting.sending_unit_id].append(posting)
    return {unit: _owed(rows, days, asked) for unit, rows in owed.items()}


def _owed(rows: list[Posting], days: timedelta, asked: Asked) -> Duty:
    due_on = min(row.until for row in rows) + days
    return Duty(
        0,
        len(rows),
        due_on=due_on,
        is_late=due_on < asked.day,
        lacking=tuple(f"{row.team.name} 缺 1 人，{row.until.month}月{row.until.day}日起" for row in rows)
        if asked.whole
        else (),
        do=reverse("dispatch:units.one", args=[rows[0].sending_unit_id]),
    )


@duty(
    Side.UNIT,
    "leave",
    "长假说意见",
    rule="R-LEA-01",
    period="随到随办",
    order=40,
    verb="去办",
    unit="张",
    capacity=SENDER,
)
def leave(asked: Asked) -> Mapping[Any, Duty]:
    steps = LeaveStep.objects.filter(role="sending_unit", unit_id__in=asked.keys)
    is_open = Q(agrees__isnull=True, request__state=LeaveState.ASKED)
    steps = steps.filter(is_open | Q(decided_on__gte=year_of(asked.day).since))
    counted = steps.order_by().values_list("unit_id").annotate(of=Count("pk"), open=Count("pk", filter=is_open))
    return {unit: Duty(of - still, of, do=reverse("oversight:leaves")) for unit, of, still in counted}


@duty(Side.UNIT, "tasks", "办调度会定的事", rule="R-LOG-08", period="按期限", order=60, verb="去办", unit="件")
def tasks(asked: Asked) -> Mapping[Any, Duty]:
    return tasks_of(asked, Owner.UNIT, "unit_id")


@duty(Side.UNIT, "documents", "签收制度文件", rule="R-ORG-01", period="随发随签", order=70, verb="去签", unit="份")
def documents(asked: Asked) -> Mapping[Any, Duty]:
    rows = DocumentReceipt.objects.filter(unit__in=asked.keys).order_by().values_list("unit")
    counted = rows.annotate(read=Count("read_on"), of=Count("pk"))
    return {unit: Duty(read, of, do=reverse("policy:documents")) for unit, read, of in counted}

"""A team's list as a page, the village board and other topics read it; what a county writes, for the linter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Household
from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.promises.rules import KIND, ListState, State, without_numbers
from zhucun.policy.burden.wordings import Wording, wordings
from zhucun.records.notes.models import RecordHold, WorkRecord

MOST_OFFERED = 40


@dataclass(frozen=True)
class Line:
    """A promise with the records that speak for it, the latest first."""

    row: TaskPromise
    records: list[WorkRecord]
    today: date

    @property
    def stage(self) -> tuple[str, str]:
        """As the tag `stage` draws it."""
        if self.row.is_late(self.today):
            return "overdue", f"过了 {(self.today - self.row.due_on).days} 天"
        marks = {State.OPEN: "running", State.DONE: "waits", State.ACCEPTED: "done", State.DROPPED: "todo"}
        return marks[State(self.row.state)], self.row.get_state_display()


def lines_of(row: AnnualTaskList, actor: Actor) -> list[Line]:
    """Three queries."""
    promises = list(row.promises.order_by("position"))
    holds = RecordHold.objects.filter(kind=KIND, key__in=[one.pk for one in promises]).values_list("key", "record")
    keys = list(holds)
    seen = WorkRecord.objects.visible_to(actor).standing().filter(pk__in=[record for _, record in keys])
    found = {record.pk: record for record in seen.select_related(*WorkRecord.NAMED_WITH)}
    by_promise: dict[int, list[WorkRecord]] = defaultdict(list)
    for key, record in keys:
        if record in found:
            by_promise[key].append(found[record])
    return [Line(one, sorted(by_promise[one.pk], key=_latest), actor.today) for one in promises]


def _latest(record: WorkRecord) -> tuple[int, int]:
    return -record.happened_on.toordinal(), -record.pk


def offered(promise: TaskPromise, actor: Actor) -> list[WorkRecord]:
    """What the team wrote this year and what does not speak for it yet."""
    year = promise.of_list.year
    rows = WorkRecord.objects.visible_to(actor).standing().filter(team=promise.of_list.team_id, is_restricted=False)
    rows = rows.happened_in(date(year, 1, 1), date(year + 1, 1, 1))
    taken = RecordHold.objects.filter(kind=KIND, key=promise.pk).values("record")
    return list(rows.exclude(pk__in=taken).order_by("-happened_on", "-pk")[:MOST_OFFERED])


def on_the_board(row: AnnualTaskList) -> list[tuple[TaskPromise, str, str]]:
    """What hangs in the village: no numbers, no names of households (R-LOG-09)."""
    heads = Household.objects.filter(within_prefixes("village__code", [row.place_code[:12]]))
    names = [name for name in heads.values_list("head_name", flat=True) if name and len(name) > 1]
    promises = row.promises.exclude(state=State.DROPPED).order_by("position")
    return [(one, without_numbers(one.text, names), without_numbers(one.done_note, names)) for one in promises]


def counts_of(teams: Iterable[int], year: int, day: date, actor: Actor) -> dict[int, tuple[int, int, int]]:
    """Team → (accepted, of, late); teams without a list that holds are left out. One query."""
    rows = AnnualTaskList.objects.visible_to(actor).filter(team__in=list(teams), year=year, state=ListState.AGREED)
    found = rows.with_counts(day).values_list("team", "accepted", "of", "late")
    return {team: (accepted, of, late) for team, accepted, of, late in found}


def list_of(team: Team, year: int, actor: Actor) -> AnnualTaskList | None:
    return AnnualTaskList.objects.visible_to(actor).filter(team=team, year=year).with_counts(actor.today).first()


@wordings("任务单")
def promised(county_code: str, day: date) -> Iterator[Wording]:
    rows = TaskPromise.objects.filter(of_list__year=day.year, state__in=[State.OPEN, State.DONE])
    rows = rows.filter(within_prefixes("of_list__place_code", [county_code])).select_related("of_list__team")
    for one in rows:
        yield Wording(f"{one.of_list.team.name}", one.text, reverse("oversight:promises.one", args=[one.of_list_id]))

"""What the county's office has to do: its rhythm, the month's prompt, the month sheets it reviews, its own tasks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.lib.periods import add_months, month_of, year_of
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED
from zhucun.oversight.attendance.rules import State as LineState
from zhucun.oversight.duties.of_townships import tasks_of
from zhucun.oversight.duties.registry import Asked, Duty, duty
from zhucun.oversight.duties.rules import Side
from zhucun.oversight.prompts.models import WorkPrompt
from zhucun.oversight.prompts.rules import State as PromptState
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import SLOGAN, Cycle, State
from zhucun.oversight.tasks.rules import Owner

PERIODS = {Cycle.WEEK: "每周", Cycle.MONTH: "每月", Cycle.QUARTER: "每季", Cycle.YEAR: "每年"}


def _beats(asked: Asked) -> list[CadenceItem]:
    """Of this year, up to those that are open now; read once for the four cycles."""
    if "beats" not in asked.memo:
        year = year_of(asked.day)
        rows = CadenceItem.objects.filter(county_code=asked.county_code).due_within(year.since, year.until)
        asked.memo["beats"] = list(rows.exclude(state=State.NOT_NEEDED).order_by("due_on"))
    return asked.memo["beats"]


def _cycle(cycle: Cycle) -> Callable[[Asked], Mapping[Any, Duty]]:
    def says(asked: Asked) -> Mapping[Any, Duty]:
        beats = [beat for beat in _beats(asked) if beat.cycle == cycle]
        still = [beat for beat in beats if beat.state == State.DUE]
        late = [beat for beat in still if beat.is_late(asked.day)]
        return {
            asked.county_code: Duty(
                len(beats) - len(still),
                len(beats),
                due_on=still[0].due_on if still else None,
                is_late=bool(late),
                lacking=tuple(beat.title for beat in still) if asked.whole else (),
                do=reverse("oversight:rhythm.calendar"),
            )
        }

    return says


for at, cycle in enumerate(Cycle, start=1):
    duty(Side.OFFICE, cycle.value, SLOGAN[cycle], rule="R-LOG-07", period=PERIODS[cycle], order=at * 10, verb="去登记")(
        _cycle(cycle)
    )


@duty(Side.OFFICE, "prompt", "发重点工作提示", rule="R-LOG-07", period="每月", order=50, verb="去发", unit="份")
def prompt(asked: Asked) -> Mapping[Any, Duty]:
    month = month_of(asked.day)
    rows = WorkPrompt.objects.filter(county_code=asked.county_code, state=PromptState.ISSUED)
    issued = rows.filter(month=f"{month.since:%Y-%m}").exists()
    day = min(asked.policy.rhythm.prompt_day, month.last_day.day)
    due_on = month.since.replace(day=day)
    url = reverse("oversight:rhythm.prompts")
    return {asked.county_code: Duty(int(issued), 1, due_on=due_on, is_late=not issued and due_on < asked.day, do=url)}


@duty(
    Side.OFFICE,
    "sheets",
    "复核上月的月表、出考勤通报",
    rule="R-ATT-13",
    period="每月",
    order=60,
    verb="去复核",
    unit="人",
)
def sheets(asked: Asked) -> Mapping[Any, Duty]:
    month = month_of(add_months(month_of(asked.day).since, -1))
    rows = MonthLine.objects.filter(within_prefixes("place_code", [asked.county_code])).of_month(f"{month.since:%Y-%m}")
    counted = rows.aggregate(
        of=Count("pk"),
        n=Count("pk", filter=Q(state=LineState.REVIEWED)),
        locked=Count("pk", filter=Q(state__in=LOCKED)),
    )
    due_on = date(asked.day.year, asked.day.month, asked.policy.attendance.circular_day)
    late = counted["n"] < counted["of"] and due_on < asked.day
    waiting = counted["locked"] - counted["n"]
    return {
        asked.county_code: Duty(
            counted["n"],
            counted["of"],
            due_on=due_on,
            is_late=late,
            before=f"乡镇核定了、等复核的 {waiting} 人" if waiting else "",
            do=f"{reverse('oversight:days.sheets')}?month={month.since:%Y-%m}",
        )
    }


@duty(Side.OFFICE, "tasks", "办调度会定的事", rule="R-LOG-08", period="按期限", order=70, verb="去办", unit="件")
def tasks(asked: Asked) -> Mapping[Any, Duty]:
    return tasks_of(asked, Owner.OFFICE, "place_code")

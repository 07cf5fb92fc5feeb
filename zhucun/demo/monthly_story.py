"""The county's rhythm: what was due each week, month, quarter is done; prompts go out, reviews decide tasks."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.demo.invented_months import (
    ASKS,
    DECISIONS,
    EVIDENCE,
    HOLIDAY,
    IN_CHAIR,
    MINUTES,
    NOT_YET_BEGUN,
    OPENING,
    PROBLEMS,
    PROMPTS,
    QUARTER_OF_THE_YEAR,
    WITH_THE_YEAR,
    Decision,
    Prompt,
)
from zhucun.demo.invented_overseen import NO_ROUND_WEEKS, TICKED_BY_THEMSELVES
from zhucun.demo.invented_year import FIRST_DAY
from zhucun.demo.people_of import PeopleOf
from zhucun.lib.periods import add_months, month_of
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.prompts.models import PromptRecipient
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import Cycle, State
from zhucun.oversight.tasks import acts as tasking
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as records

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
ISSUED, REACHED = 4, 8  # on which day of the month
OPENED_BY, STILL_UNREACHED = 3, 11  # of so many teams one is told on paper; one in so many not yet, in the last month
SPOKE, SPOKE_LAST, SPOKE_SO_FAR = 5, 19, 8  # townships that told a month's review something
ACCEPTED_AFTER = 6 * ONE_DAY


class MonthlyStory:
    """`on(day)` makes what is due each Monday and does what was done on the day; nothing in a county without it."""

    def __init__(
        self,
        county: invented.County,
        hands: Hands,
        people: PeopleOf,
        places: Mapping[str, Place],
        units: Mapping[invented.Unit, Unit],
    ) -> None:
        self._code, self._hands, self._people = county.code, hands, people
        self._places = places
        self._units = {unit.name: row for unit, row in units.items()}
        self._told_units = {unit.name: unit for unit in units}
        self._last = county.stands_at.date()
        self._townships = sorted({team.seat[:9] for team in county.teams})
        self._is_told = county.tells_months

    @cached_property
    def days(self) -> set[date]:
        if not self._is_told:
            return set()
        count = (self._last - FIRST_DAY).days + 1
        every = (FIRST_DAY + n * ONE_DAY for n in range(count))
        return {day for day in every if day.weekday() in (0, 4) or day.day in (ISSUED, REACHED, 24, 25)}

    def on(self, day: date) -> None:
        if day not in self.days:
            return
        if day.weekday() == 0 or day == FIRST_DAY:
            make_missing(self._place(self._code), self._hands.house(self._code, day))
        for prompt in PROMPTS:
            if day == prompt.month + (ISSUED - 1) * ONE_DAY:
                self._issue(prompt, day)
            elif day == prompt.month + (REACHED - 1) * ONE_DAY:
                self._reach(prompt, day)
        self._say(day)
        self._do_what_is_due(day)
        if day.weekday() == 0:
            self._follow_tasks(day)

    def _place(self, code: str) -> Place:
        """As it is now: it was tagged and located since it was added."""
        return Place.objects.get(pk=self._places[code].pk)

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._code, day)

    # ── prompts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _issue(self, prompt: Prompt, day: date) -> None:
        items = [
            {"text": text, "due_on": prompt.month + (on - 1) * ONE_DAY, "measure": measure, "at_least": count}
            for text, on, measure, count in prompt.items
        ]
        told: dict[str, Any] = {"month": f"{prompt.month:%Y-%m}", "title": prompt.title, "opening": OPENING}
        row = prompts.draft(self._place(self._code), **told, items=items, by=self._officer(day))
        prompts.issue(row, by=self._officer(day))

    def _reach(self, prompt: Prompt, day: date) -> None:
        """Some opened it, others were told by the township's clerk; of the last month's some do not know yet."""
        is_last = prompt.month == self._last.replace(day=1)
        rows = PromptRecipient.objects.filter(prompt__month=f"{prompt.month:%Y-%m}").order_by("place_code", "pk")
        known = [row for n, row in enumerate(rows, start=1) if not (is_last and n % STILL_UNREACHED == 0)]
        house = self._hands.house(self._code, day)
        self._hands.do(prompts.opened, [(row, {}) for n, row in enumerate(known) if n % OPENED_BY], by=house)
        told: list[tuple[Any, dict[str, Any], Actor]] = [
            (row, {}, self._people.of_place("attendance_clerk", row.place_code, day))
            for n, row in enumerate(known)
            if not n % OPENED_BY
        ]
        self._hands.carry(prompts.tell, told, by=house)

    # ── what is due ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _do_what_is_due(self, day: date) -> None:
        due = CadenceItem.objects.filter(county_code=self._code, state=State.DUE, due_on__lte=day)
        for item in due.order_by("due_on", "pk"):
            if reason := _why_not(item):
                rhythm.skip(item, reason=reason, by=self._officer(day))
            elif item.cycle == Cycle.MONTH:
                self._hold(item, day)
            elif day < self._last and item.period not in TICKED_BY_THEMSELVES:
                rhythm.done(item, done_on=item.due_on, evidence=_evidence(item), by=self._officer(day))

    def _hold(self, item: CadenceItem, day: date) -> None:
        """The meeting is written down, its decisions become tasks (R-LOG-08)."""
        by, home = self._officer(day), self._place(self._code)
        review = MonthlyReview.objects.get(place_code=self._code, month=item.period)
        answers = [{"name": "purposes", "value": "review"}, {"name": "others", "value": "各乡镇党委书记、各派出单位"}]
        text = f"{review.called}调度：听了各乡镇情况，定了几件事。"
        told = {"kind": "meeting", "text": text, "happened_on": item.due_on, "answers": answers}
        meeting = Meeting.objects.get(record=records.write_at(home, **told, by=by))
        minutes = MINUTES.format(year=review.first.year, number=review.first.month)
        held = {"held_on": item.due_on, "chaired_by": IN_CHAIR, "minutes": minutes, "meeting": meeting}
        review = reviews.hold(review, **held, by=by)
        of_month = [one for one in DECISIONS if one.month == review.first]
        calls = [(review, self._told_of(one, item.due_on)) for one in of_month]
        self._hands.do(tasking.decide, calls, by=by)

    def _told_of(self, one: Decision, day: date) -> dict[str, Any]:
        told: dict[str, Any] = {"what": one.what, "owner": one.owner, "due_on": day + one.days * ONE_DAY}
        if one.owner == "unit":
            told["unit"] = self._units[one.name]
        elif one.owner == "township":
            told["township"] = self._place(one.name)
        return told

    def _follow_tasks(self, day: date) -> None:
        """Reported by whose they are, accepted by the office's leader a few days later."""
        told = {one.what: one for one in DECISIONS}
        leader = self._hands.of("county_office_leader", self._code, day)
        for task in ReviewTask.objects.filter(state="reported", reported_on__lte=day - ACCEPTED_AFTER).order_by("pk"):
            if told[task.what].done == "accepted":
                tasking.accept(task, by=leader)
        for task in ReviewTask.objects.filter(state="open", due_on__lte=day + 3 * ONE_DAY).order_by("pk"):
            if told[task.what].done != "open":
                tasking.report(task, result=told[task.what].result, by=self._owner(told[task.what], day))

    def _owner(self, one: Decision, day: date) -> Actor:
        if one.owner == "unit":
            return self._people.head_of(self._told_units[one.name], day)
        return self._people.secretary(one.name, day) if one.owner == "township" else self._officer(day)

    def _say(self, day: date) -> None:
        """On the day before the meeting; of the present month some have said it already."""
        is_last = day == self._last - 3 * ONE_DAY
        if not (is_last or (day.day > ISSUED and day == self._day_before(day))):
            return
        month = add_months(self._last.replace(day=1), -1)
        count = SPOKE_SO_FAR if is_last else SPOKE_LAST if day.replace(day=1) == month else SPOKE
        first = day.month % len(self._townships)
        for n, township in enumerate((*self._townships[first:], *self._townships[:first])[:count]):
            at = (n + day.month) % len(PROBLEMS)
            told = {"month": f"{day:%Y-%m}", "problems": PROBLEMS[at], "asks": ASKS[at]}
            reviews.say(self._place(township), **told, by=self._people.secretary(township, day))

    def _day_before(self, day: date) -> date | None:
        review = MonthlyReview.objects.filter(place_code=self._code, month=f"{day:%Y-%m}", state="open").first()
        return max(review.planned_on - ONE_DAY, month_of(day).since) if review else None


def _why_not(item: CadenceItem) -> str:
    if item.when.until <= FIRST_DAY:
        return NOT_YET_BEGUN
    if item.cycle == Cycle.WEEK and item.when.since in NO_ROUND_WEEKS:
        return HOLIDAY
    return WITH_THE_YEAR if item.period == QUARTER_OF_THE_YEAR else ""


def _evidence(item: CadenceItem) -> str:
    number = int(item.period[-1]) if item.cycle == Cycle.QUARTER else 6 + int(item.period[-2:]) % 4
    return EVIDENCE[item.cycle].format(n=number, year=item.when.since.year)

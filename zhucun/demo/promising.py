"""任务单 of the demo county: written and agreed in January, said to be done as it was, looked at by others before the
quarter's grades and in July."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands, grouped
from zhucun.demo.invented import Dice
from zhucun.demo.invented_promises import YEAR, Promise, promises_of
from zhucun.dispatch.roster.models import Team
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.promises.rules import State as PromiseState

WRITTEN_ON, AGREED_ON = date(2022, 1, 18), date(2022, 1, 26)
QUARTER_ON, SAID_ON, LOOKED_ON = date(2022, 3, 28), date(2022, 7, 1), date(2022, 7, 6)
SEED, NOT_YET_AGREED = 41, 2  # so many lists still wait for their township


class Promising:
    """`on(day)` does what the townships and their teams did about the lists that day."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._told: dict[tuple[str, int], Promise] = {}

    days = frozenset({WRITTEN_ON, AGREED_ON, QUARTER_ON, SAID_ON, LOOKED_ON})

    def on(self, day: date, teams: Mapping[invented.Team, Team]) -> None:
        if day not in self.days:
            return
        steps = {WRITTEN_ON: self._write, AGREED_ON: self._agree, SAID_ON: self._say, LOOKED_ON: self._look}
        step = steps.get(day, self._close_the_quarter)
        for township, own in grouped(teams, lambda team: team.seat[:9]).items():
            step(township, {team.number: teams[team] for team in own}, day)

    def _organiser(self, township: str, day: date) -> Actor:
        return self._hands.of("township_organiser", township, day)

    def _write(self, township: str, teams: dict[str, Team], day: date) -> None:
        by, calls = self._organiser(township, day), []
        for number, team in teams.items():
            dice = Dice(SEED + int(number[1:]))
            told = promises_of(dice, SAID_ON)
            self._told.update(((number, at), one) for at, one in enumerate(told, start=1))
            calls.append((team, {"year": YEAR, "promises": [_as_told(one) for one in told]}))
        made = self._hands.do(promises.write, calls, by=by)
        self._hands.do(promises.hand_in, [(row, {}) for row in made], by=by)

    def _agree(self, township: str, teams: dict[str, Team], day: date) -> None:
        rows = AnnualTaskList.objects.filter(team__in=teams.values()).order_by("pk")
        later = {row.pk for row in AnnualTaskList.objects.order_by("-pk")[:NOT_YET_AGREED]}
        by = self._hands.of("township_secretary", township, day)
        self._hands.do(promises.agree, [(row, {}) for row in rows if row.pk not in later], by=by)

    def _say(self, township: str, teams: dict[str, Team], day: date) -> None:
        said = [(row, one) for row, one in self._of(teams, PromiseState.OPEN) if one.done_on and one.done_on <= day]
        calls = [(row, {"on": one.done_on, "note": one.note}) for row, one in said]
        self._hands.do(promises.done, calls, by=self._organiser(township, day))

    def _look(self, township: str, teams: dict[str, Team], day: date) -> None:
        done = self._of(teams, PromiseState.DONE)
        calls: list[tuple[Any, dict[str, Any]]] = [(row, {}) for row, one in done if one.is_accepted]
        self._hands.do(promises.accept, calls, by=self._hands.of("township_secretary", township, day))

    def _close_the_quarter(self, township: str, teams: dict[str, Team], day: date) -> None:
        self._say(township, teams, day)
        self._look(township, teams, day)

    def _of(self, teams: dict[str, Team], state: PromiseState) -> list[tuple[TaskPromise, Promise]]:
        numbers = {team.pk: number for number, team in teams.items()}
        rows = TaskPromise.objects.filter(of_list__team__in=numbers, of_list__state="agreed", state=state)
        rows = rows.select_related("of_list")
        return [(row, self._told[numbers[row.of_list.team_id], row.position]) for row in rows.order_by("pk")]


def _as_told(one: Promise) -> dict[str, Any]:
    return {"text": one.text, "due_on": one.due_on, "accepted_by": one.accepted_by}

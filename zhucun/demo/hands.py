"""By whose hand the demo county is entered, and on which day: its own people, through the product's acts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account

OPERATOR = "本机操作员"
OPENS_AT = time(9)

Call = tuple[Any, dict[str, Any]]  # a row, and what the act is told


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, OPENS_AT))


def operator(day: date, *, reach: str) -> Actor:
    """Whoever sets the county up from the machine itself."""
    return Actor.system(OPERATOR, reach=reach, now=morning(day), door="cli")


class Hands:
    """Who holds which office, and how acts are carried out: in bulk, or singly to see that both come to the same."""

    def __init__(self, *, one_by_one: bool = False) -> None:
        self._one_by_one = one_by_one
        self._seated: dict[tuple[str, str], Account] = {}
        self._actors: dict[tuple[str, str], Actor] = {}
        self._of_a_day: dict[tuple[tuple[str, str], date], Actor] = {}

    def seat(self, role: str, place_code: str, account: Account) -> None:
        """Of the many who hold an office few ever act: who they are to the acts is looked up when they do."""
        self._seated[role, place_code] = account
        self._actors.pop((role, place_code), None)
        self._of_a_day = {key: actor for key, actor in self._of_a_day.items() if key[0] != (role, place_code)}

    def account(self, role: str, place_code: str) -> Account:
        return Account.objects.get(pk=self._seated[role, place_code].pk)

    def name_of(self, role: str, place_code: str) -> str:
        """Whoever holds it, or nobody."""
        found = self._seated.get((role, place_code))
        return found.name if found else ""

    def of(self, role: str, place_code: str, day: date) -> Actor:
        """That office's holder on a day that has passed: they act at the clock of that day, by what is known then."""
        office = role, place_code
        if office not in self._actors:
            self._actors[office] = actor_for(self._seated[office])
        if (office, day) not in self._of_a_day:
            self._of_a_day[office, day] = replace(self._actors[office], now=morning(day), memo={})
        return self._of_a_day[office, day]

    def house(self, county_code: str, day: date) -> Actor:
        """Carries over what many people did, each under their own name."""
        return operator(day, reach=county_code)

    def carry(self, act: Act, calls: Sequence[tuple[Any, dict[str, Any], Actor]], *, by: Actor) -> Sequence[Any]:
        """Acts of as many people as there are calls: row, what is told, whose it is."""
        if self._one_by_one:
            return [act(row, by=hand, **given) for row, given, hand in calls]
        return act.many([Told(row, given, hand) for row, given, hand in calls], by=by)

    def do(self, act: Act, calls: Iterable[Call], *, by: Actor) -> Sequence[Any]:
        """The rows the act gives back, in order."""
        if self._one_by_one or not act.has_many():
            return [act(row, by=by, **given) for row, given in calls]
        return act.many([Told(row, given) for row, given in calls], by=by)


def grouped(things: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """By key, the keys in order."""
    groups: dict[Any, list[Any]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return dict(sorted(groups.items()))

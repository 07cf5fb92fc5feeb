"""Everybody of a month with their days, and who of them a page's chips leave: read in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest

from zhucun.oversight.attendance.reading import Month, months_from
from zhucun.oversight.attendance.rules import State
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.oversight.calendar.cells import PLAIN, Cells, Look, looks_of
from zhucun.oversight.calendar.months import Asked, address_of
from zhucun.oversight.calendar.people import OnTeam, seen_in, sheets_in_order, townships_of
from zhucun.oversight.calendar.tabs import chip

FEW = 20  # people who are seen at once
CHIPS = ("township", "what", "now", "state", "q")


@dataclass(frozen=True)
class Everybody:
    """`people` are those left by the chips; `all_people` everybody within reach, of whom the counts speak."""

    request: HttpRequest
    asked: Asked
    all_people: Sequence[OnTeam]
    people: Sequence[OnTeam]
    months: Mapping[int, Month]
    looks: Mapping[str, Look]
    townships: Mapping[str, str]
    terms: Terms

    @classmethod
    def of(cls, request: HttpRequest, asked: Asked) -> "Everybody":
        actor = request.actor
        townships = townships_of(actor, actor.today)
        order = {code: at for at, code in enumerate(townships)}
        terms = terms_for(actor, actor.county_code, asked.span.since)
        sheets = sheets_in_order(seen_in(actor, asked.span), asked.span.since)
        people = sorted((one for one, _ in sheets), key=lambda one: order.get(one.township_code, len(order)))
        months = months_from([sheet for _, sheet in sheets], asked.span.since, terms)
        looks = looks_of(terms.by_mark.values())
        return cls(request, asked, people, people, months, looks, townships, terms).narrowed()

    def narrowed(self) -> "Everybody":
        found = self.all_people
        get = self.request.GET.get
        if code := get("township"):
            found = [one for one in found if one.township_code == code]
        if mark := self._mark(get("what", "")):
            found = [one for one in found if mark in self.marks(one)]
        if (code := get("now")) and self.asked.is_now:
            found = [one for one in found if (look := self.whereabouts(one)) and look.code == code]
        if state := get("state"):
            found = [one for one in found if self.state(one) == state]
        if text := get("q", "").strip():
            found = [one for one in found if text in one.name or text in one.team_name]
        return replace(self, people=found)

    def _mark(self, code: str) -> str:
        return next((mark for mark, look in self.looks.items() if look.code == code), "")

    def marks(self, person: OnTeam) -> str:
        return self.months[person.posting].marks

    def state(self, person: OnTeam) -> State | None:
        """How far the sheet is; None before it is open."""
        return self.months[person.posting].state

    def whereabouts(self, person: OnTeam) -> Look | None:
        """Where somebody is today: the morning, or the afternoon of who comes at noon; as the figures count."""
        if not (self.asked.is_now and person.has_seat(self.asked.today)):
            return None
        at = 2 * (self.asked.today - self.asked.span.since).days
        return next((self.looks[mark] for mark in self.marks(person)[at : at + 2] if mark in self.looks), None)

    def is_working(self, day: date) -> bool:
        return self.terms.calendar.is_working_day(day)

    def cells(self) -> Cells:
        return Cells(self.asked.days, self.asked.today, self.looks)

    @property
    def key(self) -> list[Look]:
        """What is explained: what occurs, the village first, in the order of the categories."""
        found = set("".join(map(self.marks, self.people)))
        return [look for mark, look in self.looks.items() if mark in found or look.code == "v"]

    def chips(self) -> list[dict[str, Any]]:
        """Township, what occurs in the month, where somebody is today: each with how many people it would leave."""
        towns = Counter(one.township_code for one in self.all_people)
        said = Counter(look.code for one in self.all_people for look in self.said_of(one))
        chips = [
            chip(self.request, "township", "乡镇", self.townships.items(), towns) if len(self.townships) > 1 else None,
            chip(self.request, "what", "本月有过", self._offered(), said),
        ]
        return [one for one in chips if one and (one["options"] or one["active_label"])]

    def _offered(self) -> Iterable[tuple[str, str]]:
        return [(look.code, look.label) for look in self.looks.values() if look.code not in PLAIN]

    def said_of(self, person: OnTeam) -> set[Look]:
        """What the month holds of somebody besides plain days."""
        letters = set(self.marks(person))
        return {self.looks[mark] for mark in letters if mark in self.looks and self.looks[mark].code not in PLAIN}

    def find(self) -> dict[str, Any] | None:
        """A box to find somebody by name or team, where there are more than one sees at once."""
        if len(self.all_people) < FEW:
            return None
        kept = [(name, value) for name, value in self.request.GET.items() if name != "q" and value]
        return {"value": self.request.GET.get("q", ""), "hidden": kept}

    @property
    def clear_url(self) -> str:
        kept = self.request.GET.dict()
        if not any(kept.get(name) for name in CHIPS):
            return ""
        return address_of(self.request.path, kept, **dict.fromkeys(CHIPS))

    @property
    def in_words(self) -> str:
        teams = len({one.team for one in self.people})
        return f"{teams} 支队、{len(self.people)} 人{self._being_handed}"

    @property
    def _being_handed(self) -> str:
        """Whoever is being handed a seat is among the people and not yet in today's counts (R-SEL-18)."""
        day = self.asked.today
        incoming = sum(one.since <= day < one.seat_since for one in self.people) if self.asked.is_now else 0
        return f"（含正在接手 {incoming} 人）" if incoming else ""

"""督查, 整改, 考核, 约谈 of the county, day by day over what roster and months say; each act bears its day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.assessing import Assessing
from zhucun.demo.assessing_others import AssessingOthers
from zhucun.demo.circulating import Circulating
from zhucun.demo.hands import Hands, morning
from zhucun.demo.inspecting import Inspecting
from zhucun.demo.people_of import PeopleOf
from zhucun.demo.rectifying import Rectifying
from zhucun.demo.same_chance import same_chance
from zhucun.demo.talking import Talking
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Appointment
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place


class Overseeing:
    """Comes last, since records of a visit are held against the days of whoever was there."""

    def __init__(self, county: invented.County, home: Place, hands: Hands, people: PeopleOf) -> None:
        self._is_told = county.tells_months
        self._home = home
        self._heads: dict[int, Actor] = {}
        names = {place.code: place.name for place in county.places}
        seats: Mapping[str, str] = {
            names[team.seat[:9]] + names[team.seat]: team.seat for team in county.teams if team.seat[:9] in names
        }
        self._chapters = (
            Inspecting(home, hands, seats),
            Rectifying(home, hands, people, self._head_of),
            Assessing(home, hands, people, self._head_of),
            AssessingOthers(home, hands, self._head_of),
            Circulating(home, hands, people, self._head_of),
            Talking(home, hands, people, self._head_of),
        )

    def bring_in(self) -> None:
        if not self._is_told:
            return
        with same_chance():
            for day in sorted({day for one in self._chapters for day in one.days}):
                for one in self._chapters:
                    one.on(day)

    def _head_of(self, unit: Unit, day: date) -> Actor:
        if unit.pk not in self._heads:
            held = Appointment.objects.select_related("account").get(role="unit_head", unit=unit)
            self._heads[unit.pk] = actor_for(held.account)
        return replace(self._heads[unit.pk], now=morning(day))

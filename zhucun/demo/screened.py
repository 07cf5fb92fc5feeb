"""The county's screening of June 2022: run, answered by units, townships and members, decided as the story has it.

494 on the roster of 1 June, 31 with a doubt, 25 kept; of the six left one was removed, two adjusted, three are open.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands, morning
from zhucun.demo.invented_doubts import ANSWERED_ON, DEALT_OPEN, DECIDED, HEARD_ON, ON, STILL_OPEN, dealt
from zhucun.dispatch.screening import acts as screenings
from zhucun.dispatch.screening.models import Doubt
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account
from zhucun.org.people import facts
from zhucun.org.places.models import Place

SAID = {
    "age": {
        "unit": ("fits", "离退休还有一段时间，本人愿意干满这一期，单位支持。"),
        "township": ("fits", "熟悉村里情况，村“两委”希望留下。"),
        "person": ("fits", "愿意干满这一期。"),
    },
    "confirmed": {
        "unit": ("fits", "当时漏报了，已经补上确认。"),
        "township": ("fits", "一直在村里，能胜任。"),
    },
    "leaving": {
        "unit": ("change", "单位工作有变动，建议换人。"),
        "township": ("change", "同意单位意见，请尽快派人接替。"),
    },
    "open": {"unit": ("unsure", "班子还没有研究，下周答复。"), "township": ("fits", "工作正常，等单位答复。")},
}
KEPT = {
    "age": "本人愿意干满这一期，单位、乡镇都同意，保留。",
    "confirmed": "单位已经补上确认，乡镇没有意见，保留。",
}
TEAM_SHORT = "空缺已经催后盾单位和派出单位补人。"


class JuneScreening:
    """What happens on each of its days; nothing in a county without these days."""

    def __init__(self, county: invented.County, places: Mapping[str, Place], hands: Hands) -> None:
        self._county, self._places, self._hands = county, places, hands
        self._open = {*STILL_OPEN, *dealt(county.postings)[:DEALT_OPEN]}

    def happens_on(self, day: date) -> None:
        by = self._hands.of("county_officer", self._county.code, day)
        if day == ON:
            screenings.run(self._places[self._county.code], on=day, by=by)
        elif day == ANSWERED_ON:
            for doubt in self._doubts():
                self._answer(doubt, day)
        elif day == HEARD_ON:
            self._keep(by)
        for name, (decided_on, decision, reason) in DECIDED.items():
            if decided_on == day:
                for doubt in (one for one in self._doubts() if self._name(one) == name):
                    screenings.decide(doubt, decision=decision, reason=reason, by=by)

    def _doubts(self) -> list[Doubt]:
        rows = Doubt.objects.open().filter(screening__place_code=self._county.code, screening__on=ON)
        return list(rows.select_related("posting__cadre__person", "posting__sending_unit").order_by("pk"))

    def _name(self, doubt: Doubt) -> str:
        return doubt.posting.cadre.person.name if doubt.posting else ""

    def _case(self, doubt: Doubt) -> str:
        name = self._name(doubt)
        if name in DECIDED:
            return "leaving"
        if name in self._open:
            return "open"
        return "age" if "age" in doubt.item_keys else "confirmed"

    def _answer(self, doubt: Doubt, day: date) -> None:
        if doubt.posting is None:
            return
        case = self._case(doubt)
        speakers = self._speakers(doubt, day)
        for side, (stance, note) in SAID[case].items():
            screenings.answer(doubt, stance=stance, note=note, by=speakers[side])
        if case == "confirmed":
            facts.confirm_fitness(doubt.posting.cadre, on=day, by=speakers["unit"])

    def _speakers(self, doubt: Doubt, day: date) -> dict[str, Actor]:
        unit = Account.objects.get(appointments__role="unit_liaison", appointments__unit=doubt.posting.sending_unit)
        person = Account.objects.get(person=doubt.posting.cadre.person_id)
        by = {"unit": actor_for(unit), "person": actor_for(person)}
        of_township = self._hands.of("township_organiser", doubt.place_code[:9], day)
        return {side: replace(actor, now=morning(day)) for side, actor in by.items()} | {"township": of_township}

    def _keep(self, by: Actor) -> None:
        """Those with a reason, as ticked groups; teams that lack people are to be filled."""
        groups: dict[str, list[Doubt]] = {"age": [], "confirmed": [], "team": []}
        for doubt in self._doubts():
            case = self._case(doubt) if doubt.posting else "team"
            if case in groups:
                groups[case].append(doubt)
        for case, doubts in groups.items():
            told: dict[str, Any] = {"decision": "keep", "reason": KEPT[case]} if case in KEPT else {}
            told = told or {"decision": "fill", "reason": TEAM_SHORT}
            self._hands.do(screenings.decide, [(doubt, told) for doubt in doubts], by=by)

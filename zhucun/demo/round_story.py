"""Opens the demo county's round and lets villages and townships speak, each under their own name and on their day."""

from collections.abc import Mapping
from datetime import date

from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import needs as village_needs
from zhucun.dispatch.rounds.models import SelectionRound, VillageNeed
from zhucun.dispatch.selection.forms import days_from
from zhucun.org.places.models import Place
from zhucun.policy import in_force

SECRETARY, ORGANISER = "village_secretary", "township_organiser"
TOWNSHIP_DIGITS, VILLAGE_DIGITS = 9, 12


class RoundStory:
    """A round is opened on one day; on the days after it needs come in and are studied."""

    def __init__(
        self,
        county: invented.County,
        places: Mapping[str, Place],
        postings: Mapping[invented.Posting, Posting],
        hands: Hands,
    ) -> None:
        self._county, self._places, self._postings, self._hands = county, places, postings, hands
        self._needs: dict[str, VillageNeed] = {}

    def go_on(self, day: date) -> None:
        told = self._county.round
        if told is None:
            return
        if told.opened_on == day:
            self._open(told)
        for need in told.needs:
            if need.place in self._needs and need.raised_on == day:
                self._raise(need)
            if need.place in self._needs and need.studied_on == day:
                self._study(need)

    def _open(self, told: invented.Round) -> None:
        by = self._hands.of("county_officer", self._county.code, told.opened_on)
        days = days_from(told.opened_on, in_force.on(told.opened_on, self._county.code).rounds)
        home = self._places[self._county.code]
        made: SelectionRound = rounds.open_round(
            home, title=told.title, scope="all", since=told.since, remark=told.remark, **days, by=by
        )
        for posting in told.leavers:
            if posting in self._postings:
                rounds.settle_stay(made, posting=self._postings[posting], stays=False, by=by)
        self._needs = {need.place_code: need for need in made.needs.select_related("round")}

    def _raise(self, told: invented.Need) -> None:
        by = self._hands.of(SECRETARY, told.place[:VILLAGE_DIGITS], told.raised_on)
        need = self._needs[told.place]
        self._needs[told.place] = village_needs.raise_need(need, kinds=told.kinds, note=told.note, by=by)

    def _study(self, told: invented.Need) -> None:
        by = self._hands.of(ORGANISER, told.place[:TOWNSHIP_DIGITS], told.studied_on)
        self._needs[told.place] = village_needs.study(self._needs[told.place], view="agree", by=by)

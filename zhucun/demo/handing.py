"""Handovers of the demo county: before June on paper, in June by those whose matter it is, in July under way."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from zhucun.acts.actor import Actor, provided_grants
from zhucun.demo import invented, story
from zhucun.demo.hands import Hands, morning
from zhucun.demo.staffing import Staffing
from zhucun.dispatch.handover import acts as handovers
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.handover.rules import Side
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import StartKind
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Cadre
from zhucun.org.roles import own_grant


class HandingOver:
    """Each some days after the successor came; a posting starts its handover by itself."""

    def __init__(self, county: invented.County, hands: Hands, staffing: Staffing) -> None:
        self._county, self._hands, self._staffing = county, hands, staffing
        self._due: dict[date, list[invented.Posting]] = {}
        for posting in county.postings:
            if posting.succeeds:
                self._due.setdefault(posting.since + timedelta(days=story.HANDED_OVER_AFTER), []).append(posting)

    @property
    def days(self) -> set[date]:
        return {*self._due, story.WEEK_FROM}

    def on(self, day: date, postings: dict[invented.Posting, Posting], cadres: Mapping[invented.Person, Cadre]) -> None:
        if day == story.WEEK_FROM:
            self._two_are_there(day, postings, cadres)
        for posting in self._due.get(day, []):
            row = Handover.objects.select_related("team").get(incoming=postings[posting])
            if day < story.BY_THEMSELVES_FROM:
                self._on_paper(row, day)
            elif posting.since < story.STILL_HANDING_OVER_SINCE:
                self._by_themselves(row, posting, day)
            else:
                self._begun(row, posting, day)

    def _two_are_there(
        self, day: date, postings: dict[invented.Posting, Posting], cadres: Mapping[invented.Person, Cadre]
    ) -> None:
        """Somebody leaves within the week; whoever follows comes from the same unit and is there already."""
        pair = next(self._pairs(), None)
        if pair is None:  # a sample of the county without that township
            return
        leaving, person = pair
        officer = self._hands.of("county_officer", self._county.code, day)
        postings[leaving] = roster.end(postings[leaving], **vars(story.WEEK_END), by=officer)
        told = {"cadre": cadres[person], "since": day, "basis": story.WEEK_END.basis, "kind": StartKind.SUCCESSION}
        made = roster.start(postings[leaving].team, **told, succeeds=postings[leaving], by=officer)
        roster.report_in(made, arrived_on=day, by=self._hands.of("township_organiser", story.WEEK_IN, day))
        self._staffing.open_for_members([person], day, cadres)
        row = Handover.objects.get(incoming=made)
        self._settle(row, story.HANDED_OVER_IN_THE_WEEK, by=self._member(leaving.person, day))

    def _pairs(self) -> Iterator[tuple[invented.Posting, invented.Person]]:
        leavers = self._county.round.leavers if self._county.round else ()
        free = {person.unit: person for person in self._county.reserve}
        told = {*story.NAMES, *(posting.person.name for posting in leavers)}
        for posting in self._county.postings:
            is_plain = posting.kind == "round" and posting.roles == ("member",) and not (posting.course or posting.end)
            is_there = is_plain and posting.team.seat.startswith(story.WEEK_IN)
            if is_there and posting.person.name not in told and posting.person.unit in free:
                yield posting, free[posting.person.unit]

    def _on_paper(self, row: Handover, day: date) -> None:
        led_by = self._lead(row, day).name
        told = {"sides": list(Side), "signed_on": day - timedelta(days=1), "led_by": led_by}
        handovers.enter_paper(row, **told, by=self._hands.of("attendance_clerk", row.place_code[:9], day))

    def _by_themselves(self, row: Handover, posting: invented.Posting, day: date) -> None:
        """The one who leaves comes back for it."""
        incoming, leaving = self._member(posting.person, day), self._member(posting.succeeds.person, day)
        self._settle(row, row.items.count(), by=leaving)
        handovers.sign(row, by=leaving)
        handovers.sign(Handover.objects.get(pk=row.pk), by=incoming)
        handovers.lead(Handover.objects.get(pk=row.pk), by=self._lead(row, day))

    def _begun(self, row: Handover, posting: invented.Posting, day: date) -> None:
        self._settle(row, story.HANDED_OVER_SO_FAR, by=self._member(posting.person, day))

    def _settle(self, row: Handover, count: int, *, by: Actor) -> None:
        """What is open besides the county's list is told face to face."""
        notes = [*story.HANDED_OVER, *[story.TOLD] * count]
        for item, note in zip(row.items.order_by("position"), notes[:count], strict=False):
            handovers.settle(item, note=note, by=by)

    def _lead(self, row: Handover, day: date) -> Actor:
        return self._hands.of("township_organiser", row.place_code[:9], day)

    def _member(self, person: invented.Person, day: date) -> Actor:
        """With what their posting gave them on that day."""
        account = Account.objects.get(pk=self._staffing.account_of(person).pk)
        grants = (own_grant(account.pk), *provided_grants(account.person_id, day))
        return replace(actor_for(account), now=morning(day), grants=grants)

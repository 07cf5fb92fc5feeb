"""新风 of the villages, month by month as their meetings were noted; and the week in May when all teams stood watch."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo import invented_customs as told
from zhucun.demo.hands import Hands
from zhucun.demo.invented_customs import Fate
from zhucun.demo.people_of import PeopleOf
from zhucun.lib.periods import add_months, month_of
from zhucun.org.places.models import Place
from zhucun.oversight.emergency import acts as emergency
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as monthly
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.rules import MONTHLY
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.duty_rota.models import RotaPost

TOWNSHIP = 9
A_DAY = timedelta(days=1)
Carried = list[tuple[Any, dict[str, Any], Actor]]


class VillageLife:
    """Comes when all records are written: items hang on the meetings that these opened."""

    def __init__(
        self, county: invented.County, home: Place, hands: Hands, people: PeopleOf, places: Mapping[str, Place]
    ) -> None:
        self._county, self._home, self._hands, self._people = county, home, hands, people
        self._places, self._last = places, county.stands_at.date()

    def bring_in(self) -> None:
        self._stand_watch()
        self._set_up()
        self._meet()

    def _house(self, day: date) -> Actor:
        return self._hands.house(self._county.code, day)

    def _organiser(self, code: str, day: date) -> Actor:
        return self._hands.of("township_organiser", code[:TOWNSHIP], day)

    # ── the rota ──

    def _stand_watch(self) -> None:
        first = told.DUTY_FROM
        asked = emergency.propose(
            self._home, **told.DUTY, since=first, by=self._hands.of("county_officer", self._county.code, first)
        )
        emergency.approve(asked, by=self._hands.of("county_leader", self._county.code, first))
        teams = [team for team in self._county.teams if self._people.of_team(team.seat, first)]
        posts = self._open_posts(teams, first)
        self._lay_out(teams, posts, first)
        self._count(posts, first + (told.DUTY_DAYS - 1) * A_DAY)

    def _open_posts(self, teams: Sequence[invented.Team], first: date) -> dict[str, RotaPost]:
        """One at each place that a team serves."""
        last, calls = first + (told.DUTY_DAYS - 1) * A_DAY, []
        codes = [code for team in teams for code in (team.seat, *team.also)]
        for number, code in enumerate(codes):
            kind, name = told.POSTS[number % len(told.POSTS)]
            given = {"kind": kind, "name": name, "since": first, "last_day": last}
            calls.append((self._places[code], given, self._organiser(code, first)))
        rows = self._hands.carry(rota.open_post, calls, by=self._house(first))
        return dict(zip(codes, rows, strict=True))

    def _lay_out(self, teams: Sequence[invented.Team], posts: Mapping[str, RotaPost], first: date) -> None:
        """Everybody of the team for some of the days, those of two places in turn."""
        calls: Carried = []
        for team in teams:
            people, codes = self._people.of_team(team.seat, first), (team.seat, *team.also)
            for at, (one, (begin, end)) in enumerate(zip(people, told.turns(len(people)), strict=True)):
                post, posting = posts[codes[at % len(codes)]], self._people.posting(one.person.name)
                given = {"posting": posting, "since": first + begin * A_DAY, "last_day": first + end * A_DAY}
                calls.append((post, given, self._organiser(post.place_code, first)))
        self._hands.carry(rota.put_on, calls, by=self._house(first))

    def _count(self, posts: Mapping[str, RotaPost], last: date) -> None:
        """Told on the last evening for every second day and that one."""
        calls: Carried = [
            (post, {"day": last - back * A_DAY, "headcount": told.heads_on(back, number)}, self._organiser(code, last))
            for back in (6, 4, 2, 0)
            for number, (code, post) in enumerate(posts.items())
        ]
        self._hands.carry(rota.count, calls, by=self._house(last))

    # ── 新风 ──

    def _set_up(self) -> None:
        codes = sorted({code for team in self._county.teams for code in (team.seat, *team.also)})
        day = told.ENTERED_ON
        texts: Carried = [
            (self._places[code], {"text": text, "adopted_on": on, "adopted_by": how}, self._organiser(code, day))
            for code, text, on, how in told.rules_of(codes)
        ]
        self._hands.carry(customs.adopt, texts, by=self._house(day))
        written = {place.code for place, _, _ in texts}
        calls: Carried = [
            (
                self._places[code],
                {"kind": kind, "since": since, "member_count": count},
                self._organiser(code, day),
            )
            for code, kind, since, count in told.bodies(codes)
            if kind != "village_rules" or code not in written
        ]
        self._hands.carry(customs.set_up, calls, by=self._house(day))

    def _meet(self) -> None:
        """What each month's meetings decided, what was done of it by then, what the next ones were told."""
        held = Meeting.objects.standing().meant_for(MONTHLY).filter(record__side="team")
        rows = held.select_related("record__posting__cadre__person").order_by("record__happened_on", "pk")
        of_month: dict[date, list[Meeting]] = defaultdict(list)
        for row in rows:
            of_month[month_of(row.record.happened_on).since].append(row)
        fates: dict[int, Fate] = {}
        for first in sorted(of_month):
            day = min(add_months(first, 1) - A_DAY, self._last)
            self._ask(of_month[first], day)
            fates |= self._decide(of_month[first], day, len(fates))
            self._finish(fates, day)

    def _writer(self, meeting: Meeting, day: date) -> Actor:
        posting = meeting.record.posting
        if posting is None or not posting.is_there(day):
            return self._organiser(meeting.record.place_code, day)
        return self._people.member(posting.cadre.person.name, day)

    def _decide(self, meetings: Sequence[Meeting], day: date, made: int) -> dict[int, Fate]:
        fates = [told.fate_of(one.record.text, one.record.happened_on, made + n) for n, one in enumerate(meetings)]
        calls: Carried = [
            (
                meeting,
                {"item": fate.item, "decision": fate.decision, "owner": fate.owner, "due_on": fate.due_on},
                self._writer(meeting, day),
            )
            for meeting, fate in zip(meetings, fates, strict=True)
        ]
        rows = self._hands.carry(monthly.decide, calls, by=self._house(day))
        return {row.pk: fate for row, fate in zip(rows, fates, strict=True)}

    def _ask(self, meetings: Sequence[Meeting], day: date) -> None:
        """Of what is still open in the village the first one."""
        codes = {one.record.place_code for one in meetings}
        still = MonthlyItem.objects.filter(state="open", place_code__in=codes).order_by("-decided_on", "-pk")
        open_at = {item.place_code: item for item in still}
        calls: Carried = []
        for number, meeting in enumerate(meetings):
            item = open_at.pop(meeting.record.place_code, None)
            if item is not None and item.decided_on < meeting.record.happened_on:
                given = {"meeting": meeting, "said": told.answer_of(number)}
                calls.append((item, given, self._writer(meeting, day)))
        self._hands.carry(monthly.ask_about, calls, by=self._house(day))

    def _finish(self, fates: dict[int, Fate], day: date) -> None:
        due = {key: fate for key, fate in fates.items() if fate.done_on is not None and fate.done_on <= day}
        rows = MonthlyItem.objects.in_bulk(due)
        calls: Carried = [
            (
                rows[key],
                {"on": fate.done_on, "result": fate.result},
                self._organiser(rows[key].place_code, day),
            )
            for key, fate in due.items()
            if rows[key].state == "open"
        ]
        self._hands.carry(monthly.finish, calls, by=self._house(day))

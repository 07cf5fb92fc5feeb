"""Sessions of the demo county: held by the county, ticked by each township from its roster and its village cadres."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.demo.hands import Hands, grouped
from zhucun.demo.invented import Dice
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_sessions import ANNOUNCED_ON, COMING, ONLINE, ORGANISER, PARTY_SCHOOL, SESSIONS, Told
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import Kind
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import Mode

STRIDE = 37  # so that those who are missing are spread over the townships
OTHERS = 90  # of those spread: where the next session begins to miss
SEED, SECRETARY, OF_VILLAGE = 31, "村党支部书记", Kind.VILLAGE_COMMITTEE


class Teaching:
    """`on(day)` holds the session that ends on the day, or announces the next."""

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands

    days = frozenset({*(one.last_day for one in SESSIONS), ANNOUNCED_ON})

    def on(self, day: date) -> None:
        if day == ANNOUNCED_ON:
            self._announce(COMING, day, [])
        for told in (one for one in SESSIONS if one.last_day == day):
            self._hold(told, day)

    def _hold(self, told: Told, day: date) -> None:
        there = Posting.objects.filter(place_code__startswith=self._home.code).there_on(told.first_day)
        rows = list(there.select_related("cadre__person", "team").order_by("place_code", "pk"))
        came = _came(rows, told.came, SESSIONS.index(told))
        session = self._announce(told, day, came)
        left = {row.pk for row in came[:: told.one_left_of]} if told.one_left_of else set()
        for is_completed in (True, False):
            self._tick(
                session, "postings", [row for row in came if (row.pk not in left) == is_completed], is_completed, day
            )
        self._tick(session, "participants", self._cadres(told, day), True, day)

    def _tick(self, session: TrainingSession, who: str, came: Sequence[Any], is_completed: bool, day: date) -> None:
        """Each township its own."""
        calls = [
            (session, {who: of, "is_completed": is_completed}, self._hands.of("township_organiser", code, day))
            for code, of in grouped(came, lambda row: row.place_code[:9]).items()
        ]
        if calls:
            self._hands.carry(sessions.tick, calls, by=self._hands.house(self._home.code, day))

    def _cadres(self, told: Told, day: date) -> list[Participant]:
        """The first who come are put on the list of their village; which of them come next time goes round."""
        if not told.cadres:
            return []
        known = list(Participant.objects.there().filter(place_code__startswith=self._home.code).order_by("place_code"))
        if not known:
            known = self._list_cadres(told.cadres, day)
        first = SESSIONS.index(told) * STRIDE
        return [known[(first + at) % len(known)] for at in range(min(told.cadres, len(known)))]

    def _list_cadres(self, count: int, day: date) -> list[Participant]:
        """Of every so many villages its secretary, named as its account; listed by their townships."""
        villages = list(Place.objects.filter(code__startswith=self._home.code, kind="village", until__isnull=True))
        chosen = sorted(villages, key=lambda one: one.code)[:: max(1, len(villages) // count)][:count]
        names = Registry(Dice(SEED), set())
        invented = [names.name("female" if at % 4 == 0 else "male", 1966 + at % 24) for at in range(len(chosen))]
        calls = [
            (
                village,
                {
                    "name": self._hands.name_of("village_secretary", village.code) or name,
                    "kind": OF_VILLAGE,
                    "duty": SECRETARY,
                },
                self._hands.of("township_organiser", village.code[:9], day),
            )
            for village, name in zip(chosen, invented, strict=True)
        ]
        made = self._hands.carry(participants.add, calls, by=self._hands.house(self._home.code, day))
        return sorted(made, key=lambda one: one.place_code)

    def _announce(self, told: Told, day: date, came: Sequence[Posting]) -> TrainingSession:
        tell = zip(came[:: max(1, len(came) // 5)], told.topics, strict=False)
        given: dict[str, Any] = {
            name: getattr(told, name)
            for name in ("kind", "mode", "title", "theme", "hosts", "first_day", "last_day", "halfdays")
        }
        given["organiser"] = ORGANISER
        given["venue"] = PARTY_SCHOOL if told.mode == Mode.OFFLINE else ONLINE
        given["speakers"] = "\n".join(f"{row.cadre.person.name}：{topic}" for row, topic in tell)
        officer = self._hands.of("county_officer", self._home.code, day)
        return sessions.announce(self._home, **given, by=officer)


def _came(rows: Sequence[Posting], count: int, nth: int) -> list[Posting]:
    """All but some, who are spread and each time others."""
    missing = max(0, len(rows) - count)
    away = {rows[(at + nth * OTHERS) * STRIDE % len(rows)].pk for at in range(missing)}
    return [row for row in rows if row.pk not in away]

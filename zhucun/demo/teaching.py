"""Sessions of the demo county: held by the county, ticked by each township from its roster."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.demo.hands import Hands, grouped
from zhucun.demo.invented_sessions import ANNOUNCED_ON, COMING, ONLINE, ORGANISER, PARTY_SCHOOL, SESSIONS, Told
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import Mode

STRIDE = 37  # so that those who are missing are spread over the townships


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
        came = _came(rows, told.came)
        session = self._announce(told, day, came)
        left = {row.pk for row in came[:: told.one_left_of]} if told.one_left_of else set()
        house = self._hands.house(self._home.code, day)
        for is_completed in (True, False):
            some = grouped(
                (row for row in came if (row.pk not in left) == is_completed), lambda row: row.place_code[:9]
            )
            calls = [
                (
                    session,
                    {"postings": of, "is_completed": is_completed},
                    self._hands.of("township_organiser", code, day),
                )
                for code, of in some.items()
            ]
            self._hands.carry(sessions.tick, calls, by=house)

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


def _came(rows: Sequence[Posting], count: int) -> list[Posting]:
    """All but a few, who are spread."""
    missing = max(0, len(rows) - count)
    away = {rows[at * STRIDE % len(rows)].pk for at in range(missing)}
    return [row for row in rows if row.pk not in away]

"""村“两委” of the demo county: entered by the organisation department, with by-elections and two renewals since."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhucun.demo import invented
from zhucun.demo import invented_committees as told
from zhucun.demo.hands import Hands
from zhucun.demo.invented_committees import Sitting
from zhucun.demo.village_books import ENTERED_ON
from zhucun.demo.village_books import SECRETARY as SECRETARY_ROLE
from zhucun.org.places.models import Place
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees import renewing
from zhucun.six_ones.committees.models import CommitteeMember

OFFICE = "organisation_department"


class Seating:
    def __init__(self, county: invented.County, places: Mapping[str, Place], hands: Hands) -> None:
        self._county, self._places, self._hands = county, places, hands

    def bring_in(self) -> None:
        secretaries = {one.place_code: one.name for one in self._county.offices if one.role == SECRETARY_ROLE}
        stationed = {one.name for one in self._county.people}
        sitting = told.committees(self._county.places, secretaries, stationed)
        self._enter(sitting)
        self._follow([one for one in sitting if one.follows])
        self._renew([one for one in sitting if one.term_ends_on])

    def _by(self, day: date) -> Any:
        return self._hands.of(OFFICE, self._county.code, day)

    def _enter(self, sitting: list[Sitting]) -> None:
        """As it stood in July 2021: who came since then is not there yet."""
        calls = [(self._places[one.place], _told(one)) for one in sitting]
        self._hands.do(committees.register, calls, by=self._by(ENTERED_ON))

    def _follow(self, coming: list[Sitting]) -> None:
        by, gone = self._by(told.FOLLOW_ON), {(one.place, one.follows) for one in coming}
        rows = CommitteeMember.objects.filter(name__in={name for _, name in gone}, until__isnull=True).order_by("pk")
        leaving = [row for row in rows if (row.place_code, row.name) in gone]
        calls = [(row, {"last_day": told.LAST_DAY, "how": "resigned" if row.pk % 3 else "moved"}) for row in leaving]
        self._hands.do(committees.end, calls, by=by)
        self._hands.do(committees.register, [(self._places[one.place], _as_now(one)) for one in coming], by=by)

    def _renew(self, late: list[Sitting]) -> None:
        """Of those whose term ran out two have been elected anew, all of them as they were."""
        by, places = self._by(told.RENEWED_ON), sorted({one.place for one in late})[: told.RENEWED]
        calls = [
            (
                self._places[place],
                {"on": told.RENEWED_ON, "members": [_seat(one) for one in late if one.place == place]},
            )
            for place in places
        ]
        self._hands.do(renewing.renew, calls, by=by)


def _about(one: Sitting) -> dict[str, Any]:
    posts = {"party_post": one.party_post, "village_post": one.village_post}
    who = {"name": one.name, "sex": one.sex, "birth_month": one.birth_month, "education": one.education}
    return {**who, **posts, "is_party_member": one.is_party_member, "is_returned_talent": one.is_returned}


def _as_now(one: Sitting) -> dict[str, Any]:
    return {**_about(one), "since": one.since, "term_ends_on": one.term_ends_on}


def _told(one: Sitting) -> dict[str, Any]:
    if not one.follows:
        return _as_now(one)
    before = {"name": one.follows, "birth_month": date(1966, 5, 1), "education": 20, "is_returned_talent": False}
    return {**_about(one), **before, "since": told.ELECTED, "term_ends_on": one.term_ends_on}


def _seat(one: Sitting) -> renewing.Seat:
    return renewing.Seat(
        name=one.name, party_post=one.party_post, village_post=one.village_post, birth_month=one.birth_month
    )

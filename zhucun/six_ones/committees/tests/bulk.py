"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import LATELY, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees.models import CommitteeMember

SECRETARY = {"party_post": "secretary", "village_post": "director", "is_party_member": True, "since": LATELY}


@plan("committee.register")
def committee_members_to_register(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {**SECRETARY, "name": "石有粮", "birth_month": date(1980, 5, 6), "education": 40}),
        Told(cast.shiping, {"name": "石有米", "since": LATELY, "village_post": "member", "last_day": TODAY}),
        Told(cast.xihe_village, {**SECRETARY, "name": "西有粮"}),
    ]


def _seated(cast: Cast) -> list[CommitteeMember]:
    return [
        committees.register(cast.shiping, **SECRETARY, name="石有粮", by=cast.actor("clerk")),
        committees.register(cast.xihe_village, **SECRETARY, name="西有粮", by=cast.actor("neighbour")),
    ]


@plan("committee.correct")
def committee_members_to_correct(cast: Cast) -> list[Told]:
    about = {"sex": "male", "birth_month": None, "education": 50, "is_returned_talent": True}
    told = {**SECRETARY, **about, "village_post": "", "term_ends_on": TODAY}
    return [Told(row, {**told, "name": f"{row.name}子"}) for row in _seated(cast)]


@plan("committee.end")
def committee_members_who_leave(cast: Cast) -> list[Told]:
    return [Told(row, {"last_day": LATELY, "how": "resigned"}) for row in _seated(cast)]


@plan("committee.change_post")
def committee_members_who_change_post(cast: Cast) -> list[Told]:
    one, other = _seated(cast)
    return [
        Told(one, {"on": TODAY, "village_post": "director"}),
        Told(other, {"on": TODAY, "party_post": "secretary"}),
    ]


@plan("committee.stay")
def committee_members_who_stay(cast: Cast) -> list[Told]:
    return [Told(row, {"term_ends_on": TODAY}) for row in _seated(cast)]


@plan("committee.renew")
def committees_to_renew(cast: Cast) -> list[Told]:
    one, other = _seated(cast)
    seat = {"party_post": "secretary", "is_party_member": True}
    both = {**seat, "village_post": "director"}
    return [
        Told(one.place, {"on": TODAY, "members": [{**seat, "name": "石后来"}], "phone": "13900139002"}),
        Told(other.place, {"on": TODAY, "members": [{**both, "name": other.name}, {**VILLAGER, "name": "西后来"}]}),
    ]


VILLAGER = {"village_post": "member"}

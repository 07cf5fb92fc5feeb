"""Links between people and households of a village; suggestions that keep to the bounds (R-TASK-08)."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.refused import Refused
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import balancing, linking
from zhucun.six_ones.network.balancing import number_of
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.rules import Holder, Home, balanced

GROUPS = some.one_of(some.none(), some.integers(1, 5))


@given(
    some.lists(some.tuples(GROUPS, some.integers(1, 4)), max_size=5),
    some.lists(some.tuples(GROUPS, some.one_of(some.none(), some.integers(0, 4))), max_size=20),
)
def test_suggestions_keep_to_the_bounds_and_make_nothing_worse(holders: list, homes: list) -> None:
    people = [Holder(at, f"甲{at}", group, most) for at, (group, most) in enumerate(holders)]
    listed = [
        Home(100 + at, group, of if of is not None and of < len(people) else None)
        for at, (group, of) in enumerate(homes)
    ]
    numbers = {n: n for n in range(1, 6)}

    moves = balanced(people, listed, numbers)

    assert moves == balanced(list(reversed(people)), list(reversed(listed)), numbers)
    now = {home.key: home.holder for home in listed}
    before = Counter(of for of in now.values() if of is not None)
    for move in moves:
        assert move.of == now[move.home]
        now[move.home] = move.to
    after = Counter(of for of in now.values() if of is not None)
    most = {one.key: one.most for one in people}
    assert all(after[key] <= max(most[key], before[key]) for key in most)
    gained = {move.to for move in moves}
    assert all(after[key] <= most[key] for key in gained)
    has_room = any(after[key] < most[key] for key in most)
    assert not has_room or all(of is not None for of in now.values())


@pytest.mark.parametrize(
    ("name", "number"), [("3组", 3), ("第十二村民小组", 12), ("十组", 10), ("上冲组", None), ("第三组", 3)]
)
def test_the_number_in_the_name_of_a_group(name: str, number: int | None) -> None:
    assert number_of(name) == number


def person(cast: Cast, name: str = "石爱党", **told: object) -> Linker:
    return network.add(cast.shiping, name=name, since=SINCE, by=operator(), **told)


def home(cast: Cast, name: str = "石老满") -> Household:
    return places.add_household(cast.shiping, head_name=name, since=SINCE, by=operator())


def whose() -> dict[str, str]:
    rows = HouseholdLink.objects.filter(until__isnull=True)
    return dict(rows.values_list("household__head_name", "linker__name"))


def test_a_household_of_another_village_is_refused_in_a_sentence(cast: Cast) -> None:
    away = places.add_household(cast.liuxi, head_name="柳大", since=SINCE, by=operator())

    with pytest.raises(Refused, match="柳大家不在.*联户在一个村里"):
        linking.add(person(cast), household=away, since=TODAY, by=cast.actor("clerk"))


@pytest.mark.parametrize("since", [SINCE, TODAY])
def test_a_move_can_be_taken_back_on_its_first_day_and_later(cast: Cast, since: object) -> None:
    """Begun today and moved today, or begun long ago and moved today."""
    by, one, other = cast.actor("clerk"), person(cast), person(cast, "石护林")
    link = linking.add(one, household=home(cast), since=since, by=by)

    moved = linking.move(link, linker=other, since=TODAY, by=by)
    assert whose() == {"石老满": "石护林"}
    linking.take_back(moved, by=by)

    assert whose() == {"石老满": "石爱党"}
    assert HouseholdLink.objects.count() == 1


def test_suggestions_are_accepted_as_one_and_taken_back_as_one(cast: Cast) -> None:
    by, old = cast.actor("village_secretary"), person(cast, age="old")
    for number in range(7):
        linking.add(old, household=home(cast, f"户{number}"), since=SINCE, by=by)
    home(cast, "没人联")
    person(cast, "石护林")
    before = whose()

    steps = [{"household": one.home, "linker": one.to} for one in balancing.suggestions_for(cast.shiping, by)]
    made = balancing.balance(cast.shiping, steps=steps, by=by)
    assert Counter(whose().values()) == {"石爱党": 5, "石护林": 3}
    with pytest.raises(Refused, match="建议变了"):
        balancing.balance(cast.shiping, steps=steps, by=by)
    balancing.unbalance(made, by=by)

    assert whose() == before


def test_who_goes_leaves_households_to_nobody_and_comes_back_with_them(cast: Cast) -> None:
    by, one, there = cast.actor("clerk"), person(cast), home(cast)
    linking.add(one, household=there, since=SINCE, by=by)

    gone = network.end(one, last_day=TODAY, by=by)
    assert whose() == {}
    network.reopen(gone, by=by)
    assert whose() == {"石老满": "石爱党"}
    places.end_household(there, last_day=TODAY, by=cast.actor("officer"))
    assert whose() == {}


def test_a_page_moves_a_link_and_offers_to_take_it_back(cast: Cast, log_in: Callable) -> None:
    link = linking.add(person(cast), household=home(cast), since=SINCE, by=operator())
    other, clerk = person(cast, "石护林"), log_in("village_secretary")

    sent = {"linker": other.pk, "since": TODAY.isoformat()}
    answer = clerk.post(f"/basics/links/one/{link.pk}/move/", sent, follow=True)

    assert "撤回" in answer.content.decode()
    assert whose() == {"石老满": "石护林"}
    moves = clerk.get(f"/basics/links/{cast.shiping.code}/cards/").content.decode()
    assert "石护林" in moves

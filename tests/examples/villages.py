"""What a village has and what came of the work in it."""

from datetime import timedelta
from typing import Any

from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.org.aid import acts as aid
from zhucun.org.people import acts as people
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as work
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees import renewing
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as village_meetings
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import bringing as bringing_along
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import balancing, linking
from zhucun.six_ones.project_money import acts as project_money
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.village_products import acts as village_products
from zhucun.six_ones.visiting import acts as visiting


def furnish(cast: Cast) -> None:
    clerk, officer = cast.actor("clerk"), cast.actor("officer")
    matters.register(cast.shiping, text="渠道塌了一段", raised_on=TODAY, by=clerk)
    secretary: dict[str, Any] = {"name": "石有粮", "party_post": "secretary", "is_party_member": True}
    committees.register(cast.shiping, **secretary, since=SINCE, by=clerk)
    renewing.renew(cast.shiping, on=TODAY, members=[secretary], by=clerk)
    disputes.register(cast.shiping, text="两家为屋檐滴水吵了起来", raised_on=TODAY, by=clerk)
    clues.report(cast.shiping, text="房子被大水冲了", reported_on=TODAY, by=officer)
    listing.add(cast.shiping, code="990126000001", kind="unstable", entered_on=SINCE, by=officer)
    _bring_back(cast, clerk)
    _develop(cast, clerk)
    _people(cast, officer)
    _live_in_the_village(cast)


def _people(cast: Cast, officer: Actor) -> None:
    home = places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=officer)
    _link(cast, home, officer)
    places.add_group(cast.shiping, name="石坪一组", since=SINCE, by=officer)
    people.add_contact(cast.shiping, name="石新友", unit=cast.archive, since=SINCE, by=officer)
    aid.pair_unit(cast.shiping, unit=cast.water, since=SINCE, by=officer)
    aid.pair_household(cast.shiping, helper_name="石帮扶", unit=cast.water, since=SINCE, by=officer)


def _live_in_the_village(cast: Cast) -> None:
    """A post of the emergency with a member on it; a council, rules, a monthly meeting and what it decided."""
    by, told = cast.actor("first_secretary"), {"since": TODAY, "last_day": TODAY}
    post = rota.open_post(cast.shiping, kind="checkpoint", name="村口", **told, by=by)
    rota.put_on(post, posting=cast.member, **told, by=by)
    rota.count(post, headcount=6, by=by)
    customs.set_up(cast.shiping, kind="morality", since=SINCE, member_count=5, by=by)
    customs.adopt(cast.shiping, text="一、红事不过二十桌。", adopted_on=SINCE, by=by)
    answers: list[Any] = [{"name": "purposes", "value": "village_monthly"}]
    meetings = [
        work.write(cast.team, kind="meeting", text="村月列会", answers=answers, happened_on=day, by=by).meeting
        for day in (TODAY - timedelta(days=30), TODAY)
    ]
    item = village_meetings.decide(meetings[0], item="修渠", decision="先修二组", by=by)
    village_meetings.ask_about(item, meeting=meetings[1], said="挖了一半", by=by)


def _bring_back(cast: Cast, clerk: Actor) -> None:
    answers = [{"name": "purposes", "value": "talent_forum"}]
    told = {"kind": "meeting", "text": "请老乡回来坐坐", "happened_on": TODAY, "answers": answers}
    record = work.write(cast.team, **told, by=cast.actor("member"))
    talents.register(Meeting.objects.get(record=record), text="路修宽一点", by=clerk)
    talents.return_home(cast.shiping, name="石回来", returned_on=TODAY, by=clerk)


def _link(cast: Cast, home: Household, officer: Actor) -> None:
    """Two people, one of whom keeps in touch with the household, and a balance of theirs."""
    for name in ("石爱党", "石护林"):
        linker = network.add(cast.shiping, name=name, since=SINCE, by=officer)
    linking.add(linker, household=home, since=SINCE, by=officer)
    visiting.set_kind(home, kind="ex_poor", since=SINCE, by=officer)
    other = places.add_household(cast.shiping, head_name="石小满", since=SINCE, by=officer)
    move = balancing.suggestions_for(cast.shiping, officer)[0]
    balancing.balance(cast.shiping, steps=[{"household": other.pk, "linker": move.to}], by=officer)


def _develop(cast: Cast, clerk: Actor) -> None:
    """A project with a line of money and a household, a speciality, what the village earned."""
    row = projects.register(cast.shiping, name="香菇大棚", planned_start=TODAY, by=clerk)
    told = {"on": TODAY, "fen": 500_000, "number": "产请〔2022〕1号"}
    project_money.record(row, kind="applied", **told, by=clerk)
    home = places.add_household(cast.shiping, head_name="石老大", since=SINCE, by=operator())
    bringing_along.bring_along(row, household=home, by=clerk)
    village_products.name(cast.shiping, product="香菇", since=SINCE, by=clerk)
    village_products.tell(cast.shiping, year=2021, fen=8_600_000, by=clerk)

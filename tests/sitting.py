"""A bank, a blueprint and a test that people of 东岭镇 sit, made as people make them."""

from datetime import timedelta
from typing import Any

from tests.cast import NOW, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests import answering, blueprints, seats
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.questions import acts as questions

TOPIC = "防返贫监测"
LINES = [
    {"topic": TOPIC, "kind": "single", "difficulty": "easy", "count": 2, "points": 5},
    {"topic": TOPIC, "kind": "multiple", "difficulty": "easy", "count": 1, "points": 10},
    {"topic": TOPIC, "kind": "fill_in", "difficulty": "easy", "count": 1, "points": 5},
]
HOUR = timedelta(hours=1)


def bank(place: Place, by: Actor, *, short: bool = False) -> None:
    """Four single choices whose key is A, two multiple ones whose key is AB, two fill-ins whose answer is 15."""
    told: dict[str, Any] = {"topic": TOPIC, "difficulty": "easy", "by": by}
    for at in range(4):
        options = [f"对的{at}", f"错一{at}", f"错二{at}", f"错三{at}"]
        questions.add(place, kind="single", stem=f"单选第{at}题", options=options, key=[0], **told)
    for at in range(2):
        options = [f"对一{at}", f"对二{at}", f"错一{at}", f"错二{at}"]
        questions.add(place, kind="multiple", stem=f"多选第{at}题", options=options, key=[0, 1], **told)
        questions.add(place, kind="fill_in", stem=f"填空第{at}题，____日内。", key=[["15", "十五"]], **told)
    if short:
        questions.add(place, kind="short", stem="简述识别程序。", key=["申请、入户、评议、公示"], **told)


def planned(cast: Cast, *, who: str = "clerk", place: Place | None = None, **told: Any) -> KnowledgeTest:
    """Of 东岭镇, from an hour ago for three hours; the bank is the county's."""
    by, where = cast.actor(who), place or cast.dongling
    lines = told.pop("lines", LINES)
    blueprint = blueprints.write(where, title=told.pop("named", "二季度"), lines=lines, by=by)
    given = {"title": "乡村振兴知识测验", "opens_at": NOW - HOUR, "closes_at": NOW + 2 * HOUR, "minutes": 60, **told}
    return tests.plan(where, blueprint=blueprint, by=by, **given)


def participant(cast: Cast, name: str = "石会计") -> Participant:
    return participants.add(
        cast.shiping, name=name, kind="village_committee", duty="村委会主任", by=cast.actor("clerk")
    )


def ready(cast: Cast, **told: Any) -> tuple[KnowledgeTest, Seat, Seat]:
    """Drawn: the member of 石坪村 on the phone, a village cadre beside."""
    bank(cast.county, cast.actor("officer"))
    by, row = cast.actor("clerk"), planned(cast, **told)
    mine = seats.seat(row, posting=cast.member, by=by)
    theirs = seats.seat(row, participant=participant(cast), by=by)
    row = tests.draw(KnowledgeTest.objects.get(pk=row.pk), by=by)
    return row, Seat.objects.get(pk=mine.pk), Seat.objects.get(pk=theirs.pk)


def right_answers(seat: Seat) -> list[list[Any]]:
    """Of the bank above."""
    return [{"single": [0], "multiple": [0, 1], "fill_in": ["15"], "short": []}[item.kind] for item in seat.items]


A_TOKEN, A_DIGITS = "abcdefgh12345678", "4071"


def furnished(cast: Cast, *, is_begun: bool = False) -> None:
    """As `ready`, with a slip for the village cadre and an address that is known; begun before anything stops tests."""
    row, _, theirs = ready(cast)
    seats.issue_slips(row, code={str(theirs.pk): A_DIGITS}, by=cast.actor("clerk"))
    KnowledgeTest.objects.filter(pk=row.pk).update(token=A_TOKEN)
    if is_begun:
        answering.start(Seat.objects.get(pk=theirs.pk), by=operator())


def slip_seat() -> Seat:
    return Seat.objects.get(test__token=A_TOKEN, participant__isnull=False)


def member_seat() -> Seat:
    return Seat.objects.get(test__token=A_TOKEN, posting__isnull=False)

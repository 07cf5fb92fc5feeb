"""Five questions for somebody, and what they answered: one's own and no ledger, so written directly, like a draft."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from django.db.models import Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests.drawing import MILLI, Item
from zhucun.training.knowledge_tests.marking import Key, Outcome, mark
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.knowledge_tests.reading import TOWNSHIP_DIGITS, wrong_versions
from zhucun.training.knowledge_tests.rules import SIT, SeatState, TestState
from zhucun.training.practice.choosing import AGAIN_AFTER, five_of
from zhucun.training.practice.models import PractisedQuestion
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import CHOSEN, TRUE_FALSE, QuestionKind, QuestionState

OWN = "account.own"


def bank_for(actor: Actor, place_code: str) -> QuerySet[QuestionVersion]:
    """The county's and one's own township's that are ready; a short answer cannot be checked by oneself."""
    kept_at = (actor.county_code, place_code[:TOWNSHIP_DIGITS])
    current = QuestionVersion.objects.current().filter(question__place_code__in=kept_at)
    return current.filter(question__state=QuestionState.READY).exclude(kind=QuestionKind.SHORT)


def practisable_for(actor: Actor, place_code: str) -> QuerySet[QuestionVersion]:
    """Without what a test draws on that this person may still sit: practice tells the right answers."""
    bank, now = bank_for(actor, place_code), actor.now
    mine = Seat.objects.visible_to(actor, SIT).filter(state__in=[SeatState.WAITING, SeatState.SITTING])
    open_now = mine.filter(opens_at__lte=now, closes_at__gt=now, test__state=TestState.READY)
    drawn_on = {line.cell for seat in open_now.select_related("test") for line in seat.test.all_lines}
    for topic, kind, difficulty in sorted(drawn_on):
        bank = bank.exclude(question__topic=topic, kind=kind, question__difficulty=difficulty)
    return bank


def practised_by(actor: Actor) -> QuerySet[PractisedQuestion]:
    return PractisedQuestion.objects.visible_to(actor, OWN)


def must_not_be_sitting(actor: Actor) -> None:
    """Practice tells the right answers."""
    if Seat.objects.visible_to(actor, SIT).filter(state=SeatState.SITTING).exists():
        raise Refused("你正在答测验。交了卷再来练。")


def five_for(actor: Actor, posting: int, place_code: str) -> list[int]:
    """The versions of the next five."""
    current = dict(practisable_for(actor, place_code).values_list("question_id", "pk"))
    mine = list(practised_by(actor))
    chosen = five_of(
        current,
        again={one.question_id: one.again_on for one in mine if one.again_on},
        seen={one.question_id: one.seen_on for one in mine},
        wrong_in_tests=_missed(posting),
        today=actor.today,
        chance=Random(),
    )
    return [current[one] for one in chosen]


def _missed(posting: int) -> dict[int, date]:
    """Question → the day on which a test found that one does not know it: what a test finds is practised by itself."""
    days = wrong_versions(posting)
    asked = QuestionVersion.objects.filter(pk__in=days).order_by("number").values_list("question_id", "pk")
    return {question: days[version] for question, version in asked}


def item_of(version: QuestionVersion) -> Item:
    """As it stands in the bank, worth one point."""
    options = TRUE_FALSE if version.kind == QuestionKind.TRUE_FALSE else version.options
    return Item(version.pk, version.kind, MILLI, tuple(range(len(options))) if version.kind in CHOSEN else ())


def answered(version: QuestionVersion, answer: Sequence[Any], *, by: Actor) -> bool:
    """Whether it is right; what is not comes again in two weeks."""
    must_not_be_sitting(by)
    if not answer:
        raise Refused("先选一个答案。" if version.kind in CHOSEN else "先写上答案。")
    went = mark(item_of(version), Key(version.kind, version.key), answer, partial="none").outcome is Outcome.RIGHT
    PractisedQuestion.objects.update_or_create(
        account_id=by.account_id,
        question=version.question,
        defaults={"seen_on": by.today, "again_on": None if went else by.today + AGAIN_AFTER},
    )
    return went


def due_again(actor: Actor) -> int:
    return practised_by(actor).filter(Q(again_on__lte=actor.today)).count()

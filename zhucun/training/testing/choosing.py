"""What an organiser chooses from: where, which blueprint, whose names, which lines the bank can fill."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests.drawing import KIND_ORDER, Line
from zhucun.training.knowledge_tests.models import Blueprint
from zhucun.training.knowledge_tests.rules import HOLD
from zhucun.training.participants.models import Participant
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import Difficulty, QuestionKind, QuestionState

USUAL_POINTS = {
    QuestionKind.SINGLE: 2,
    QuestionKind.MULTIPLE: 4,
    QuestionKind.TRUE_FALSE: 2,
    QuestionKind.FILL_IN: 2,
    QuestionKind.SHORT: 10,
}
QUARTERS = ("一", "二", "三", "四")
MONTHS, A_FEW = 3, 3


def seat_of(actor: Actor) -> Place:
    """The office that holds it: the county's, or the township's."""
    codes = actor.scope(HOLD).place
    return Place.objects.filter(code=min(codes, key=len), until__isnull=True).order_by("pk").get()


def usual_title(day: date) -> str:
    return f"{day.year}年{QUARTERS[(day.month - 1) // MONTHS]}季度乡村振兴知识测验"


def blueprints_for(actor: Actor) -> list[Blueprint]:
    """The one used last first."""
    kept = Blueprint.objects.readable_by(actor).filter(is_kept=True).annotate(times=Count("tests"))
    last_first = F("tests__opens_at").desc(nulls_last=True)
    return list(dict.fromkeys(kept.order_by(last_first, "-pk")))


def townships_in(actor: Actor, place: Place) -> list[tuple[str, str]]:
    """None to choose where a township holds it."""
    if place.kind != "county":
        return []
    below = Place.objects.visible_to(actor).filter(kind="township", until__isnull=True)
    return list(below.order_by("position", "code").values_list("code", "name"))


def members_in(actor: Actor, codes: Iterable[str], day: date) -> list[Posting]:
    """In the order of places and teams: who sits beside whom is of one team or the next."""
    there = Posting.objects.visible_to(actor, HOLD).there_on(day).in_order_of_places().select_related("cadre__person")
    rows = there.order_by("township_position", "place_code", "team__number", "cadre__person__name_key", "pk")
    return [one for one in rows if one.place_code.startswith(tuple(codes))]


def participants_in(actor: Actor, codes: Iterable[str]) -> list[Participant]:
    rows = Participant.objects.visible_to(actor, HOLD).there().in_order_of_places()
    ordered = rows.order_by("township_position", "place_code", "name", "pk")
    return [one for one in ordered if one.place_code.startswith(tuple(codes))]


@dataclass(frozen=True)
class Offered:
    """A line the bank could fill, with how many it has."""

    topic: str
    kind: str
    difficulty: str
    there: int
    count: int = 0
    points: int = 0

    @property
    def key(self) -> str:
        return f"{self.topic}\t{self.kind}\t{self.difficulty}"

    @property
    def label(self) -> str:
        return f"{QuestionKind(self.kind).label}，{Difficulty(self.difficulty).label}"


def offered_lines(place_code: str, wanted: Iterable[Line] = ()) -> list[Offered]:
    """Topic by topic; what a blueprint wants and the bank no longer has is there with none."""
    codes = {place_code, place_code[:6]}
    found = QuestionVersion.objects.current().filter(
        question__state=QuestionState.READY, question__place_code__in=codes
    )
    cells = found.order_by().values_list("question__topic", "kind", "question__difficulty").annotate(Count("pk"))
    there = {(topic, kind, hard): count for topic, kind, hard, count in cells}
    asked = {line.cell: line for line in wanted}
    keys = sorted({*there, *asked}, key=_order)
    return [_offered(key, there.get(key, 0), asked.get(key)) for key in keys]


def with_weak(offered: Sequence[Offered], topics: Collection[str]) -> list[Offered]:
    """A few of every line of the topics that a test found to be known least; the others are left to whoever writes."""
    return [replace(one, count=min(A_FEW, one.there)) if one.topic in topics else one for one in offered]


def _order(key: tuple[str, str, str]) -> tuple[str, int, int]:
    return key[0], KIND_ORDER.index(key[1]), Difficulty.values.index(key[2])


def _offered(key: tuple[str, str, str], there: int, line: Line | None) -> Offered:
    return Offered(*key, there, line.count if line else 0, line.points if line else USUAL_POINTS[QuestionKind(key[1])])

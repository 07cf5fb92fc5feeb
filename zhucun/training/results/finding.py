"""What a test found, put together from its answers: by question, by topic, by township; nobody is named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests.marking import Outcome
from zhucun.training.knowledge_tests.models import KnowledgeTest
from zhucun.training.knowledge_tests.reading import Response, responses
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import CHOSEN, TRUE_FALSE
from zhucun.training.results import statistics
from zhucun.training.results.statistics import FEW, FULL, ItemFound, OptionFound, Reliability


@dataclass(frozen=True)
class Reached:
    """So many thousandths of a point out of so many."""

    name: str
    milli: int
    of: int

    @property
    def per_cent(self) -> int:
        return self.milli * 100 // self.of if self.of else 0

    @property
    def words(self) -> str:
        return f"{self.per_cent}%"


@dataclass(frozen=True)
class Township(Reached):
    """`weakest`: the topic of which its people knew least."""

    people: int
    weakest: Reached


@dataclass(frozen=True)
class ItemResult:
    """One question: how it went, and which wrong option was taken most, by how many."""

    found: ItemFound
    most_wrong: tuple[str, int] | None = None
    misleads: bool = False  # of the best, more took a wrong option than the right one

    @property
    def is_doubtful(self) -> bool:
        """The key or the wording wants another look."""
        return self.misleads or (self.found.discrimination is not None and self.found.discrimination < 0)


@dataclass(frozen=True)
class Results:
    people: int
    unjudged: int
    reached: Reached
    reliability: Reliability | None
    items: Mapping[int, ItemResult]
    topics: list[Reached]
    townships: list[Township]


def results_of(test: KnowledgeTest) -> Results:
    """First attempts, four queries; answers that a person has still to judge are left out and counted."""
    found = responses(test)
    marked = [one for one in found if one.outcome is not Outcome.UNJUDGED]
    versions = QuestionVersion.objects.select_related("question").in_bulk({one.version for one in marked})
    shares = _shares(marked)
    return Results(
        people=len({one.seat for one in found}),
        unjudged=len(found) - len(marked),
        reached=_reached("", marked),
        reliability=statistics.reliability(shares),
        items=_items(marked, shares, versions),
        topics=_by_topic(marked, versions),
        townships=_by_township(marked, versions),
    )


def _shares(marked: Iterable[Response]) -> dict[int, dict[int, int]]:
    table: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for one in marked:
        table[one.seat][one.version] = one.milli * FULL // one.points_milli
    return dict(table)


def _items(
    marked: Iterable[Response], shares: statistics.Shares, versions: Mapping[int, QuestionVersion]
) -> dict[int, ItemResult]:
    taken: defaultdict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for one in marked:
        taken[one.version][one.seat] = one.answer
    wholes = statistics.wholes_of(shares)

    def item(version: QuestionVersion, found: ItemFound) -> ItemResult:
        if version.kind not in CHOSEN:
            return ItemResult(found)
        compared = found.asked >= FEW
        upper, lower = statistics.upper_and_lower(shares, wholes, version.pk) if compared else (set(), set())
        options = statistics.of_options(taken[version.pk], upper, lower)
        return ItemResult(found, _most_wrong(version, options), bool(statistics.draws_the_best(options, version.key)))

    return {pk: item(versions[pk], one) for pk, one in statistics.of_items(shares).items()}


def _most_wrong(version: QuestionVersion, options: Mapping[int, OptionFound]) -> tuple[str, int] | None:
    wrong = {at: one.chosen for at, one in options.items() if at not in version.key}
    if not wrong:
        return None
    at = min(wrong, key=lambda one: (-wrong[one], one))
    texts = TRUE_FALSE if version.kind == "true_false" else version.options
    return texts[at], wrong[at]


def _reached(name: str, some: Iterable[Response]) -> Reached:
    rows = list(some)
    return Reached(name, sum(one.milli for one in rows), sum(one.points_milli for one in rows))


def _by_topic(marked: Iterable[Response], versions: Mapping[int, QuestionVersion]) -> list[Reached]:
    """The weakest first."""
    groups: defaultdict[str, list[Response]] = defaultdict(list)
    for one in marked:
        groups[versions[one.version].question.topic].append(one)
    found = [_reached(topic, some) for topic, some in groups.items()]
    return sorted(found, key=lambda one: (one.per_cent, one.name))


def _by_township(marked: Iterable[Response], versions: Mapping[int, QuestionVersion]) -> list[Township]:
    """In the fixed order of places, never by what was reached."""
    groups: defaultdict[str, list[Response]] = defaultdict(list)
    for one in marked:
        groups[one.township].append(one)
    places = Place.objects.filter(code__in=groups, until__isnull=True).order_by("position", "code")
    return [_township(one, groups[one.code], versions) for one in places]


def _township(place: Place, some: list[Response], versions: Mapping[int, QuestionVersion]) -> Township:
    whole = _reached(place.name, some)
    people = len(Counter(one.seat for one in some))
    return Township(place.name, whole.milli, whole.of, people, _by_topic(some, versions)[0])

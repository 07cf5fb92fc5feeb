"""What inspections and letters say of subjects: the list looked at on site, items put right in time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.lib.evidence import Evidence
from zhucun.oversight.onsite.models import PresenceSeen, SiteAnswer, SiteVisit
from zhucun.oversight.onsite.rules import Answer, Seen
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import STANDING
from zhucun.oversight.schemes.registry import Asked, Found, indicator_source
from zhucun.oversight.schemes.rules import ObjectKind

FULL = 10_000  # hundredths of a point
WORTH = {Answer.MEETS: 2, Answer.PARTLY: 1, Answer.NOT_MET: 0}  # of two
SHOWN = 12
OF_TEAMS = (ObjectKind.PERSON, ObjectKind.TEAM)


class Visit(NamedTuple):
    """A record that was handed in, with what its answers came to and who was missing without a word."""

    key: int
    said: str
    hundredths: int
    absent: frozenset[int]

    def worth(self, posting: int | None) -> int:
        """Nothing of a visit at which one was not met counts for oneself."""
        return 0 if posting in self.absent else self.hundredths

    @property
    def evidence(self) -> Evidence:
        return Evidence("site_visit", self.key, self.said, reverse("oversight:visits.one", args=[self.key]))


def visits_of(asked: Asked) -> Mapping[int, list[Visit]]:
    """Team → its visits of the period that looked at something. Three queries."""
    rows = SiteVisit.objects.standing().filter(within_prefixes("place_code", [asked.county_code]))
    rows = rows.filter(visited_on__gte=asked.span.since, visited_on__lt=asked.span.until)
    answers: dict[int, list[int]] = defaultdict(list)
    for visit, answer in SiteAnswer.objects.filter(visit__in=rows, answer__in=WORTH).values_list("visit", "answer"):
        answers[visit].append(WORTH[Answer(answer)])
    absent: dict[int, set[int]] = defaultdict(set)
    missing = PresenceSeen.objects.filter(visit__in=rows, seen=Seen.ABSENT)
    for visit, posting in missing.values_list("visit", "posting"):
        absent[visit].add(posting)
    found: dict[int, list[Visit]] = defaultdict(list)
    for key, team, place, day in rows.order_by("visited_on").values_list("pk", "team", "place__name", "visited_on"):
        if points := answers[key]:
            said = f"{day.month}月{day.day}日{place}，看了 {len(points)} 样"
            hundredths = sum(points) * FULL // (2 * len(points))
            found[team].append(Visit(key, said, hundredths, frozenset(absent[key])))
    return found


@indicator_source("site_findings", "督查逐项看的结果", of=OF_TEAMS)
def site_findings(asked: Asked) -> Mapping[int, Found]:
    """The mean of the visits; of each what held of what was looked at, half for what held in part (R-INS-03)."""
    visits = visits_of(asked)
    is_of_persons = asked.kind == ObjectKind.PERSON
    teams = {one.posting: one.team for one in asked.members} if is_of_persons else {key: key for key in asked.keys}
    return {key: _of_visits(visits.get(team, ()), key if is_of_persons else None) for key, team in teams.items()}


def _of_visits(visits: Sequence[Visit], posting: int | None) -> Found:
    if not visits:
        return Found(None, "这段时间没有督查到，这一项不计。")
    missed = sum(posting in one.absent for one in visits)
    said = f"督查 {len(visits)} 次" + (f"，{missed} 次本人不在、没有登记，那次不得分。" if missed else "。")
    worth = sum(one.worth(posting) for one in visits) // len(visits)
    return Found(worth, said, tuple(one.evidence for one in visits[:SHOWN]))


class Item(NamedTuple):
    key: int
    problem: str
    is_in_time: bool


@indicator_source("letters_in_time", "整改事项按期反馈")
def letters_in_time(asked: Asked) -> Mapping[int, Found]:
    """Of the items whose day came in the period, those replied to by it; a new day after a return counts anew."""
    by_owner: dict[int, list[Item]] = defaultdict(list)
    of_units = asked.kind == ObjectKind.UNIT
    for key, team, unit, problem, due_on, replied_on in _due(asked):
        owner = unit if of_units else team
        if owner is not None:
            by_owner[owner].append(Item(key, problem, replied_on is not None and replied_on <= due_on))
    if asked.kind == ObjectKind.PERSON:
        return {one.posting: _of_items(by_owner.get(one.team, ())) for one in asked.members}
    return {key: _of_items(by_owner.get(key, ())) for key in asked.keys}


def _due(asked: Asked) -> Iterable[tuple]:
    rows = RectificationItem.objects.filter(within_prefixes("place_code", [asked.county_code]), state__in=STANDING)
    rows = rows.filter(due_on__gte=asked.span.since, due_on__lt=min(asked.span.until, asked.day)).order_by(
        "due_on", "pk"
    )
    return rows.values_list("pk", "team", "letter__unit", "problem", "due_on", "replied_on")


def _of_items(items: Sequence[Item]) -> Found:
    if not items:
        return Found(None, "这段时间没有到期的整改事项，这一项不计。")
    late = [one for one in items if not one.is_in_time]
    evidence = tuple(
        Evidence(
            "rectification_item",
            one.key,
            f"“{one.problem}”过了期",
            reverse("oversight:rectification.item", args=[one.key]),
        )
        for one in late[:SHOWN]
    )
    share = (len(items) - len(late)) * FULL // len(items)
    return Found(share, f"到期 {len(items)} 件，按期 {len(items) - len(late)} 件。", evidence)

"""看板: the issues with how far each is, and the items of one of them in four columns, oldest first (screen G4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many, named
from zhucun.oversight.rectification.models import ItemQuerySet, LetterIssue, RectificationItem
from zhucun.oversight.rectification.rules import RUNNING, IssueState, State
from zhucun.oversight.rhythm.figures import SEE_FIGURES
from zhucun.oversight.tracking import words
from zhucun.web.figures import address

MOST_ISSUES, MOST_CLOSED = 24, 12
BESIDES = {
    "oversight.circulars": "督查通报",
    "oversight.accountability": "通报问责",
    "oversight.unit_heads_talked_to": "约谈单位主要负责人",
}
COLUMNS = (
    ("待签收", (State.ISSUED, State.DISPUTED)),
    ("整改中", (State.OPEN,)),
    ("已反馈，待复核", (State.REPLIED, State.SIGNED)),
    ("已销号", (State.CLOSED,)),
)


@dataclass(frozen=True)
class Card:
    item: RectificationItem
    mark: tuple[str, str]


@dataclass(frozen=True)
class Column:
    label: str
    count: int
    cards: list[Card]

    @property
    def left_out(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True)
class IssueLine:
    issue: LetterIssue
    of: int
    closed: int
    is_here: bool = False


@dataclass(frozen=True)
class Sums:
    """Over all issues in reach."""

    issues: int
    items: int
    closed: int
    signed: int
    replied: int
    running: int
    unaccepted: int
    overdue: int

    @property
    def parts(self) -> list[tuple[str, int, str]]:
        """(Words, how many, view of the ledger that lists them)."""
        return [
            ("已销号", self.closed, "closed"),
            ("待复核", self.signed, "signed"),
            ("等乡镇签", self.replied, "replied"),
            ("整改中", self.running, "running"),
            ("待签收", self.unaccepted, "unaccepted"),
            ("其中逾期", self.overdue, "late"),
        ]


@dataclass(frozen=True)
class Board:
    sums: Sums
    lines: list[IssueLine]
    in_hand: list[LetterIssue]
    here: LetterIssue | None
    columns: list[Column] = field(default_factory=list)

    @property
    def drafted(self) -> LetterIssue | None:
        return next((one for one in self.in_hand if one.state == IssueState.DRAFTING), None)


def seen_by(actor: Actor) -> ItemQuerySet:
    return RectificationItem.objects.visible_to(actor).standing()


def board_of(actor: Actor, asked: str) -> Board:
    """`asked` is the key of an issue, "all", or empty: then the latest, of whoever sees few, all that is open."""
    lines = _lines(actor)
    issues = {line.issue.pk: line.issue for line in lines}
    here = issues.get(int(asked)) if asked.isdecimal() else None
    if here is None and asked != "all" and lines and actor.scope().place:
        here = lines[0].issue
    in_hand = LetterIssue.objects.visible_to(actor).in_hand().order_by("-year", "-number")
    marked = [IssueLine(one.issue, one.of, one.closed, one.issue == here) for one in lines]
    return Board(_sums(actor, len(lines)), marked, list(in_hand), here, _columns(actor, here))


def _lines(actor: Actor) -> list[IssueLine]:
    """Newest first, with what of each the reader sees."""
    counted = seen_by(actor).order_by().values_list("letter__issue")
    counts = {
        key: (of, closed)
        for key, of, closed in counted.annotate(of=Count("pk"), closed=Count("pk", filter=Q(state=State.CLOSED)))
    }
    issues = LetterIssue.objects.filter(pk__in=counts).order_by("-year", "-number")
    return [IssueLine(issue, *counts[issue.pk]) for issue in issues[:MOST_ISSUES]]


def _sums(actor: Actor, issues: int) -> Sums:
    late = Q(state__in=RUNNING, due_on__lt=actor.today)
    counted = seen_by(actor).aggregate(
        items=Count("pk"),
        closed=Count("pk", filter=Q(state=State.CLOSED)),
        signed=Count("pk", filter=Q(state=State.SIGNED)),
        replied=Count("pk", filter=Q(state=State.REPLIED)),
        running=Count("pk", filter=Q(state=State.OPEN)),
        unaccepted=Count("pk", filter=Q(state__in=(State.ISSUED, State.DISPUTED))),
        overdue=Count("pk", filter=late),
    )
    return Sums(issues=issues, **counted)


def _columns(actor: Actor, here: LetterIssue | None) -> list[Column]:
    rows = seen_by(actor).select_related("letter").with_repeats()
    rows = rows.filter(letter__issue=here) if here else rows
    found = list(rows.order_by("due_on", "pk"))
    return [_column(label, states, found, actor.today) for label, states in COLUMNS]


def _column(label: str, states: Iterable[State], found: list[RectificationItem], today: date) -> Column:
    rows = [item for item in found if item.state in states]
    if State.CLOSED in states:
        rows.sort(key=lambda item: item.closed_on, reverse=True)
        return Column(label, len(rows), [Card(item, words.mark_of(item, today)) for item in rows[:MOST_CLOSED]])
    return Column(label, len(rows), [Card(item, words.mark_of(item, today)) for item in rows])


def besides(actor: Actor) -> list[tuple[str, str, int, str]]:
    """另: (words, unit, how many, address) of circulars, 问责 and talks of the year, for the county's readers."""
    code = actor.county_code
    if not actor.scope(SEE_FIGURES).covers_place(code):
        return []
    asked = Question(actor, code, actor.today, since=actor.today.replace(month=1, day=1))
    found = ask_many(BESIDES, asked)
    return [
        (label, named(figure_id).unit, found[figure_id].value, address(figure_id, asked))
        for figure_id, label in BESIDES.items()
        if found[figure_id].value
    ]


def next_number(lines: list[IssueLine], in_hand: list[LetterIssue], year: int) -> int:
    numbers = [one.number for one in (*(line.issue for line in lines), *in_hand) if one.year == year]
    return max(numbers, default=0) + 1

"""Papers and answer sheets to print, slips with four digits, and letters entered one person a line."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.lib.asking import EVERY_QUARTER, TOWNSHIP, Ask, asks
from zhucun.training.knowledge_tests import judging, rules, seats
from zhucun.training.knowledge_tests.marked import standing_answers
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.reading import versions_on
from zhucun.training.knowledge_tests.rules import SeatState, Way
from zhucun.training.on_paper import letters
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import CHOSEN, QuestionKind
from zhucun.training.sitting.paper_page import Asked, asked_on
from zhucun.training.sitting.slips import new_digits
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.squares import square

PER_PAGE = 20
ENTER = asks(
    Ask(
        "seat.enter",
        "录入纸卷",
        who_asks="县驻村办",
        basis="应知应会测试（R-TRN-05）",
        how_often=EVERY_QUARTER,
        what_for="纸上答的和手机上答的一样评",
        minutes=10,
        role=TOWNSHIP,
    )
)


def _test(request: HttpRequest, pk: int) -> KnowledgeTest:
    return get_object_or_404(KnowledgeTest.objects.visible_to(request.actor, rules.HOLD), pk=pk)


def _on_paper(test: KnowledgeTest) -> Any:
    rows = test.seats.filter(way=Way.PAPER).exclude(paper=[]).select_related("test", "participant")
    return rows.order_by("place_code", "number")


@dataclass(frozen=True)
class Printed:
    """A paper, kind by kind."""

    seat: Seat
    groups: list[tuple[str, list[Asked]]]
    boxes: list[int]
    blanks: list[tuple[int, tuple[str, ...]]]


def _printed(seat: Seat, versions: dict[int, QuestionVersion]) -> Printed:
    asked = asked_on(seat, {}, versions)
    kinds = list(dict.fromkeys(one.kind for one in asked))
    groups = [(QuestionKind(kind).label, [one for one in asked if one.kind == kind]) for kind in kinds]
    boxes = [one.number for one in asked if one.kind in CHOSEN]
    blanks = [(one.number, one.texts) for one in asked if one.kind == QuestionKind.FILL_IN]
    return Printed(seat, groups, boxes, blanks)


@page(needs=rules.HOLD)
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """All printed papers of the test, each with its own answer sheet and code."""
    row = _test(request, pk)
    rows = list(_on_paper(row))
    versions = versions_on(seat.paper for seat in rows)
    context = {"row": row, "papers": [_printed(seat, versions) for seat in rows]}
    return render(request, "training/on_paper/pages/papers.html", context)


@page(needs=rules.HOLD)
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """The square for all, and with a press a slip for each who has no account; the digits are shown this once."""
    row = _test(request, pk)
    rows = list(
        row.seats.filter(participant__isnull=False, way=Way.ONLINE, state=SeatState.WAITING).order_by(
            "place_code", "pk"
        )
    )
    form = ActForm(request.POST or None, seen=row)
    return _slips_page(request, row, rows, _issued(form, row, rows, request) if form.is_valid() else {})


@require_POST
@page(needs=rules.HOLD)
def one_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """For one whose slip is lost or was guessed at; the others keep theirs."""
    held = Seat.objects.visible_to(request.actor, rules.HOLD).filter(participant__isnull=False, way=Way.ONLINE)
    seat = get_object_or_404(held.select_related("test"), pk=pk, state__in=[SeatState.WAITING, SeatState.SITTING])
    form = ActForm(request.POST, seen=seat.test)
    form.full_clean()
    return _slips_page(request, seat.test, [seat], _issued(form, seat.test, [seat], request))


def _issued(form: ActForm, row: KnowledgeTest, rows: list[Seat], request: HttpRequest) -> dict[str, str]:
    digits = {str(seat.pk): new_digits() for seat in rows}
    if not form.do(seats.issue_slips, row, by=request.actor, told={"code": digits}):
        raise Refused(str(next(iter(form.errors.values()))[0]))
    return digits


def _slips_page(request: HttpRequest, row: KnowledgeTest, rows: list[Seat], digits: dict[str, str]) -> HttpResponse:
    address = request.build_absolute_uri(reverse("training:sit", args=[row.token]))
    context = {
        "row": row,
        "address": address,
        "square": square(address),
        "slips": [(seat, digits[str(seat.pk)]) for seat in rows] if digits else [],
        "people": len(rows),
        "locked": [seat for seat in rows if seat.is_locked and not digits],
        "has_slips": any(seat.slip for seat in rows),
        "pressing": ActForm(seen=row),
    }
    answer = render(request, "training/on_paper/pages/slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@dataclass
class Line:
    """One person's letters as they were typed, what is wrong with them, and the texts of what is not chosen."""

    seat: Seat
    typed: str
    texts: list[tuple[int, int, str]]  # item, blank, text
    error: str = ""
    is_done: bool = False


@page(needs=rules.HOLD)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Twenty people a page, who has none yet first; a line that is doubtful stays, with what to look at."""
    row = _test(request, pk)
    rows = _asked_for(request, row)
    versions = versions_on(seat.paper for seat in rows)
    if request.method == "POST":
        lines = [_taken(request, seat, versions) for seat in rows]
        if not any(line.error for line in lines):
            return redirect("training:tests.enter" if _waiting(row).exists() else "training:tests.one", pk)
        lines = [line for line in lines if not line.is_done]
    else:
        kept = standing_answers(rows)
        lines = [_line(seat, kept.get(seat.pk, {}), versions) for seat in rows]
    context = {"row": row, "lines": lines, "waiting": _waiting(row).count(), "ask": ENTER}
    return render(request, "training/on_paper/pages/enter.html", context)


@require_POST
@page(needs=rules.HOLD)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """A line as it was left: what it is read as, or what to look at; nothing is written."""
    seat = get_object_or_404(Seat.objects.visible_to(request.actor, rules.HOLD).exclude(paper=[]), pk=pk)
    asked, typed = [seat.items[at] for at in _chosen(seat)], request.POST.get(f"letters_{pk}", "")
    context = {"error": "", "read_as": ""}
    if typed.strip():
        try:
            context["read_as"] = letters.shown(letters.read(typed, asked), asked)
        except letters.Doubtful as doubt:
            context["error"] = str(doubt)
    return render(request, "training/on_paper/pages/_checked.html", context)


def _waiting(row: KnowledgeTest) -> Any:
    return _on_paper(row).filter(state=SeatState.WAITING)


def _asked_for(request: HttpRequest, row: KnowledgeTest) -> list[Seat]:
    asked = [int(one) for one in request.POST.getlist("seat") or request.GET.getlist("seat") if one.isdecimal()]
    return list(_on_paper(row).filter(pk__in=asked)[:PER_PAGE] if asked else _waiting(row)[:PER_PAGE])


def _chosen(seat: Seat) -> list[int]:
    return [at for at, item in enumerate(seat.items) if item.kind in CHOSEN]


def _line(seat: Seat, answers: dict[int, Any], versions: dict[int, QuestionVersion]) -> Line:
    items, chosen = seat.items, _chosen(seat)
    typed = letters.shown([answers.get(at, []) for at in chosen], [items[at] for at in chosen]) if answers else ""
    texts = [
        (one.number, blank, text)
        for one in asked_on(seat, answers, versions)
        if one.kind not in CHOSEN
        for blank, text in enumerate(one.texts, start=1)
    ]
    return Line(seat, typed, texts)


def _taken(request: HttpRequest, seat: Seat, versions: dict[int, QuestionVersion]) -> Line:
    """A line left empty is left alone; the others are entered, each by itself."""
    items, chosen, typed = seat.items, _chosen(seat), request.POST.get(f"letters_{seat.pk}", "")
    given: dict[int, Any] = {
        at: [one.strip() for one in request.POST.getlist(f"text_{seat.pk}_{at + 1}")]
        for at, item in enumerate(items)
        if item.kind not in CHOSEN
    }
    line = _line(seat, given, versions)
    line.typed = typed
    if not typed.strip() and not any(any(texts) for texts in given.values()):
        return line
    try:
        read = letters.read(typed, [items[at] for at in chosen]) if chosen else []
        given |= dict(zip(chosen, read, strict=True))
        judging.enter(seat, letters=[given.get(at, []) for at in range(len(items))], by=request.actor)
        line.is_done = True
    except letters.Doubtful as doubt:
        line.error = str(doubt)
    except Refused as refusal:
        line.error = refusal.sentence
    return line

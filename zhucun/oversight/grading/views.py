"""考核: the cycles there are, one of them with a township's sheets, its steps, its list, what a weight would change."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused, SomeRefused
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.assessment import deciding, opening, passing, rules
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.reading import judged_of, standing_of
from zhucun.oversight.assessment.rules import CYCLES, CycleState, SheetState
from zhucun.oversight.assessment.sensitivity import Sheet, changes
from zhucun.oversight.grading import lists
from zhucun.oversight.grading.cycle_page import request_page, ticked
from zhucun.oversight.grading.forms import OpenForm
from zhucun.oversight.grading.moving import moved_of
from zhucun.oversight.grading.sheet_page import shown_of
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import Cycle, State
from zhucun.oversight.schemes.rules import ObjectKind
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page


def cycle_of(request: HttpRequest, pk: int, needs: str | None = None) -> AssessmentCycle:
    rows = AssessmentCycle.objects.visible_to(request.actor, needs).select_related("scheme")
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """Cycles, the latest first, with how many sheets of the reader's reach are decided."""
    actor = request.actor
    cycles = AssessmentCycle.objects.visible_to(actor).order_by("-since", "object_kind", "pk")
    reached = ScoreSheet.objects.visible_to(actor).order_by().values("cycle")
    counted = {
        row["cycle"]: row
        for row in reached.annotate(n=Count("pk"), decided=Count("pk", filter=Q(state=SheetState.DECIDED)))
    }
    context = {
        "rows": [(one, counted[one.pk], WORDS[CycleState(one.state)]) for one in cycles if one.pk in counted],
        "due": _due(request),
        "may_manage": actor.may(rules.MANAGE),
    }
    return render(request, "oversight/grading/pages/list.html", context)


WORDS = {
    CycleState.COLLECTING: ("running", "正在评分"),
    CycleState.DECIDING: ("running", "县里核定"),
    CycleState.PUBLICITY: ("waits", "公示"),
    CycleState.CLOSED: ("done", "办完了"),
}


def _due(request: HttpRequest) -> list[tuple[CadenceItem, str]]:
    """Quarters that wait for their assessment and have none of persons yet, with the address that opens one."""
    actor = request.actor
    if not actor.may(rules.MANAGE):
        return []
    begun = AssessmentCycle.objects.visible_to(actor).filter(object_kind=ObjectKind.PERSON).values("period")
    items = CadenceItem.objects.visible_to(actor, rules.MANAGE).filter(cycle=Cycle.QUARTER, state=State.DUE)
    new = reverse("oversight:assessment.new")
    return [
        (one, f"{new}?object_kind=person&cycle=quarter&period={one.period}")
        for one in items.exclude(period__in=begun).order_by("-period")
    ]


@page(needs=rules.MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    county = get_object_or_404(
        Place.objects.visible_to(request.actor, rules.MANAGE), kind=Kind.COUNTY, code=request.actor.county_code
    )
    form = OpenForm(request.POST or None, initial={"object_kind": "person", "cycle": "quarter", **request.GET.dict()})
    if form.is_valid() and form.do(opening.open_cycle, county, by=request.actor):
        return redirect("oversight:assessment.one", pk=form.outcome)
    words = {
        "heading": "开始考核",
        "question": "按在用的方案，给每个人（队、单位）开一张表，能从记录里算的马上算好。",
        "crumbs": [(reverse("oversight:assessment"), "考核")],
        "submit_label": "开始",
        "cancel_url": reverse("oversight:assessment"),
        "cancel_label": "先不开始",
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_of(request, pk)
    shown = request_page(request, cycle)
    if not shown.sheets:
        raise Http404
    if len(shown.sheets) == 1 and shown.lines[0].is_own:
        return redirect(shown.lines[0].url)
    actor = request.actor
    may_decide = cycle.is_open and actor.scope(rules.DECIDE).covers_place(cycle.county_code)
    context = {
        "cycle": cycle,
        "shown": shown,
        "blocks": lists.blocks_of(shown.lines),
        "may_decide": may_decide,
        "ticked": ticked(shown.shown) if may_decide else 0,
        "rates": lists.rates_of(cycle, actor, shown.sides),
        "opened": next((shown_of(line, actor) for line in shown.lines if line.sheet.pk == shown.opened), None),
        "verbs": _verbs(cycle, request, left=shown.left),
        "pressing": ActForm(seen=cycle),
        "sees_all": actor.may(rules.SEE_SCORES),
        "words": WORDS[CycleState(cycle.state)],
        "follows": lists.followed_of(cycle, actor),
    }
    return render(request, "oversight/grading/pages/one.html", context)


STEPS: dict[str, tuple[Act, str]] = {
    "collect": (opening.collect, "再汇总一次"),
    "stop": (passing.stop_rating, "评分截止"),
    "again": (passing.rate_again, "重新放开评分"),
    "publish": (passing.publish, "转入公示"),
    "close": (passing.close, "结果运用"),
}
MOVES = {"stop": "decide_all", "again": "rate_again", "publish": "publish", "close": "close"}


def _verbs(cycle: AssessmentCycle, request: HttpRequest, *, left: int) -> list[tuple[str, str]]:
    """(Step, label) of what may be done with the cycle now; none is published with sheets still to decide."""
    if not request.actor.scope(rules.MANAGE).covers_place(cycle.county_code):
        return []
    possible = set(CYCLES.possible(cycle, request.actor))
    return [
        (step, label)
        for step, (_, label) in STEPS.items()
        if not (step == "publish" and left)
        if (cycle.is_open if step == "collect" else MOVES[step] in possible)
    ]


@page(needs=rules.MANAGE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Those that cannot be taken back are asked about once more."""
    if verb not in STEPS:
        raise Http404
    cycle, (act, label) = cycle_of(request, pk, rules.MANAGE), STEPS[verb]
    here = reverse("oversight:assessment.one", args=[pk])
    form = ActForm(request.POST or None, seen=cycle)
    if form.is_valid() and form.do(act, cycle, by=request.actor):
        messages.success(request, DONE[verb])
        return redirect(here)
    words = {
        "heading": label,
        "question": ASKED[verb],
        "submit_label": label,
        "cancel_url": here,
        "cancel_label": "先不办",
    }
    crumbs = [(reverse("oversight:assessment"), "考核"), (here, str(cycle))]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, **words})


ASKED = {
    "collect": "把刚进台账的再算一遍；已经核定的不变。",
    "stop": "乡镇、单位不再评分，县里接着核定。可以重新放开。",
    "again": "乡镇、单位又可以评分、改分。",
    "publish": "核定的等次从此只能因申诉改动。公示名单不写分数。",
    "close": "等次记进每个人的履职记录，这一季的考核办完；一般、较差等按后果表提出后面要办的事，由领导定。不能撤回。",
}
DONE = {
    "collect": "汇总好了。",
    "stop": "评分截止了。",
    "again": "又可以评分了。",
    "publish": "转入公示了。",
    "close": "等次记下了，后面要办的事已经提出。",
}


@require_POST
@page(needs=rules.DECIDE)
def decide_ticked(request: HttpRequest, pk: int) -> HttpResponse:
    """Each as proposed; whatever needs a reason is refused by name, and then none is decided."""
    cycle = cycle_of(request, pk, rules.DECIDE)
    keys = {int(key) for key in request.POST.getlist("sheet") if key.isdecimal()}
    sheets = list(ScoreSheet.objects.visible_to(request.actor, rules.DECIDE).of(cycle).filter(pk__in=keys))
    standing = standing_of(cycle)
    told = [Told(one, {"grade": grade}) for one in sheets if (grade := standing[one.pk].proposed.grade)]
    try:
        deciding.decide.many(told, by=request.actor)
    except SomeRefused as refusal:
        index, first = refusal.lines[0]
        raise Refused(f"{told[index].row.whose}：{first.sentence}这次一个也没有核定。") from None
    messages.success(request, f"核定了 {len(told)} 份。")
    township = request.POST.get("township", "")
    return redirect(f"{reverse('oversight:assessment.one', args=[pk])}?township={township}")


@page(needs=rules.SEE)
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """核定表: everybody, to filter, export and print."""
    cycle = cycle_of(request, pk)
    table = lists.table_of(cycle, request)
    return render(request, "oversight/grading/pages/table.html", {"cycle": cycle, "table": table})


@page(needs=rules.SEE_SCORES)
def sensitivity(request: HttpRequest, pk: int) -> HttpResponse:
    """R-ASS-08: whose proposed grade hangs on one weight or one side."""
    cycle = cycle_of(request, pk, rules.SEE_SCORES)
    shown = request_page(request, cycle)
    lines = {one.sheet.pk: one for one in shown.lines}
    sheets = [Sheet(judged_of(one.sheet, one.stands.total), one.stands.parts) for one in shown.lines]
    found = changes(shown.lines[0].stands.rules, sheets) if shown.lines else []
    rows = [(one.what, moved_of(one.changed, lines, shown.townships)) for one in found]
    context = {"cycle": cycle, "rows": rows, "count": len(sheets)}
    return render(request, "oversight/grading/pages/sensitivity.html", context)


@require_POST
@page(needs=rules.DECIDE)
def undecide(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = get_object_or_404(ScoreSheet.objects.visible_to(request.actor, rules.DECIDE), pk=pk)
    press(request, deciding.undecide, sheet)
    return redirect("oversight:assessment.sheet", pk=pk)

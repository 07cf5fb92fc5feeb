"""应急值守岗位: a day, a week, one post; opening it, laying out who stands there, counting heads."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.lib.asked_days import day_in
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.duty_rota import forms, lists, reading
from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost
from zhucun.six_ones.duty_rota.periods import Period, periods_in
from zhucun.six_ones.duty_rota.rules import A_DAY, KEEP, SEE
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

TOWNSHIP_DIGITS = 9
POSTS_A_PAGE = 30


def day_asked(request: HttpRequest) -> date:
    return day_in(request.GET.get("day", "")) or request.actor.today


def places_of(actor: Actor) -> list[Place]:
    """Where one may open a post: the villages of one's territory, or those one's team serves."""
    reach, there = actor.scope(KEEP), Place.objects.as_of(actor.today).filter(kind__in=SERVED)
    own = there.filter(within_prefixes("code", reach.place)) if reach.place else there.none()
    if reach.team:
        own |= there.filter(pk__in=TeamPlace.objects.as_of(actor.today).filter(team__in=reach.team).values("place"))
    return list(own.order_by("code"))


def codes_of(actor: Actor) -> list[str]:
    """The territories one looks at: one's own, or those of the villages one's teams serve."""
    reach = actor.scope(SEE)
    if reach.place:
        return list(reach.place)
    served = TeamPlace.objects.as_of(actor.today).filter(team__in=reach.team)
    return sorted(set(served.values_list("place__code", flat=True)))


def periods_on(actor: Actor, day: date) -> list[Period]:
    return periods_in(codes_of(actor), day, day + A_DAY)


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    actor, day = request.actor, day_asked(request)
    rows = lists.listed(RotaPost.objects.visible_to(actor), day)
    table = lists.posts_table(request, day).bind(request, rows)
    periods = periods_on(actor, day)
    context = {
        "table": table,
        "day": day,
        "is_today": day == actor.today,
        "steps": _steps(request, day),
        "periods": periods,
        "coming": [] if periods else periods_in(codes_of(actor), actor.today, actor.today + timedelta(days=30)),
        "last_on": None if periods else _last_on(actor, day),
        "sums": _sums(actor, day),
        "press": ActForm(),
        "may_open": bool(periods) and actor.may(KEEP) and day >= actor.today,
        "copies": _to_copy(actor, day) if actor.today <= day <= actor.today + A_DAY else [],
    }
    return render(request, "six_ones/duty_rota/pages/list.html", context)


def _last_on(actor: Actor, day: date) -> date | None:
    """Before the day, when posts were open last."""
    until = RotaPost.objects.visible_to(actor).filter(until__lte=day).aggregate(last=Max("until"))["last"]
    return until - A_DAY if until else None


def _steps(request: HttpRequest, day: date) -> dict[str, str]:
    def to(other: date) -> str:
        asked = request.GET.copy()
        asked["day"] = other.isoformat()
        asked.pop("page", None)
        return f"{request.path}?{asked.urlencode()}"

    return {"before": to(day - A_DAY), "after": to(day + A_DAY), "week": f"{reverse('six_ones:rota.week')}?day={day}"}


def _sums(actor: Actor, day: date) -> dict[str, int]:
    """Of all posts in reach that day, whatever the list is narrowed to."""
    posts = list(RotaPost.objects.visible_to(actor).standing().as_of(day).with_day(day))
    return {
        "posts": len(posts),
        "people": sum(one.people for one in posts),
        "headcount": sum(one.headcount or 0 for one in posts),
        "counted": sum(1 for one in posts if one.headcount is not None),
        "empty": sum(1 for one in posts if not one.people),
    }


@page(needs=SEE)
def week(request: HttpRequest) -> HttpResponse:
    """Seven days from Monday, post by post; where nobody is stands out."""
    actor, day = request.actor, day_asked(request)
    since = reading.monday_of(day)
    until = since + reading.DAYS_OF_WEEK * A_DAY
    found = RotaPost.objects.visible_to(actor).standing().overlapping(since, until).select_related("place")
    posts = list(found.order_by("place_code", "pk"))
    days = reading.days_of(posts, since, until)
    shown = Paginator(posts, POSTS_A_PAGE).get_page(request.GET.get("page"))
    address = reverse("six_ones:rota.week")
    context = {
        "since": since,
        "last": until - A_DAY,
        "today": actor.today,
        "days": [since + n * A_DAY for n in range(reading.DAYS_OF_WEEK)],
        "rows": [(one, days[one.pk]) for one in shown],
        "shown": shown,
        "sums": _sums_of_week(days, since),
        "before": f"{address}?day={since - A_DAY}",
        "after": f"{address}?day={until}",
    }
    return render(request, "six_ones/duty_rota/pages/week.html", context)


def _sums_of_week(days: dict[int, list[reading.DaySeen]], since: date) -> list[dict[str, Any]]:
    """Each day: posts, people of the teams, heads, posts without anybody."""
    found = []
    for n in range(reading.DAYS_OF_WEEK):
        seen = [of[n] for of in days.values() if of[n].is_open]
        found.append(
            {
                "day": since + n * A_DAY,
                "posts": len(seen),
                "people": sum(one.people for one in seen),
                "headcount": sum(one.headcount or 0 for one in seen),
                "empty": sum(1 for one in seen if one.is_empty),
            }
        )
    return found


@page(needs=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    actor, places = request.actor, places_of(request.actor)
    names = dict(Place.objects.filter(code__in={one.code[:9] for one in places}).values_list("code", "name"))
    kinds = [(one.key, one.label) for one in policy.of(actor).rota.kinds]
    periods = periods_on(actor, actor.today)
    last = periods[0].until - A_DAY if periods else None
    form = forms.OpenForm(
        request.POST or None,
        places=forms.places_offered(places, names),
        kinds=kinds,
        initial={"since": actor.today, "last_day": last, "place": request.GET.get("place", "")},
    )
    if form.is_valid():
        told = form.told()
        place = next(one for one in places if one.code == told["place"])
        del told["place"]
        if form.do(rota.open_post, place, by=actor, told=told):
            offer(request, rota.open_post, form.outcome, text="开了岗位")
            return redirect("six_ones:rota.one", pk=form.outcome)
    return render(request, "six_ones/duty_rota/pages/new.html", {"form": form, "periods": periods})


def post_of(request: HttpRequest, pk: int, needs: str | None = None) -> RotaPost:
    return get_object_or_404(RotaPost.objects.visible_to(request.actor, needs).select_related("place"), pk=pk)


@page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    actor, row = request.actor, post_of(request, pk)
    since, until = reading.days_to_look_at(row, actor.today)
    stands = row.withdrawn_on is None and row.until > actor.today
    may = actor.may(KEEP) and stands and _reaches(row, actor)
    duties = reading.named(PostDuty.objects.standing().filter(post=row)).order_by("-until", "pk")
    context = {
        "row": row,
        "kind": lists.kind_names(request).get(row.kind, row.kind),
        "days": reading.days_of([row], since, until)[row.pk],
        "today": actor.today,
        "duties": [(duty, may and duty.until > actor.today) for duty in duties],
        "may": may,
        "pressing": lambda: ActForm(),
        "counting": _counting(row, actor) if may and row.since <= actor.today else None,
    }
    return render(request, "six_ones/duty_rota/pages/one.html", context)


def _reaches(row: RotaPost, actor: Actor) -> bool:
    return RotaPost.objects.visible_to(actor, KEEP).filter(pk=row.pk).exists()


def _counting(row: RotaPost, actor: Actor, data: Any = None) -> forms.CountForm:
    told = RotaDay.objects.filter(post=row, day=actor.today).values_list("headcount", flat=True).first()
    return forms.CountForm(data, initial={"day": actor.today, "headcount": told})


@page(needs=KEEP)
def count(request: HttpRequest, pk: int) -> HttpResponse:
    row = post_of(request, pk, KEEP)
    form = _counting(row, request.actor, request.POST or None)
    if form.is_valid() and form.do(rota.count, row, by=request.actor):
        return redirect("six_ones:rota.one", pk=pk)
    context = {"row": row, "form": form, "heading": "报到岗人数", "submit_label": "报上"}
    return render(request, "six_ones/duty_rota/pages/asked.html", context)


@page(needs=KEEP)
def put_on(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = post_of(request, pk, KEEP), request.actor
    first = max(row.since, actor.today)
    form = forms.PutOnForm(
        request.POST or None,
        people=people_for(row, actor),
        initial={"since": first, "last_day": min(row.last_day, first + 6 * A_DAY)},
    )
    if form.is_valid() and form.do(rota.put_on, row, by=actor):
        offer(request, rota.put_on, form.outcome, text="排上了")
        return redirect("six_ones:rota.one", pk=pk)
    context = {"row": row, "form": form, "heading": "排队员", "submit_label": "排上"}
    return render(request, "six_ones/duty_rota/pages/asked.html", context)


def people_for(row: RotaPost, actor: Actor) -> list[Posting]:
    """Of the team that serves the village first, then the others of the township, as far as one sees them."""
    there = Posting.objects.visible_to(actor, SEE_ROSTER).there_on(max(row.since, actor.today))
    here = there.filter(within_prefixes("place_code", [row.place_code[:TOWNSHIP_DIGITS]]))
    hidden = ("cadre__person__phone", "cadre__person__id_number")
    people = list(here.select_related("cadre__person", "team").defer(*hidden).order_by("place_code", "pk"))
    teams = set(TeamPlace.objects.as_of(actor.today).filter(place=row.place).values_list("team", flat=True))
    return sorted(people, key=lambda posting: posting.team_id not in teams)


@page(needs=KEEP)
def last_day(request: HttpRequest, pk: int) -> HttpResponse:
    row = post_of(request, pk, KEEP)
    form = forms.LastDayForm(request.POST or None, seen=row, initial={"last_day": row.last_day})
    if form.is_valid() and form.do(rota.extend, row, by=request.actor):
        return redirect("six_ones:rota.one", pk=pk)
    context = {"row": row, "form": form, "heading": "改最后一天", "submit_label": "就这天"}
    return render(request, "six_ones/duty_rota/pages/asked.html", context)


@require_POST
@page(needs=KEEP)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    key = press(request, rota.withdraw, post_of(request, pk, KEEP))
    offer(request, rota.withdraw, key, text="撤回了")
    return redirect("six_ones:rota")


@require_POST
@page(needs=KEEP)
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(PostDuty.objects.visible_to(request.actor, KEEP).select_related("post__place"), pk=pk)
    key = press(request, rota.take_off, duty)
    if duty.since >= request.actor.today:
        offer(request, rota.take_off, key, text="撤下了")
    return redirect("six_ones:rota.one", pk=duty.post_id)


@require_POST
@page(needs=KEEP)
def copy(request: HttpRequest) -> HttpResponse:
    """照前一天排, at everything one has: a village, a township, a place that one's team serves."""
    actor, day = request.actor, day_in(request.POST.get("day", "")) or request.actor.today
    place = get_object_or_404(Place.objects.visible_to(actor, KEEP), code=request.POST.get("place", ""))
    key = press(request, rota.copy, place, day=day)
    offer(request, rota.copy, key, text="照前一天排好了", day=day)
    return redirect(f"{reverse('six_ones:rota')}?day={day}")


def _to_copy(actor: Actor, day: date) -> list[Place]:
    """Where something was laid out the day before: the territory one keeps, or each of the places one's teams serve."""
    before = PostDuty.objects.visible_to(actor, KEEP).standing().as_of(day - A_DAY)
    if not actor.may(KEEP) or not before.exclude(until__gt=day).exists():
        return []
    reach, there = actor.scope(KEEP), Place.objects.as_of(actor.today)
    served = TeamPlace.objects.as_of(actor.today).filter(team__in=reach.team).values("place")
    return list(there.filter(code__in=reach.place) if reach.place else there.filter(pk__in=served).order_by("code"))

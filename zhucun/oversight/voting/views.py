"""民主测评: the list, opening, one rating with its counts, the paper for a meeting, the slips for villagers."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.once import carry_out_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.files.rules import FileKind
from zhucun.oversight.rating import acts as ratings
from zhucun.oversight.rating import reading, rules, slips
from zhucun.oversight.rating.models import RatingSession, SurveySlip, without_session
from zhucun.oversight.rating.rules import FLOW, RatingKind, SessionState
from zhucun.oversight.rhythm.periods import period_of
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.oversight.voting import lists
from zhucun.oversight.voting.forms import BallotsForm, CountsForm, OpenForm, ReasonForm, SlipsForm
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.squares import square


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    may_hold = request.actor.may(rules.HOLD)
    rows = RatingSession.objects.visible_to(request.actor).select_related("team").with_slips().in_order_of_places()
    table = lists.sessions_table(may_hold).bind(request, rows)
    context = {"table": table, "may_hold": may_hold, "kinds": RatingKind.choices}
    return render(request, "oversight/voting/pages/list.html", context)


def cycles_to_hold(request: HttpRequest) -> list[tuple[str, str]]:
    """The quarter that is over, the one that runs, and the year."""
    now = period_of(Cycle.QUARTER, request.actor.today)
    before = period_of(Cycle.QUARTER, now.since.replace(day=1).fromordinal(now.since.toordinal() - 1))
    keys = [reading.key_of(one.key) for one in (before, now)] + [str(request.actor.today.year)]
    return [(key, lists.cycle_words(key)) for key in keys]


@page(needs=rules.HOLD)
def new(request: HttpRequest) -> HttpResponse:
    """For the teams of a township that have none yet, all at once."""
    cycles, places = cycles_to_hold(request), lists.townships(request)
    asked = request.GET
    cycle = asked.get("cycle") if asked.get("cycle") in dict(cycles) else cycles[0][0]
    kind = RatingKind.SURVEY if asked.get("kind") == RatingKind.SURVEY else RatingKind.MEETING
    township = asked.get("township") if asked.get("township") in dict(places) else (places[0][0] if places else "")
    teams = list(_teams_without(request, cycle, kind, township))
    initial = {"held_on": request.actor.today, "teams": [team.pk for team in teams]}
    form = OpenForm(request.POST or None, teams=[(team.pk, str(team)) for team in teams], initial=initial)
    if kind == RatingKind.SURVEY:
        del form.fields["judges_members"]
    else:
        del form.fields["until_on"]
    if form.is_valid() and form.tries(lambda: _open(form, teams, cycle, kind, request)):
        return redirect(f"{reverse('oversight:rating')}?cycle={cycle}&kind={kind}&township={township}")
    context = {
        "form": form,
        "teams": teams,
        "cycles": cycles,
        "cycle": cycle,
        "kind": kind,
        "kinds": RatingKind.choices,
    }
    return render(request, "oversight/voting/pages/new.html", {**context, "townships": places, "township": township})


def _teams_without(request: HttpRequest, cycle: str, kind: str, township: str) -> Any:
    teams = Team.objects.visible_to(request.actor, rules.HOLD).as_of(request.actor.today)
    there = teams.filter(place_code__gte=township, place_code__lt=f"{township}~")
    return there.filter(without_session(cycle, kind)).order_by("place_code", "number")


def _open(form: OpenForm, teams: list[Team], cycle: str, kind: str, request: HttpRequest) -> int:
    given = form.cleaned_data
    wanted = [team for team in teams if str(team.pk) in given["teams"]]
    told = {
        "cycle": cycle,
        "kind": kind,
        "held_on": given["held_on"],
        "until_on": given.get("until_on"),
        "judges_members": given.get("judges_members", False),
    }

    calls = [Told(team, told) for team in wanted]
    return carry_out_many(ratings.open_session, calls, sent=given.get("sent"), by=request.actor)


def session_of(request: HttpRequest, pk: int, needs: str | None = None) -> RatingSession:
    rows = RatingSession.objects.visible_to(request.actor, needs).select_related("team").with_slips()
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = session_of(request, pk)
    may_hold = request.actor.may(rules.HOLD)
    has_counts = row.state in (SessionState.GATHERED, SessionState.CLOSED) and not row.is_void
    context = {
        "row": row,
        "cycle": lists.cycle_words(row.cycle),
        "mark": {"open": "running", "gathered": "waits", "closed": "done", "cancelled": "todo"}[row.state],
        "judged": reading.judged_in(row, request.actor) if has_counts else [],
        "verbs": FLOW.possible(row, request.actor) if may_hold else [],
        "may_hold": may_hold,
        "is_over": row.until_on < request.actor.today,
        "pressing": ActForm(seen=row),
        "slips_form": _slips_form(request, row),
        "photos": StoredFile.objects.visible_to(request.actor).of(row) if may_hold else [],
    }
    return render(request, "oversight/voting/pages/one.html", context)


def _slips_form(request: HttpRequest, row: RatingSession) -> SlipsForm | None:
    is_running = row.state == SessionState.OPEN and request.actor.today <= row.until_on
    if not (row.is_survey and is_running and request.actor.may(rules.HOLD)):
        return None
    return SlipsForm(seen=row, initial={"count": policy.of(request.actor).rating.slips_per_team})


@page(needs=rules.HOLD)
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    row = session_of(request, pk, rules.HOLD)
    form = BallotsForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(ratings.gather, row, by=request.actor, told={"ballots": form.ballots}):
        return redirect("oversight:rating.one", pk=pk)
    return render(request, "oversight/voting/pages/ballots.html", {"form": form, "row": row})


@page(needs=rules.HOLD)
def counts(request: HttpRequest, pk: int) -> HttpResponse:
    """The piles of the team, or with `of` those of one member."""
    row = session_of(request, pk, rules.HOLD)
    found = reading.judged_in(row, request.actor)
    asked = request.GET.get("of", "")
    judged = next((one for one in found if str(one.key or "") == asked), None)
    if judged is None or row.state != SessionState.GATHERED:
        return redirect("oversight:rating.one", pk=pk)
    form = CountsForm(request.POST or None, request.FILES or None, seen=row, session=row, judged=judged)
    if form.is_valid():
        posting = Posting.objects.get(pk=judged.key) if judged.key else None
        if form.do(ratings.enter, row, by=request.actor, told={"counts": form.counts, "posting": posting}):
            _keep_photos(request, row, form.cleaned_data["photos"])
            return redirect(_next_to_count(row, found, judged))
    answers = row.form["topics"][0]["answers"]
    return render(
        request,
        "oversight/voting/pages/counts.html",
        {"form": form, "row": row, "judged": judged, "answers": answers},
    )


def _keep_photos(request: HttpRequest, row: RatingSession, photos: list[UploadedFile]) -> None:
    """What cannot be kept is said; the counts stand."""
    try:
        for photo in photos:
            kept = session_of(request, row.pk, rules.HOLD)  # as the counts have left it
            ratings.attach(kept, upload=Upload(FileKind.PHOTO, photo.read()), by=request.actor)
    except Refused as refusal:
        messages.warning(request, f"票数记下了，照片没有留下：{refusal.sentence}")


def _next_to_count(row: RatingSession, found: list[reading.Judged], judged: reading.Judged) -> str:
    rest = [one for one in found if not one.is_entered and one is not judged]
    if not rest:
        return reverse("oversight:rating.one", args=[row.pk])
    return f"{reverse('oversight:rating.counts', args=[row.pk])}?of={rest[0].key or ''}"


@require_POST
@page(needs=rules.HOLD)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, ratings.close, session_of(request, pk, rules.HOLD))
    return redirect("oversight:rating.one", pk=pk)


@page(needs=rules.HOLD)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = session_of(request, pk, rules.HOLD)
    form = ReasonForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(ratings.cancel, row, by=request.actor):
        return redirect("oversight:rating.one", pk=pk)
    return render(request, "oversight/voting/pages/cancel.html", {"form": form, "row": row})


@page(needs=rules.SEE)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """民主测评表 without names, for whoever votes (R-DOC-09)."""
    row = session_of(request, pk)
    there = Posting.objects.as_of(row.held_on).filter(team=row.team_id).select_related("cadre__person")
    members = [posting.cadre.person.name for posting in there.order_by("seat_since", "pk")]
    subjects = [row.team.name, *(members if row.judges_members else [])]
    context = {"row": row, "subjects": subjects, "groups": rules.Group.choices, "cycle": lists.cycle_words(row.cycle)}
    return render(request, "oversight/voting/pages/sheet.html", context)


@require_POST
@page(needs=rules.HOLD)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The slips are drawn from the answer: nobody can see them a second time."""
    row = session_of(request, pk, rules.HOLD)
    form = SlipsForm(request.POST, seen=row)
    if not form.is_valid():
        raise Refused("写要几张，最多 400 张。")
    codes = slips.new_codes(form.cleaned_data["count"])
    if not form.do(ratings.issue_slips, row, by=request.actor, told={"code": codes}):
        raise Refused(str(next(iter(form.errors.values()))[0]))
    if not SurveySlip.objects.filter(digest=slips.digest(codes[0])).exists():
        raise Refused("这一批条已经出过，码只显示一次。没印出来的，先作废没用的条，再出一批。")
    addresses = [request.build_absolute_uri(reverse("oversight:rating.say", args=[code])) for code in codes]
    context = {"row": row, "squares": [(address, square(address)) for address in addresses]}
    answer = render(request, "oversight/voting/pages/slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@page(needs=rules.HOLD)
def void(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, ratings.void_slips, session_of(request, pk, rules.HOLD))
    return redirect("oversight:rating.one", pk=pk)

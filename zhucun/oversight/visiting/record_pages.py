"""Recording a visit at the desk; the form itself is the phone's too."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.files.rules import FileKind
from zhucun.oversight.onsite import acts as onsite
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.facts import Facts
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.visiting import going
from zhucun.oversight.visiting.site_form import SiteForm
from zhucun.policy import in_force as policy
from zhucun.web.page import page

MOST_OFFERED = 30
MOST_BEFORE = 5


def teams_called(text: str, by: Actor, needs: Permission = rules.RECORD) -> list[Team]:
    """Teams that may be gone to, or written of, by place, name or number."""
    rows = Team.objects.visible_to(by, needs).as_of(by.today)
    if not text.strip():
        return []
    return list(rows.called_like(text.strip(), by.today).order_by("place_code", "pk")[:MOST_OFFERED])


def team_to_record(request: HttpRequest, pk: int) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.actor, rules.RECORD), pk=pk)


def site_form(request: HttpRequest, team: Team, *, kept: SiteVisit | None = None) -> SiteForm:
    """With who is expected on the day and what their days say: of today, or of the record that is corrected."""
    by = request.actor
    day = kept.visited_on if kept else by.today
    facts = Facts([(team, day)], by)
    villages = [(one.place.code, one.place.name) for one in facts.served(team, day)]
    return SiteForm(
        request.POST or None,
        request.FILES or None,
        people=facts.people_of(team, day),
        policy=policy.of(by, day),
        day=day,
        villages=villages,
        drawn=None if kept else going.drawn_of(team, by),
        kept=kept,
        signed=by.name,
        before=found_before(team, by, day),
    )


def found_before(team: Team, by: Actor, day: date) -> list[Finding]:
    """What is asked after where a team is looked at again; nothing that was let go."""
    rows = Finding.objects.visible_to(by, rules.SEE).filter(team=team, found_on__lt=day)
    return list(rows.exclude(state=rules.FindingState.DROPPED).order_by("-found_on", "-pk")[:MOST_BEFORE])


def handed_in(request: HttpRequest, form: SiteForm, team: Team) -> SiteVisit | None:
    """Done, and its photos after it: one that cannot be kept does not keep the record from being handed in."""
    if not (form.is_valid() and form.do(onsite.hand_in, team, by=request.actor)):
        return None
    visit = SiteVisit.objects.visible_to(request.actor).get(pk=form.outcome)
    if not StoredFile.objects.of(visit).exists():
        keep_photos(request, visit, form.cleaned_data.get("photos", []))
    return visit


def keep_photos(request: HttpRequest, visit: SiteVisit, photos: list[UploadedFile]) -> str:
    """Empty when all are kept, else why one is not."""
    try:
        for photo in photos:
            onsite.attach(visit, upload=Upload(FileKind.PHOTO, photo.read()), by=request.actor)
    except Refused as refusal:
        return refusal.sentence
    return ""


@page(needs=rules.RECORD)
def choose(request: HttpRequest) -> HttpResponse:
    """Where one's group goes today; where no lot sent anybody the team is looked for by its village."""
    text = request.GET.get("q", "")
    by = request.actor
    found = {"text": text, "teams": teams_called(text, by), "most": MOST_OFFERED}
    found |= {"title": "记现场督查", "route": "oversight:visits.record"}
    context = {**found, "groups": going.own_groups(by), "may_choose": bool(by.scope(rules.RECORD).place)}
    return render(request, "oversight/visiting/pages/choose.html", context)


@page(needs=rules.RECORD)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_to_record(request, pk)
    form = site_form(request, team)
    if visit := handed_in(request, form, team):
        return redirect("oversight:visits.one", pk=visit.pk)
    return render(request, "oversight/visiting/pages/record.html", {"form": form, "team": team})


@page(needs=rules.RECORD)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    visit = get_object_or_404(
        SiteVisit.objects.visible_to(request.actor, rules.RECORD).select_related(*SiteVisit.NAMED_WITH), pk=pk
    )
    if not onsite.is_untouched(visit):
        return redirect("oversight:visits.one", pk=pk)
    form = site_form(request, visit.team, kept=visit)
    if form.is_valid() and form.do(onsite.correct, visit, by=request.actor):
        return redirect("oversight:visits.one", pk=pk)
    return render(request, "oversight/visiting/pages/record.html", {"form": form, "team": visit.team, "visit": visit})

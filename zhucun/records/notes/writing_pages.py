"""Writing a record at the desk, on the phone alike: the form, the act, and what was photographed after it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.records.notes import acts as work
from zhucun.records.notes import rules
from zhucun.records.notes.forms import FORM_OF, NoteForm
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.noting import Offer
from zhucun.records.notes.writing import SIDE_OF
from zhucun.records.registry import Side
from zhucun.web.addresses import own_path
from zhucun.web.page import page
from zhucun.web.undo import offer as offer_undo

ACTS: dict[Side, Act] = {
    Side.TEAM: work.write,
    Side.TOWNSHIP: work.write_at,
    Side.OFFICE: work.write_at,
    Side.UNIT: work.write_for_unit,
}


def note_form(request: HttpRequest, about: Team | Place | Unit) -> NoteForm:
    """With the kind, the day, the place and the household that the address names."""
    offer = Offer(about, request.actor)
    names = ("kind", "happened_on", "team", "place")
    asked: dict[str, Any] = {name: request.GET[name] for name in names if request.GET.get(name)}
    if homes := request.GET.getlist("household"):
        asked["households"] = homes
    return FORM_OF[offer.side](request.POST or None, request.FILES or None, offer=offer, initial=asked)


def written(request: HttpRequest, form: NoteForm) -> bool:
    """Done, with 撤回 on the next page. A photo that cannot be kept does not keep the words from being kept."""
    offer = form.offer
    act = ACTS[offer.side]
    if not (form.is_valid() and form.do(act, offer.about, by=request.actor)):
        return False
    lost = _attach(request, form)
    offer_undo(request, act, form.outcome, text=f"记下了。{lost}" if lost else "记下了，已送达")
    return True


def _attach(request: HttpRequest, form: NoteForm) -> str:
    """A sending repeated finds the files there already."""
    record = WorkRecord.objects.visible_to(request.actor).get(pk=form.outcome)
    if not form.uploads or work.StoredFile.objects.of(record).exists():
        return ""
    told = (attached(request, record, kind, upload) for kind, upload in form.uploads)
    return next((word for word in told if word), "")


def attached(request: HttpRequest, record: WorkRecord, kind: FileKind, upload: UploadedFile) -> str:
    """Empty when it is kept, else why it is not."""
    try:
        work.attach(record, upload=Upload(kind, upload.read()), by=request.actor)
    except Refused as refusal:
        return f"{kind.label}没存上：{refusal.sentence}"
    return ""


def goes_to(form: NoteForm) -> str:
    """记这一次，自动进：what a record of a team enters without being told twice."""
    today = form.offer.actor.today
    if form.offer.side is Side.TEAM:
        return (
            f"我的日志、村里的台账、{today.month} 月月报"
            if form.offer.is_own
            else f"工作队的台账、{today.month} 月月报"
        )
    return "三位一体里这一项、工作记录" if form.offer.side is not Side.OFFICE else "工作记录、调度"


@page(needs=rules.WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """To the form of one's own: a member's team, a township, a unit, the county."""
    actor, asked = request.actor, request.GET.urlencode()
    own = Posting.objects.there_on(actor.today).filter(cadre__person=actor.person_id or 0).first()
    reach = actor.scope(rules.WRITE)
    if own is not None:
        where = reverse("records:note.team", args=[own.team_id])
    elif reach.place:
        where = reverse("records:note.place", args=[reach.place[0]])
    elif units := sorted(reach.sender | reach.backer):
        where = reverse("records:note.unit", args=[units[0]])
    else:
        raise Http404
    return redirect(f"{where}?{asked}" if asked else where)


@page(needs=rules.WRITE)
def of_team(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's own, or 代记: by whoever is in charge of the team's territory."""
    team = get_object_or_404(Team.objects.visible_to(request.actor, rules.WRITE), pk=pk)
    return _page(request, team, reverse("dispatch:teams.one", args=[pk]), team.name)


@page(needs=rules.WRITE)
def of_place(request: HttpRequest, code: str) -> HttpResponse:
    seen = Place.objects.visible_to(request.actor, rules.WRITE).filter(kind__in=SIDE_OF, until__isnull=True)
    place = get_object_or_404(seen, code=code)
    return _page(request, place, reverse("records:work"), place.name)


@page(needs=rules.WRITE)
def of_unit(request: HttpRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor, rules.WRITE), pk=pk)
    return _page(request, unit, reverse("dispatch:units.one", args=[pk]), unit.name)


def _page(request: HttpRequest, about: Team | Place | Unit, up: str, name: str) -> HttpResponse:
    form = note_form(request, about)
    back = own_path(request.GET.get("back", ""), reverse("records:work"))
    offer = form.offer
    if (
        offer.side is Side.TEAM
        and not offer.is_own
        and not request.actor.scope(rules.WRITE).covers_place(about.place_code)
    ):
        raise Http404
    if written(request, form):
        return redirect(back)
    context: dict[str, Any] = {
        "form": form,
        "crumbs": [(up, name)],
        "heading": "记一笔" if offer.is_own else "代记一笔",
        "question": "什么事、哪天，一句就够；别的都可以不填。"
        if offer.is_own
        else "记在你自己的名下，写明替谁记、为什么。",
        "cancel_url": back,
        "goes_to": goes_to(form),
    }
    return render(request, "records/notes/pages/note.html", context)

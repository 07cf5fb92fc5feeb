"""Keeping places: each page is one form that does one act, and leads back to the place (permission place.keep)."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.lib.positions import shown_degrees
from zhucun.org.places import acts as places
from zhucun.org.places import rules
from zhucun.org.places.forms import (
    CloseForm,
    CorrectForm,
    GroupForm,
    LocateForm,
    PlaceForm,
    ReasonForm,
    RenameForm,
    TagForm,
    UntagForm,
)
from zhucun.org.places.models import Place, PlaceTag, VillageGroup
from zhucun.org.places.rules import Kind
from zhucun.web.forms import ActForm
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

NOT_TO_BE_CLOSED_BY_A_FORM = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)


def address_of(place: Place) -> str:
    if place.kind in rules.SERVED:
        return reverse("dispatch:villages.one", args=[place.code])
    return f"{reverse('dispatch:villages')}?where={place.code}"


def kept(request: HttpRequest, pk: int) -> Place:
    """A place that the actor may keep."""
    reached = Place.objects.visible_to(request.actor, rules.KEEP).exclude(kind__in=NOT_TO_BE_CLOSED_BY_A_FORM)
    return get_object_or_404(reached.select_related("parent"), pk=pk)


def form_page(request: HttpRequest, form: ActForm, place: Place | None, **words: Any) -> HttpResponse:
    """`words`: heading, question, submit_label, and what else web/pages/form.html draws."""
    crumbs = [(reverse("dispatch:villages"), "点位")]
    if place is not None:
        crumbs.append((address_of(place), place.name))
    context = {"form": form, "crumbs": crumbs, "cancel_url": crumbs[-1][0], **words}
    return render(request, "web/pages/form.html", context)


def done(
    request: HttpRequest, place: Place, text: str, act: Act | None = None, key: int = 0, **told: Any
) -> HttpResponse:
    """Back to the place, with what was done; where the act has an inverse, with 撤回."""
    if act is not None:
        offer(request, act, key, text=text, **told)
    else:
        messages.success(request, text)
    return redirect(address_of(place))


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """A village or community in a township that is chosen, or what may stand under the place given as `?under=`."""
    under = _under(request)
    form = PlaceForm(request.POST or None, by=request.actor, under=under, initial={"since": request.actor.today})
    if form.is_valid():
        told = form.told()
        parent = told.pop("under", under)
        if form.do(places.add, parent, by=request.actor, told=told):
            made = Place.objects.get(pk=form.outcome)
            said = f"登记了{made.name}，代码 {made.code}"
            return done(request, made, said, places.add, made.pk, last_day=made.since, reason="登记错了")
    what = Kind.SITE.label if under and under.kind in rules.SERVED else "点位"
    where = f"登记在{under.name}之下。" if under else "村、社区登记在乡镇之下；集中安置点到它所在的村那一页登记。"
    return form_page(request, form, under, heading=f"登记{what}", question=where, submit_label="登记")


def _under(request: HttpRequest) -> Place | None:
    asked = request.GET.get("under", "")
    if not asked:
        return None
    reached = Place.objects.visible_to(request.actor, rules.KEEP).filter(until__isnull=True)
    allowed = reached.filter(kind__in=(Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE, Kind.COMMUNITY))
    return get_object_or_404(allowed, pk=asked if asked.isdecimal() else 0)


@page(needs=rules.KEEP)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept(request, pk)
    form = RenameForm(request.POST or None, seen=place, initial={"since": request.actor.today})
    if form.is_valid() and form.do(places.rename, place, by=request.actor):
        return done(request, place, f"{place.name}改名为{form.cleaned_data['name']}。")
    return form_page(
        request, form, place, heading=f"{place.name}更名", question="旧名留着，按日子各算各的。", submit_label="更名"
    )


@page(needs=rules.KEEP)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept(request, pk)
    form = CorrectForm(request.POST or None, seen=place, initial={"name": place.name})
    if form.is_valid() and form.do(places.correct, place, by=request.actor):
        return done(request, place, "名称更正了。")
    return form_page(
        request, form, place, heading=f"更正{place.name}的名称", question="登记时写错了字。", submit_label="更正"
    )


@page(needs=rules.KEEP)
def locate(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept(request, pk)
    known = {name: shown_degrees(value) for name in ("north", "east") if (value := getattr(place, name)) is not None}
    form = LocateForm(request.POST or None, seen=place, initial=known)
    if form.is_valid() and form.do(places.locate, place, by=request.actor):
        return done(request, place, f"{place.name}的位置记下了。")
    return form_page(
        request,
        form,
        place,
        heading=f"{place.name}在哪里",
        question="只用来算路有多远：组队时看离家远近。不公开，也不导出。没有填的村按乡镇驻地算。",
        submit_label="记下",
    )


@page(needs=rules.KEEP)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept(request, pk)
    initial = {"last_day": request.actor.today}
    form = CloseForm(request.POST or None, place=place, by=request.actor, seen=place, initial=initial)
    if form.is_valid() and form.do(places.close, place, by=request.actor):
        return done(request, place, f"{place.name}撤并了", places.close, place.pk)
    words = {"question": "记录都留着，只是从这天以后不再算。它的类别同一天结束。", "submit_label": f"撤并{place.name}"}
    return form_page(request, form, place, heading=f"撤并{place.name}", danger=True, **words)


@page(needs=rules.KEEP)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept(request, pk)
    form = ReasonForm(request.POST or None, seen=place)
    if form.is_valid() and form.do(places.reopen, place, by=request.actor):
        return done(request, place, f"{place.name}恢复了。")
    words = {"question": "撤并是弄错了：点位和同一天结束的类别一起恢复。", "submit_label": "恢复"}
    return form_page(request, form, place, heading=f"恢复{place.name}", **words)


@page(needs=rules.KEEP)
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept(request, pk)
    form = TagForm(request.POST or None, place=place, initial={"since": request.actor.today})
    if form.is_valid() and form.do(places.tag, place, by=request.actor):
        label = rules.Tag(form.cleaned_data["tag"]).label
        return done(request, place, f"{place.name}加了{label}", places.tag, form.outcome)
    words = {"question": "一个点位可以同时占几类；派不派队按本县办法。", "submit_label": "加上"}
    return form_page(request, form, place, heading=f"{place.name}加一类", **words)


def _tag_of(request: HttpRequest, pk: int) -> PlaceTag:
    reached = PlaceTag.objects.visible_to(request.actor, rules.KEEP).filter(until__isnull=True)
    return get_object_or_404(reached.select_related("place"), pk=pk)


@page(needs=rules.KEEP)
def untag(request: HttpRequest, pk: int) -> HttpResponse:
    row = _tag_of(request, pk)
    yesterday = request.actor.today - timedelta(days=1)
    form = UntagForm(request.POST or None, seen=row, initial={"last_day": max(yesterday, row.since)})
    label = row.get_tag_display()
    if form.is_valid() and form.do(places.untag, row, by=request.actor):
        return done(request, row.place, f"{row.place.name}不再是{label}", places.untag, row.pk)
    words = {
        "question": f"{row.since:%Y-%m-%d} 起是{label}。以前的日子照算。",
        "submit_label": "就到这天",
        "also": ("登记错了，从来不是", reverse("places:place.withdraw_tag", args=[row.pk])),
    }
    return form_page(request, form, row.place, heading=f"{row.place.name}不再是{label}", **words)


@page(needs=rules.KEEP)
def withdraw_tag(request: HttpRequest, pk: int) -> HttpResponse:
    row = _tag_of(request, pk)
    form = ReasonForm(request.POST or None, seen=row)
    label = row.get_tag_display()
    if form.is_valid() and form.do(places.withdraw_tag, row, by=request.actor):
        return done(request, row.place, f"{label}撤回了，哪一天都不算。")
    words = {"question": "从来不是这一类：哪一天都不算它。", "submit_label": "撤回", "danger": True}
    return form_page(request, form, row.place, heading=f"撤回{row.place.name}的{label}", **words)


@page(needs=rules.KEEP)
def group(request: HttpRequest, pk: int) -> HttpResponse:
    village = kept(request, pk)
    form = GroupForm(request.POST or None, initial={"since": request.actor.today})
    if form.is_valid() and form.do(places.add_group, village, by=request.actor):
        name, since = form.cleaned_data["name"], form.cleaned_data["since"]
        return done(request, village, f"登记了{name}", places.add_group, form.outcome, last_day=since)
    return form_page(
        request, form, village, heading=f"{village.name}登记一组", question="村民小组。", submit_label="登记"
    )


@page(needs=rules.SEE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    reached = Place.objects.visible_to(request.actor, rules.SEE)
    place = get_object_or_404(reached, pk=pk)
    context = {
        "place": place,
        "back": address_of(place),
        "history": whole_history([place], kinds=(Place, PlaceTag, VillageGroup)),
    }
    return render(request, "org/places/pages/history.html", context)

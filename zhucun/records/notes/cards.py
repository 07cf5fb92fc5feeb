"""What records add to pages below: the latest notes of a team, a person, a village (screens P3, P5, P12)."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.parts import (
    Part,
    member_page_parts_come_from,
    place_page_parts_come_from,
    team_page_parts_come_from,
    unit_page_parts_come_from,
)
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.lib.periods import Span, year_of
from zhucun.org.places.models import Place
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE, WRITE
from zhucun.records.registry import Side, label_of

CARD, COUNTS = "records/notes/pages/_card.html", "records/notes/pages/_place_card.html"
STYLES = ("records/notes.css",)
SHOWN = 5


def latest(rows: QuerySet, until: date) -> list[WorkRecord]:
    """The last few, without who is in them: one query."""
    named = rows.standing().filter(happened_on__lte=until).select_related("posting__cadre__person", "place")
    hidden = [f"posting__cadre__person__{name}" for name in ("phone", "id_number")]
    return list(named.defer(*hidden).order_by("-happened_on", "-pk")[:SHOWN])


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    actor, team = shown.actor, shown.team
    if not actor.may(SEE):
        return
    rows = WorkRecord.objects.visible_to(actor).filter(team=team, side=Side.TEAM)
    reach = actor.scope(WRITE)
    may_write = shown.day == actor.today and (team.pk in reach.team or reach.covers_place(team.place_code))
    yield Part(
        CARD,
        {
            "notes": latest(rows, shown.day),
            "all_url": f"{reverse('records:work')}?team={team.pk}",
            "write_url": _note_url(team.pk) if may_write else "",
            "write_label": "记一笔" if team.pk in reach.team else "代记一笔",
            "more_url": reverse("records:report", args=[team.pk]),
            "more_label": "月报",
            "has_names": True,
        },
        order=30,
        styles=STYLES,
    )


def _note_url(team: int) -> str:
    return f"{reverse('records:note.team', args=[team])}?back={reverse('dispatch:teams.one', args=[team])}"


@member_page_parts_come_from
def of_member(file: MemberFile) -> Iterator[Part]:
    actor, cadre = file.actor, file.cadre
    if not (file.postings and actor.may(SEE)):
        return
    rows = WorkRecord.objects.visible_to(actor).of_person(cadre.pk).filter(side=Side.TEAM)
    diary = reverse("records:diary", args=[cadre.pk])
    yield Part(
        CARD,
        {"notes": latest(rows, actor.today), "all_url": diary, "more_url": diary, "more_label": "民情日记"},
        order=30,
        is_aside=True,
        styles=STYLES,
    )


@unit_page_parts_come_from
def of_units(units: Collection[int], actor: Actor) -> Iterator[Part]:
    """What a unit itself wrote: hearings, visits; its people's notes stand with their team."""
    if not (units and actor.may(SEE)):
        return
    rows = WorkRecord.objects.visible_to(actor).filter(unit__in=units, side=Side.UNIT)
    reach, first = actor.scope(WRITE), min(units)
    may_write = len(units) == 1 and first in reach.sender | reach.backer
    all_url = f"{reverse('records:work')}?unit={first}"
    yield Part(
        CARD,
        {
            "notes": latest(rows, actor.today),
            "all_url": all_url,
            "more_url": all_url,
            "more_label": "看全部",
            "write_url": reverse("records:note.unit", args=[first]) if may_write else "",
            "write_label": "记一笔",
        },
        order=30,
        styles=STYLES,
    )


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    """This year's records of the village by kind, and the last few."""
    if not actor.may(SEE):
        return
    year = year_of(actor.today)
    here = WorkRecord.objects.visible_to(actor).filter(within_prefixes("place_code", [place.code]))
    yield Part(
        COUNTS,
        {
            "year": actor.today.year,
            "counts": _counts(here, year),
            "notes": latest(here, actor.today),
            "all_url": f"{reverse('records:work')}?place={place.code}",
        },
        order=30,
        styles=STYLES,
    )


def _counts(rows: QuerySet, span: Span) -> list[tuple[str, int]]:
    of_year = rows.standing().happened_in(span.since, span.last_day + timedelta(days=1)).order_by()
    counted = of_year.values("kind").annotate(n=Count("pk")).values_list("kind", "n")
    return sorted(((label_of(kind), n) for kind, n in counted), key=lambda one: -one[1])

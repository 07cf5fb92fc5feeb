"""关爱 on a team's and a township's page: who has no cover today, how many checks, the last visits (P3, P12)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from, township_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.incentives.benefits.models import AccidentInsurance, CareVisit, HealthCheck, postings_reached
from zhucun.incentives.benefits.reading import CARE_VISIT, CHECK, COVER, KINDS, dated_of
from zhucun.incentives.benefits.rules import SEE
from zhucun.incentives.living.models import LivingConditions
from zhucun.incentives.living.rules import SEE as SEE_LIVING
from zhucun.org.places.models import Place

CARD = "incentives/by_person/pages/_card.html"


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    """Those of the team whom the reader reaches: a unit sees its own people."""
    actor = shown.actor
    if actor.may(SEE):
        postings = postings_reached(actor).filter(team=shown.team).on_post(shown.day)
        if counted := _counted(postings, actor):
            yield Part(CARD, counted, order=71, is_aside=True)


@township_page_parts_come_from
def of_township(place: Place, actor: Actor) -> Iterator[Part]:
    if not actor.may(SEE):
        return
    postings = postings_reached(actor).filter(within_prefixes("place_code", [place.code])).on_post(actor.today)
    if counted := _counted(postings, actor):
        if actor.may(SEE_LIVING):
            rows = LivingConditions.objects.visible_to(actor).latest()
            here = rows.filter(within_prefixes("place_code", [place.code]), is_lacking=True)
            counted |= {"lacking": here.count(), "living_url": reverse("incentives:living")}
        asked = f"?township={place.code}"
        lists = {"people": f"{reverse('incentives:benefits.people')}{asked}"}
        yield Part(CARD, {**counted, **lists, "visits": f"{reverse('incentives:benefits.visits')}{asked}"}, order=80)


def _counted(postings: QuerySet[Posting], actor: Actor) -> dict[str, Any]:
    """Two queries; of the day itself, not of the year's lines."""
    cadres, today = set(postings.values_list("cadre", flat=True)), actor.today
    if not cadres:
        return {}
    covered = AccidentInsurance.objects.covering(today).of_cadres(cadres)
    checked = HealthCheck.objects.standing().of_cadres(cadres).filter(year=today.year)
    visits = CareVisit.objects.standing().of_cadres(cadres).filter(on__year=today.year)
    found: dict[int, dict[int, date]] = {kind: {} for kind in KINDS}
    for kind, cadre, day, _ in dated_of(covered, checked, visits):
        found[kind][cadre] = max(day, found[kind].get(cadre, day))
    return {
        "of": len(cadres),
        "uncovered": len(cadres - set(found[COVER])),
        "checked": len(found[CHECK]),
        "visited": len(found[CARE_VISIT]),
        "last_visit": max(found[CARE_VISIT].values(), default=None),
        "year": today.year,
    }

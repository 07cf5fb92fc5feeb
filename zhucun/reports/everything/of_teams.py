"""Places, pairing, roster and pool as they came in."""

from collections.abc import Iterator

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.exporting import Order, postings_in, rows_of
from zhucun.dispatch.roster.models import ApprovedSize, Posting, TeamBacking, TeamPlace
from zhucun.dispatch.roster.placed import placed
from zhucun.org.people.models import Cadre, Contact
from zhucun.org.places.fields import full_name
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED, Kind
from zhucun.reports.everything.giving import Row

CODE_DIGITS = 12


def _there(by: Actor) -> QuerySet[Place]:
    return Place.objects.filter(within_prefixes("code", by.scope().place)).as_of(by.today)


def places(by: Actor) -> Iterator[Row]:
    """Townships before their villages."""
    townships = dict(_there(by).filter(kind=Kind.TOWNSHIP).values_list("code", "name"))
    for row in _there(by).filter(kind__in=(Kind.TOWNSHIP, *SERVED)).order_by("code"):
        yield {
            "code": row.code if len(row.code) > CODE_DIGITS else row.code.ljust(CODE_DIGITS, "0"),
            "name": row.name,
            "kind": row.get_kind_display(),
            "township": townships.get(row.code[:9]),
            "north": row.north,
            "east": row.east,
        }


def pairing(by: Actor) -> Iterator[Row]:
    """Each place a team serves, with who stands behind the team."""
    day = by.today
    backing = {one.team_id: one.unit for one in TeamBacking.objects.as_of(day).select_related("unit")}
    sizes = dict(ApprovedSize.objects.as_of(day).values_list("team", "size"))
    contacts: dict[tuple[int, int | None], list[Contact]] = {}
    for one in Contact.objects.as_of(day).filter(unit__isnull=False).order_by("pk"):
        contacts.setdefault((one.place_id, one.unit_id), []).append(one)
    served = TeamPlace.objects.as_of(day).filter(within_prefixes("team__place_code", by.scope().place), is_main=True)
    for seat in placed(served.select_related("place"), day, path="place__code"):
        unit = backing.get(seat.team_id)
        if unit is not None:
            people = contacts.get((seat.place_id, unit.pk), [])
            yield {
                "township": seat.township,
                "place": seat.place.name,
                "units": unit.name,
                "contacts": "、".join(one.name for one in people) or None,
                "phones": "、".join(one.phone for one in people if one.phone) or None,
                "approved_size": sizes.get(seat.team_id),
            }


MORE_OF_PERSON = ("employment", "work_started_on", "fitness_confirmed_on")


def roster(by: Actor) -> Iterator[Row]:
    postings = list(postings_in(by, by.today, Order.PLACES))
    for posting, told in zip(postings, rows_of(postings, is_full=True), strict=True):
        yield {**told, **_more_of(posting.cadre)}


def _more_of(cadre: Cadre) -> Row:
    return {
        "employment": cadre.employment or None,
        "work_started_on": cadre.work_started_on,
        "fitness_confirmed_on": cadre.fitness_confirmed_on,
    }


def cadres(by: Actor) -> Iterator[Row]:
    """Of the pool those who are not stationed: the others stand on the roster."""
    stationed = Posting.objects.as_of(by.today).values("cadre")
    rows = Cadre.objects.filter(county_code=by.county_code).exclude(pk__in=stationed)
    for cadre in rows.select_related("person", "unit", "home__parent__parent").order_by("person__name_key", "pk"):
        person = cadre.person
        yield {
            "name": person.name,
            "sex": person.sex or None,
            "birth_month": person.birth_month,
            "party_joined_on": cadre.party_joined_on,
            "education": cadre.education or None,
            "unit": cadre.unit.name if cadre.unit else None,
            "post": cadre.post,
            "rank": cadre.rank,
            "phone": person.phone or None,
            "has_rural_experience": cadre.has_rural_experience,
            "skills": tuple(cadre.skills) or None,
            "home": full_name(cadre.home) if cadre.home else None,
            "remark": cadre.remark,
            **_more_of(cadre),
        }

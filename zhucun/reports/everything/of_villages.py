"""What villages have: households and who keeps in touch with them, matters, projects with their money, committees."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.placed import placed
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.reports.everything.giving import Row
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil, VillageRules
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.network.models import HouseholdLink
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.six_ones.visiting.models import HouseholdKind

ONE_DAY = timedelta(days=1)
AT_A_TIME = 1_000


def _in_order(rows: QuerySet, by: Actor, *then: str, path: str = "place_code") -> Iterator[Any]:
    return placed(rows, by.today, *then, path=path).iterator(chunk_size=AT_A_TIME)


def _where(row: Any) -> Row:
    return {"township": row.township, "place": row.place.name}


def households(by: Actor) -> Iterator[Row]:
    labels = {one.key: one.label for one in policy.of(by).network.rhythms}
    kinds: dict[int, list[str]] = defaultdict(list)
    for household, kind in HouseholdKind.objects.as_of(by.today).values_list("household", "kind"):
        kinds[household].append(labels.get(kind, ""))
    rows = Household.objects.visible_to(by).as_of(by.today).select_related("village", "group")
    for row in _in_order(rows, by, path="village__code"):
        yield {
            "township": row.township,
            "place": row.village.name,
            "group": row.group.name if row.group else None,
            "head": row.head_name,
            "code": row.code or None,
            "persons": row.person_count,
            "kind": next(filter(None, kinds[row.pk]), None),
        }


def links(by: Actor) -> Iterator[Row]:
    ages = {one.key: one.label for one in policy.of(by).network.bounds}
    rows = HouseholdLink.objects.visible_to(by).of_homes_there(by.today)
    for row in _in_order(rows.select_related("linker__village", "household__group", "village"), by):
        linker, home = row.linker, row.household
        yield {
            "township": row.township,
            "place": row.village.name,
            "linker": linker.name,
            "kind": linker.kind,
            "age": ages.get(linker.age),
            "linker_place": linker.village.name if linker.village_id != row.village_id else None,
            "head": home.head_name,
            "group": home.group.name if home.group else None,
            "code": home.code or None,
        }


def matters(by: Actor) -> Iterator[Row]:
    fields = {one.key: one.label for one in policy.of(by).matters.fields}
    rows = UrgentMatter.objects.visible_to(by).standing().select_related("place", "household")
    for row in _in_order(rows, by, "raised_on"):
        names = ("text", "raised_on", "raised_how", "promised_on", "done_on")
        yield {
            **_where(row),
            **{name: getattr(row, name) for name in names},
            "household": row.household.head_name if row.household else None,
            "field": fields.get(row.field),
            "result": row.result,
            "rating": row.rating or None,
        }


def projects(by: Actor) -> Iterator[Row]:
    names = ("name", "product", "field", "plan", "planned_on", "planned_start", "planned_finish")
    more = ("started_on", "finished_on", "land_tenths", "households_meant")
    rows = IndustryProject.objects.visible_to(by).standing().select_related("place")
    for row in _in_order(rows, by, "planned_on"):
        yield {**_where(row), **{name: getattr(row, name) for name in (*names, *more)}}


def project_money(by: Actor) -> Iterator[Row]:
    rows = ProjectMoney.objects.visible_to(by).counting().select_related("project__place")
    for row in _in_order(rows, by, "project", "on"):
        told = {name: getattr(row, name) for name in ("kind", "on", "fen", "number", "funder", "what")}
        yield {"township": row.township, "place": row.project.place.name, "name": row.project.name, **told}


def specialities(by: Actor) -> Iterator[Row]:
    rows = VillageSpeciality.objects.visible_to(by).current().select_related("place")
    for row in _in_order(rows, by):
        yield {**_where(row), "product": row.product, "note": row.note, "since": row.since}


def incomes(by: Actor) -> Iterator[Row]:
    for row in _in_order(CollectiveIncome.objects.visible_to(by).select_related("place"), by, "year"):
        yield {**_where(row), "year": row.year, "fen": row.fen, "note": row.note}


def committees(by: Actor) -> Iterator[Row]:
    """Also those who left: their years are what a figure of an earlier day rests on."""
    rows = CommitteeMember.objects.visible_to(by).filter(withdrawn_at__isnull=True).select_related("place")
    for row in _in_order(rows, by, "since"):
        sides = (("party", row.party_post), ("village", row.village_post))
        yield {
            **_where(row),
            "name": row.name,
            "posts": tuple(f"{side}.{post}" for side, post in sides if post),
            "sex": row.sex or None,
            "birth_month": row.birth_month,
            "education": row.education or None,
            "is_party_member": row.is_party_member,
            "is_returned_talent": row.is_returned_talent,
            "since": row.since,
            "last_day": row.until - ONE_DAY if row.until else None,
        }


def customs(by: Actor) -> Iterator[Row]:
    """A row each village that has any of the five."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    where: dict[int, Row] = {}
    rules = VillageRules.objects.visible_to(by).filter(until__isnull=True).select_related("place")
    for row in _in_order(rules, by):
        found[row.place_id]["village_rules"], where[row.place_id] = row.since, _where(row)
    councils = VillageCouncil.objects.visible_to(by).filter(until__isnull=True).select_related("place")
    for row in _in_order(councils, by):
        found[row.place_id] |= {row.kind: row.since, f"members_of_{row.kind}": row.member_count}
        where[row.place_id] = _where(row)
    for place, told in found.items():
        yield {**where[place], **told}


def monthly_items(by: Actor) -> Iterator[Row]:
    names = ("item", "decision", "owner", "due_on", "done_on", "result")
    for row in _in_order(MonthlyItem.objects.visible_to(by).select_related("place"), by, "decided_on"):
        yield {**_where(row), "held_on": row.decided_on, **{name: getattr(row, name) or None for name in names}}


def opinions(by: Actor) -> Iterator[Row]:
    names = ("held_on", "said_by", "text", "owner", "reply", "replied_on")
    rows = ForumOpinion.objects.visible_to(by).filter(withdrawn_at__isnull=True)
    for row in _in_order(rows, by, "held_on"):
        told = {name: getattr(row, name) or None for name in names}
        yield {"township": row.township, "place": row.village_name, **told}


def returned(by: Actor) -> Iterator[Row]:
    names = ("name", "role", "doing", "came_from", "returned_on")
    rows = ReturnedTalent.objects.visible_to(by).filter(withdrawn_at__isnull=True).select_related("place")
    for row in _in_order(rows, by, "returned_on"):
        told = {name: getattr(row, name) or None for name in names}
        yield {**_where(row), **told, "is_brought": row.brought_by_id is not None}

"""What follows from an item overdue too long: a talk is proposed; it also speaks for one with the unit's head."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.lib.evidence import Evidence
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.unit_facts import OfUnits, unit_fact
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.papers.wording import day_in_words
from zhucun.policy import in_force as policy

EVENT = "item_overdue"


@act("rectification.overdue_follows", "逾期的整改提后果", needs=rules.CHECK)
def follow_up_overdue(item: RectificationItem, *, by: Actor) -> RectificationItem:
    """About the unit the letter went to; of a township's letter about the team. A leader decides whether it is done."""
    if item not in overdue_long(by):
        raise Refused("这一项没有逾期，或者还没到再往上一级的天数。")
    consequences.fire(EVENT, item.letter.unit or item.team, evidence=[evidence_of(item)], by=by)
    return item


def overdue_long(by: Actor) -> QuerySet[RectificationItem]:
    days = policy.of(by).rectification.second_level_days
    late = RectificationItem.objects.visible_to(by, rules.CHECK).overdue(by.today, by_days=days)
    return late.select_related("letter__issue", "letter__unit", "team")


def evidence_of(item: RectificationItem) -> Evidence:
    said = f"第 {item.letter.issue.number} 期整改交办函：{item.problem}，{day_in_words(item.due_on)}到期没有办结"
    url = reverse("oversight:rectification.item", args=[item.pk])
    return Evidence(RectificationItem._meta.label_lower, item.pk, said, url)


def propose_over_overdue(by: Actor) -> dict[str, Any]:
    """Each morning; the same item proposes the same thing once."""
    fired = set(Consequence.objects.filter(event=EVENT).values_list("source", flat=True))
    fresh = [item for item in overdue_long(by).order_by("pk") if evidence_of(item).reference not in fired]
    for item in fresh:
        follow_up_overdue(item, by=by)
    return {"proposed": len(fresh)}


@unit_fact("overdue_items")
def overdue_of_units(county: str, since: date, actor: Actor) -> OfUnits:
    """As they stand today: those that the table of consequences speaks of too, and one overdue for a year still."""
    days = policy.of(actor).rectification.second_level_days
    late = RectificationItem.objects.visible_to(actor).overdue(actor.today, by_days=days)
    late = late.filter(letter__unit__isnull=False)
    late = late.filter(within_prefixes("place_code", [county])).select_related("letter__issue").order_by("due_on", "pk")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for item in late:
        found[item.letter.unit_id].append(evidence_of(item))
    return found

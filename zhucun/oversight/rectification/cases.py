"""Kinds of problem that were put right, as the beginning of a case: what was wrong and what was done, no team named."""

from django.db.models import Count, QuerySet

from zhucun.acts.actor import Actor
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import SEE, State
from zhucun.training.cases.sources import Draft, Source, case_source

MOST = 10


def _closed(by: Actor) -> QuerySet[RectificationItem]:
    """Only whoever reads all of the county's may begin from them: a lesson is of a kind, never of a team."""
    rows = RectificationItem.objects.visible_to(by).filter(state=State.CLOSED)
    return rows if by.county_code in by.scope(SEE).place else rows.none()


def _kinds(by: Actor) -> list[tuple[str, str]]:
    counted = _closed(by).order_by().values_list("kind").annotate(count=Count("pk")).order_by("-count", "kind")
    return [(kind, f"{kind}（整改了 {count} 件）") for kind, count in counted[:MOST]]


def _of_kind(kind: str, by: Actor) -> Draft | None:
    """From the latest of the kind."""
    item = _closed(by).filter(kind=kind).select_related("team").order_by("-closed_on", "-pk").first()
    if item is None:
        return None
    told = f"问题：{item.problem}\n怎么改的：{item.reply}"
    for name, instead in _names(item):
        told = told.replace(name, instead)
    said = f"整改交办里“{kind}”这一类"
    return Draft(f"{kind}：怎么改过来的", told, by.county_code, said, shape="lesson")


def _names(item: RectificationItem) -> list[tuple[str, str]]:
    """What would say who it was, the longest first."""
    told = [
        (item.team.name, "某队"),
        (item.place_name, "某村"),
        (item.duty_holder, "责任人"),
        (item.replied_by, "责任人"),
    ]
    return sorted(((name, word) for name, word in told if name), key=lambda one: -len(one[0]))


PROBLEMS = case_source(Source("rectification", "整改过的一类问题", 30, _kinds, _of_kind))

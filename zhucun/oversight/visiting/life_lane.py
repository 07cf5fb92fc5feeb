"""督查 in a person's lanes: visits to the team while they were in it."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, Row, columns, in_their_time, lanes_have
from zhucun.lib.lanes import Lane, Thing
from zhucun.oversight.onsite.models import SiteVisit
from zhucun.oversight.onsite.rules import SEE


def visits(file: MemberFile) -> QuerySet | None:
    if not (file.postings and file.actor.may(SEE)):
        return None
    seen = SiteVisit.objects.visible_to(file.actor).standing().filter(in_their_time(file, "team", "visited_on"))
    return columns(seen.with_counts(), on="visited_on", word="place__name", number="found_count")


@lanes_have(visits)
def thing(file: MemberFile, row: Row) -> Thing:
    found = f"记了 {row.number} 个问题" if row.number else "没有发现问题"
    short = f"督查 {row.number} 项" if row.number else "督查"
    return Thing(
        Lane.OVERSIGHT, row.on, f"督查到{row.word}，{found}。", short, reverse("oversight:visits.one", args=[row.key])
    )

"""What the office has not dealt with; what was found at one's own team and may be answered."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.onsite.models import Finding, SiteVisit, VisitComment
from zhucun.oversight.onsite.rules import COMMENT, SETTLE


def open_findings(actor: Actor) -> QuerySet | None:
    """The office's: into a letter, settled or dropped."""
    if not actor.scope(SETTLE).place:
        return None
    return Finding.objects.visible_to(actor, SETTLE).open()


@waits(open_findings, name="kind_label")
def to_deal_with(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence=f"“{found.name}”等着定怎么办" if found.count == 1 else "发现的问题等着定怎么办",
        note="并入整改交办、当场改了，或者不交办",
        url=reverse("oversight:findings"),
        verb="去看",
        count=found.count,
        unit="个",
    )


def seen_lately(actor: Actor) -> QuerySet | None:
    """Of one's own team or township, handed in, with something found, not answered yet: nobody has to answer."""
    scope = actor.scope(COMMENT)
    if not (scope.team or scope.place):
        return None
    said = VisitComment.objects.filter(visit=OuterRef("pk"))
    rows = SiteVisit.objects.visible_to(actor, COMMENT).standing().filter(comment_until__gte=actor.today)
    return rows.filter(Exists(Finding.objects.filter(visit=OuterRef("pk"))), ~Exists(said))


@waits(seen_lately, day="comment_until", name="place__name")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    one = reverse("oversight:visits.one", args=[found.key])
    return Waiting(
        tile="管",
        sentence=f"{found.name}的现场记录，有出入可以说" if found.count == 1 else "督查的现场记录，有出入可以说",
        note="没有出入就不用说",
        url=one if found.count == 1 else reverse("oversight:visits"),
        verb="去看",
        count=found.count,
        unit="份",
        due_on=found.first_on,
    )

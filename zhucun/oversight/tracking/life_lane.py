"""整改 in a person's lanes: what their team was told to mend and has mended, a letter each."""

from django.db.models import Count, Max, Min, QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, Row, columns, in_their_time, lanes_have
from zhucun.lib.lanes import Lane, Thing
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import SEE, State


def closed(file: MemberFile) -> QuerySet | None:
    if not (file.postings and file.actor.may(SEE)):
        return None
    seen = RectificationItem.objects.visible_to(file.actor).filter(state=State.CLOSED)
    letters = seen.filter(in_their_time(file, "team", "closed_on")).order_by().values("letter")
    return columns(letters, on=Max("closed_on"), key=Min("pk"), number=Count("pk"))


@lanes_have(closed)
def thing(file: MemberFile, row: Row) -> Thing:
    url = reverse("oversight:rectification.item", args=[row.key])
    return Thing(Lane.OVERSIGHT, row.on, f"本队整改销号 {row.number} 项。", f"销号 {row.number} 项", url)

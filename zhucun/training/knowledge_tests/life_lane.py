"""知识测验 in a person's lanes: that it was sat. How it went is for themself and whoever held it (R-BUR-01)."""

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, Row, columns, lanes_have
from zhucun.lib.lanes import Lane, Thing
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.knowledge_tests.rules import SEE, SIT


def sat(file: MemberFile) -> QuerySet | None:
    actor = file.actor
    if not (file.postings and (actor.may(SEE) or actor.may(SIT))):
        return None
    seats = Seat.objects.visible_to(actor) if actor.may(SEE) else Seat.objects.with_results_for(actor)
    done = seats.sat().filter(posting__in=file.keys)
    return columns(done, on=TruncDate("handed_in_at"), word="test__title", key="test", number="attempt")


@lanes_have(sat)
def thing(file: MemberFile, row: Row) -> Thing:
    again = f"（第 {row.number} 次）" if row.number > 1 else ""
    url = reverse("training:tests.one", args=[row.key]) if file.actor.may(SEE) else ""
    return Thing(Lane.TRAINING, row.on, f"参加了测验：{row.word}{again}。", "测验", url)

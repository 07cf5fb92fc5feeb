"""导师帮带 in a person's lanes: by whom they were taught, and whom they taught, from when to when."""

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, Row, columns, lanes_have
from zhucun.lib.lanes import Lane, Look, Thing
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.rules import SEE

BETWEEN = "\n"


def pairs(file: MemberFile) -> QuerySet | None:
    if not (file.postings and file.actor.may(SEE)):
        return None
    theirs = Q(mentee__cadre=file.cadre) | Q(mentor_posting__cadre=file.cadre)
    seen = MentorPair.objects.visible_to(file.actor, SEE).standing().filter(theirs)
    mentor = Coalesce("mentor_posting__cadre__person__name", "mentor_other__name", output_field=CharField())
    names = Concat(mentor, Value(BETWEEN), "mentee__cadre__person__name", output_field=CharField())
    return columns(seen, on=F("since"), until=F("until"), word=names, more="plan", number="mentee__cadre")


@lanes_have(pairs)
def thing(file: MemberFile, row: Row) -> Thing:
    mentor, mentee = row.word.split(BETWEEN)
    is_taught = row.number == file.cadre.pk
    short = f"导师 {mentor}" if is_taught else f"带 {mentee}"
    plan = f"，{row.more}" if row.more else ""
    told = f"由{mentor}带{plan}。" if is_taught else f"带{mentee}{plan}。"
    url = reverse("training:mentors.one", args=[row.key])
    return Thing(Lane.TRAINING, row.on, told, short, url, Look.BAR, until=row.until)

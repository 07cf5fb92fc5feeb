"""用 in a person's lanes: what was announced of them, with its document; nothing else of 用 is kept (R-USE-07)."""

from urllib.parse import urlencode

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, Row, columns, lanes_have
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import SEE, Advancement, OutcomeGroup
from zhucun.lib.lanes import Lane, Thing

CALLED = {**dict(OutcomeGroup.choices), **dict(Advancement.choices)}
BETWEEN = "\n"


def announced(file: MemberFile) -> QuerySet | None:
    if not (file.postings and file.actor.may(SEE)):
        return None
    seen = AnnouncedOutcome.objects.visible_to(file.actor, SEE).standing().filter(cadre=file.cadre)
    told = Concat("group", Value(BETWEEN), "kind", Value(BETWEEN), "what")
    return columns(seen, on=F("on"), word=told, more="document")


@lanes_have(announced)
def thing(file: MemberFile, row: Row) -> Thing:
    group, kind, what = row.word.split(BETWEEN)
    called = CALLED[kind or group]
    url = f"{reverse('incentives:outcomes')}?{urlencode({'q': file.cadre.person.name})}"
    return Thing(Lane.INCENTIVES, row.on, f"{called}：{what}。", what if kind == "" else called, url, document=row.more)

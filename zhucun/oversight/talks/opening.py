"""What consequences open here: the two parts of a 双约谈, a talk by township, unit or county; a recall proposed."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.reactions import within
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import CaseKind
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence, side_of
from zhucun.oversight.consequences.openers import opened_at, opens
from zhucun.oversight.talks.acts import noticed
from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.talks.rules import Holder, Kind

NOTE = "dispatch.servicenote"  # as the records of a posting are offered
PARTS = ((Kind.DUAL_TOWNSHIP, Holder.TOWNSHIP), (Kind.DUAL_UNIT, Holder.UNIT))


def _talk(of: Consequence, kind: Kind, holder: Holder, dual: DualTalk | None = None) -> TalkRecord:
    return TalkRecord(
        kind=kind,
        holder=holder,
        **{side_of(of.subject): of.subject},
        place_code=of.place_code,
        because=of.why,
        evidence=of.evidence,
        consequence=of,
        dual=dual,
        due_on=of.due_on,
    )


@opens("dual_talk")
def dual_talks(rows: Sequence[Consequence], by: Actor) -> Sequence[Model]:
    duals = insert_many(
        DualTalk(posting=of.posting, place_code=of.place_code, consequence=of, opened_on=by.today, due_on=of.due_on)
        for of in rows
    )
    noticed(
        [_talk(of, *part, dual=dual) for of, dual in zip(rows, duals, strict=True) for part in PARTS],
        by,
    )
    return duals


@opens("person_talk")
def person_talks(rows: Sequence[Consequence], by: Actor) -> Sequence[Model]:
    return noticed([_talk(of, Kind.PERSON, Holder.TOWNSHIP) for of in rows], by)


@opens("unit_talk")
def unit_talks(rows: Sequence[Consequence], by: Actor) -> Sequence[Model]:
    return noticed([_talk(of, Kind.BY_UNIT, Holder.UNIT) for of in rows], by)


@opens("unit_head_talk")
def unit_head_talks(rows: Sequence[Consequence], by: Actor) -> Sequence[Model]:
    return noticed([_talk(of, Kind.UNIT_HEAD, Holder.COUNTY) for of in rows], by)


@opens("team_talk")
def team_talks(rows: Sequence[Consequence], by: Actor) -> Sequence[Model]:
    return noticed([_talk(of, Kind.TEAM, Holder.TOWNSHIP) for of in rows], by)


@within("talk.notify_unit")
def a_leader_ticked_the_unit(rows: Sequence[TalkRecord], *, by: Actor) -> None:
    """What the table had proposed for the same unit is thereby done."""
    made = {talk.unit_id: talk for talk in rows}
    for of in Consequence.objects.proposed().filter(opens="unit_head_talk", unit__in=made):
        consequences.was_opened(of, made[of.unit_id], by=by)


@opened_at("recall")
def where_recall_is_proposed(of: Consequence) -> str:
    """By the recall's own procedure, with its closed list of grounds and its evidence (R-TLK-04, R-TLK-05); what led to
    it is ticked there, as it was written down to the posting."""
    address = reverse("dispatch:changes.propose", args=[of.posting_id, CaseKind.RECALL.value])
    sources = {(one["kind"], one["key"]) for one in of.evidence}
    notes = ServiceNote.objects.filter(posting=of.posting_id, source_key__in=[key for _, key in sources])
    told = [note.pk for note in notes.order_by("pk") if (note.source_kind, note.source_key) in sources]
    return f"{address}?{urlencode([('evidence', f'{NOTE}:{key}') for key in told])}" if told else address


@within("change.propose")
def recall_was_proposed(rows: Sequence[ChangeCase], *, by: Actor) -> None:
    recalls = {case.posting_id: case for case in rows if case.is_recall}
    for of in Consequence.objects.proposed().filter(opens="recall", posting__in=recalls):
        consequences.was_opened(of, recalls[of.posting_id], by=by)

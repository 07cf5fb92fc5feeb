"""What cases are made from in 训 and below: work records, what was told at an exchange of experience."""

from zhucun.acts.actor import Actor
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE as SEE_RECORDS
from zhucun.records.registry import Lead, leads_of_record
from zhucun.training.cases.rules import RECOMMEND
from zhucun.training.cases.sources import Draft, Source, case_source
from zhucun.training.sessions.models import SessionSpeaker, TrainingSession
from zhucun.training.sessions.rules import SEE as SEE_SESSIONS
from zhucun.training.sessions.rules import Kind

MOST, SHOWN = 8, 40
NEEDS_TELLING = ("practical", "policy", "unit_visit")  # kinds of record in which something was done


def _records(by: Actor) -> list[tuple[str, str]]:
    """One's own latest, else the latest within reach."""
    if not by.may(SEE_RECORDS):
        return []
    seen = WorkRecord.objects.visible_to(by).standing().filter(is_restricted=False, kind__in=NEEDS_TELLING)
    own = seen.filter(author=by.account_id).order_by("-happened_on", "-pk")[:MOST]
    rows = list(own) or list(seen.order_by("-happened_on", "-pk")[:MOST])
    return [(str(one.pk), f"{one.happened_on:%m-%d} {one.kind_label}：{_short(one.text)}") for one in rows]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}……"


def _of_record(key: str, by: Actor) -> Draft | None:
    if not key.isdecimal():
        return None
    row = (
        WorkRecord.objects.visible_to(by).standing().filter(pk=key, is_restricted=False).select_related("place").first()
    )
    if row is None:
        return None
    said = f"{row.happened_on:%Y-%m-%d} 的工作记录（{row.kind_label}）"
    aspect = "办成一批实事" if row.kind == "practical" else ""
    return Draft(_short(row.text), row.text, row.place_code, said, aspect=aspect)


def _speeches(by: Actor) -> list[tuple[str, str]]:
    if not by.may(SEE_SESSIONS):
        return []
    sessions = TrainingSession.objects.visible_to(by).attended().filter(kind=Kind.EXPERIENCE_EXCHANGE)
    rows = SessionSpeaker.objects.filter(session__in=sessions).order_by("-session__since", "position")
    return [(str(one.pk), str(one)) for one in rows[:MOST]]


def _of_speech(key: str, by: Actor) -> Draft | None:
    sessions = TrainingSession.objects.visible_to(by, SEE_SESSIONS).standing()
    row = SessionSpeaker.objects.filter(pk=key, session__in=sessions).first() if key.isdecimal() else None
    if row is None:
        return None
    session = row.session
    return Draft(row.topic, "", session.place_code, f"{session.numbered}经验交流，{row.name}讲的")


RECORD = case_source(Source("record", "我的工作记录", 10, _records, _of_record))
SPEECH = case_source(Source("speech", "经验交流会上讲的", 20, _speeches, _of_speech))


@leads_of_record
def to_a_case(row: WorkRecord, by: Actor) -> Lead | None:
    """推荐成案例, beside a record in which something was done."""
    if row.is_restricted or row.state != "standing" or row.kind not in NEEDS_TELLING or not by.may(RECOMMEND):
        return None
    return Lead("推荐成案例", "training:cases.new", f"from=record&key={row.pk}")

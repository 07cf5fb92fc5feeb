"""履职记录: facts of service written by hand, and those that other topics write down to a posting."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster import rules
from zhucun.dispatch.roster.models import Posting, ServiceNote
from zhucun.dispatch.roster.rules import BY_HAND, NoteKind


@act("posting.note", "记履职情况", needs=rules.NOTE, undo="posting.withdraw_note")
def note(posting: Posting, *, on: date, kind: NoteKind, sentence: str, document: str = "", by: Actor) -> ServiceNote:
    """One fact with its day and, where there is one, its document; nobody notes anything about themself (R-SEC-14)."""
    if posting.cadre.person_id in by.persons:
        raise Refused("不能给自己记履职情况。", rule="R-SEC-14")
    if kind not in BY_HAND:
        raise Refused("这一种由它自己的程序记，不能手工记。", field="kind")
    if not sentence.strip():
        raise Refused("写一句是什么事。", field="sentence")
    last = posting.until or by.today
    if not posting.since <= on <= min(last, by.today):
        raise Refused(f"日期要在派驻之日（{posting.since:%Y-%m-%d}）以后、今天以前。", field="on")
    return ServiceNote.objects.create(
        posting=posting, on=on, kind=kind, sentence=sentence.strip(), document=document.strip()
    )


@act("posting.withdraw_note", "撤回履职情况", needs=rules.NOTE)
def withdraw_note(note: ServiceNote, *, by: Actor) -> ServiceNote:
    """For one entered by mistake; what its procedure wrote down stays."""
    if note.kind not in BY_HAND:
        raise Refused("这一条是程序记下的，不能撤回。")
    return taken_out(note)


def write_down(
    posting: Posting,
    *,
    on: date,
    kind: NoteKind,
    sentence: str,
    source: tuple[str, int],
    document: str = "",
    effect_until: date | None = None,
    is_restricted: bool = False,
) -> ServiceNote:
    """Within the act of a topic above, which says itself who did it: formation and eligibility read it from here."""
    kind_of_source, key = source
    return ServiceNote.objects.create(
        posting=posting,
        on=on,
        kind=kind,
        sentence=sentence,
        document=document,
        source_kind=kind_of_source,
        source_key=key,
        effect_until=effect_until,
        is_restricted=is_restricted,
    )


def take_back(source: tuple[str, int]) -> None:
    """Within the act of the topic that wrote it down and says now that it never was so."""
    kind_of_source, key = source
    ServiceNote.objects.filter(source_kind=kind_of_source, source_key=key).delete()

"""约谈通知书 and 约谈记录 (R-DOC-16): the first as a letter, the second as a form with room for signatures."""

from zhucun.acts.actor import Actor
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import Holder, Kind
from zhucun.papers.forms import PEN, Field, Form
from zhucun.papers.letter import Letter, Paragraph
from zhucun.papers.wording import day_in_words
from zhucun.policy.issuing import committee_of, issuer_of

NOTICE, RECORD = "约谈通知书", "约谈记录"
TOWNSHIP_DIGITS = 9


def notice_of(talk: TalkRecord, actor: Actor) -> Letter:
    sender, holding = _sender(talk, actor), Holder(talk.holder)
    when = f"定于{day_in_words(talk.planned_on)}" if talk.planned_on else f"在{day_in_words(talk.due_on)}以前"
    who = sender if talk.is_holders_own else {Holder.TOWNSHIP: "乡镇党委", Holder.UNIT: "派出单位"}[holding]
    return Letter(
        sender=sender,
        recipient=_recipient(talk),
        title=NOTICE,
        number=talk.notice_number,
        paragraphs=(
            Paragraph(f"因以下情况，{when}由{who}{_of_whom(talk)}："),
            Paragraph(_said(talk.because)),
            Paragraph(
                f"可以在{day_in_words(talk.answer_due_on)}以前写书面说明；没有写的，谈话时当面说明，一并记入约谈记录。"
            ),
            Paragraph("特此通知。"),
        ),
        signed_on=talk.noticed_on,
        is_demo=actor.is_demo,
    )


def _sender(talk: TalkRecord, actor: Actor) -> str:
    """Who talks signs; where the county has decided that a township or unit talks, the county."""
    if talk.is_holders_own and talk.holder == Holder.TOWNSHIP:
        return committee_of(talk.place_code[:TOWNSHIP_DIGITS])
    if talk.is_holders_own and talk.holder == Holder.UNIT and talk.posting:
        return talk.posting.sending_unit.name
    return issuer_of(talk.county_code, actor, talk.noticed_on)


def _recipient(talk: TalkRecord) -> str:
    return f"{talk.whom}同志" if talk.posting else talk.whom


def _of_whom(talk: TalkRecord) -> str:
    if talk.kind == Kind.UNIT_HEAD:
        return "约谈你单位主要负责人"
    return "约谈你队" if talk.team else "约谈你"


def _said(text: str) -> str:
    return f"{text.rstrip('。；')}。"


def record_of(talk: TalkRecord, actor: Actor) -> Form:
    """What stands in the system is filled in, the rest is left for the pen."""
    side = talk.posting.sending_unit.name if talk.posting else ""
    held = f"{talk.held_by}　{day_in_words(talk.held_on)}" if talk.held_on else ""
    return Form(
        title=RECORD,
        rows=(
            (Field("通知文号", talk.notice_number), Field("种类", str(talk.get_kind_display()))),
            (Field("约谈谁", talk.whom), Field("派出单位", side)),
            (Field("谁谈、哪天", held),),
            (Field("为什么谈", talk.because),),
            (Field("本人说明", talk.statement),),
            (Field("谈了什么", talk.points),),
            (Field("答应怎么改", _promised(talk)),),
            (Field("被约谈人", signature=PEN),),
            (Field("谈话人", signature=PEN),),
            (Field("回访", talk.outcome, signature=PEN),),
        ),
        author=actor.office,
        is_demo=actor.is_demo,
    )


def _promised(talk: TalkRecord) -> str:
    until = f"（{day_in_words(talk.fix_by)}前）" if talk.fix_by else ""
    return f"{talk.commitment}{until}"

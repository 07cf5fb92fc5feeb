"""请假申请表 for wet signatures (R-DOC-03): what was decided stands there, the rest is left for the pen."""

from zhucun.acts.actor import Actor
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.leave.showing import LeaveSeen
from zhucun.papers.forms import PEN, Field, Form
from zhucun.papers.wording import day_in_words

TITLE = "驻村干部请假申请表"
COPIES = ("工作队存", "乡镇存", "县驻村办存")


def form_of(leave: LeaveRequest, actor: Actor) -> Form:
    seen = LeaveSeen(leave, actor)
    informed = "、".join(seen.informed())
    return Form(
        title=TITLE,
        rows=(*_asked(leave), *((_said(seen, step),) for step in seen.said), _returned(leave)),
        note=f"另外告诉：{informed}。" if informed else "",
        author=actor.office,
        is_demo=actor.is_demo,
    )


def _asked(leave: LeaveRequest) -> tuple[tuple[Field, ...], ...]:
    stands_in = leave.covered_by.cadre.person.name if leave.covered_by else ""
    return (
        (Field("姓名", leave.cadre.person.name), Field("工作队", leave.team.name)),
        (Field("派出单位", leave.sending_unit.name), Field("假别", leave.kind_label)),
        (Field("起止", leave.span_with_year), Field("天数", leave.length)),
        (Field("原因", leave.reason),),
        (Field("去哪里", leave.going_to), Field("联系电话")),
        (Field("谁顶着", stands_in), Field("本人签字")),
    )


def _said(seen: LeaveSeen, step: LeaveStep) -> Field:
    who = seen.offices.who(step.role, seen.leave.posting)
    if step.agrees is None:
        return Field(who, signature=PEN)
    verdict = f"同意。{step.opinion}" if step.agrees else f"退回：{step.opinion}"
    return Field(who, verdict, f"{step.decided_by}　{day_in_words(step.decided_on)}")


def _returned(leave: LeaveRequest) -> tuple[Field, ...]:
    return Field("销假", day_in_words(leave.returned_on)), Field("销假签字")

"""A circular is issued when number, signer and day are entered back; those from before the county began are entered."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.oversight.circulars import rules, writing
from zhucun.oversight.circulars.acts import RECIPIENT, TITLE, must_be, number_of
from zhucun.oversight.circulars.models import InspectionCircular
from zhucun.oversight.circulars.rules import FLOW, Naming, State
from zhucun.oversight.rectification.rules import proper
from zhucun.policy import in_force as policy


@act("circular.record_issued", "录入已签发的督查通报", needs=rules.WRITE)
def record_issued(
    circular: InspectionCircular, *, document: str, signer: str, issued_on: date, by: Actor
) -> InspectionCircular:
    """From now on those it names read it; what it says is kept word for word."""
    if circular.state in (State.DRAFTING, State.CONFIRMING):
        raise Refused("先出送签稿；签好了再录文号。")
    must_be(circular, State.READY)
    kinds = policy.of(by).inspection.problem_kinds
    lines = [line for line in writing.lines_of(circular) if line.outcome != rules.Outcome.LEFT_OUT]
    text = writing.kept(writing.paragraphs_of(circular, lines, kinds))
    FLOW.step(circular, "issue")
    _enter(circular, document, signer, issued_on, text, by)
    circular.save()
    return circular


def _enter(
    circular: InspectionCircular, document: str, signer: str, issued_on: date, text: writing.Text, by: Actor
) -> None:
    if issued_on > by.today or issued_on < circular.last_on:
        raise Refused("签发日期不早于查完的那天，不晚于今天。", field="issued_on")
    number = proper(document, "document")
    held = InspectionCircular.objects.filter(county_code=circular.county_code, document=number)
    if held.exclude(pk=circular.pk).exists():
        raise Refused(f"{number} 已经用在别的一期上了。", field="document")
    circular.document, circular.signer = number, rules.said(signer, "signer", "写谁签发的。", least=2)
    circular.issued_on, circular.entered_by = issued_on, by.name
    circular.issued_text, circular.sha256 = text, writing.digest(circular, text)


@act("circular.enter_earlier", "补录以前发的督查通报", needs=rules.WRITE)
def enter_earlier(
    county: Place,
    *,
    number: int,
    since: date,
    last_on: date,
    document: str,
    signer: str,
    issued_on: date,
    title: str = "",
    text: str = "",
    by: Actor,
) -> InspectionCircular:
    """Issued before the county began here: nobody is asked, nothing is told again; it counts and can be referred to."""
    if last_on < since:
        raise Refused("写查的是哪几天：从早到晚。", field="last_on")
    row = InspectionCircular(
        county_code=county.code,
        year=issued_on.year,
        number=number_of(county.code, issued_on.year, number),
        title=title.strip() or TITLE,
        recipient=RECIPIENT,
        since=since,
        last_on=last_on,
        naming=Naming.VILLAGE,
        state=State.ISSUED,
        is_earlier=True,
        drafted_on=issued_on,
        drafted_by=by.name,
    )
    said = [one.strip() for one in text.splitlines() if one.strip()]
    _enter(row, document, signer, issued_on, [[one, 0, ""] for one in said], by)
    row.save()
    return row

"""Correcting a locked line: half-days said anew with a reason, approved by somebody else (R-ATT-12)."""

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.lib import halves
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.entering import stay_of
from zhucun.oversight.attendance.models import Correction, MonthLine
from zhucun.oversight.attendance.rules import CORRECTION, FLOW
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms, counted_of, replaced, totals_of


@act("attendance.propose_correction", "提出更正", needs=rules.CORRECT, remote=True)
def propose(
    line: MonthLine,
    *,
    category: str,
    since_half: int,
    until_half: int,
    reason: str,
    rest_days_too: bool = False,
    by: Actor,
) -> Correction:
    """What the line would be is worked out at once, so that whoever approves sees both."""
    if not line.is_locked:
        raise Refused("这一行还没锁定，直接改就行，不用走更正。")
    if not (line.since_half <= since_half < until_half <= line.until_half):
        raise Refused(f"更正的日子要在{rules.month_in_words(line.month)}里，至少半天。", field="since_half")
    if not reason.strip():
        raise Refused("写明为什么更正。", field="reason", rule="R-ATT-12")
    if line.corrections.filter(state=rules.CorrectionState.PROPOSED).exists():
        raise Refused("这一行已经有一条更正等着批，批完再提。")
    terms = terms_for(by, line.place_code, line.first_day)
    marks = _corrected(line, category, (since_half, until_half), terms, rest_days_too=rest_days_too)
    if marks == line.marks:
        raise Refused("更正后和现在一样，不用更正。", field="category")
    return Correction.objects.create(
        line=line,
        place_code=line.place_code,
        category=category,
        since_half=since_half,
        until_half=until_half,
        reason=reason.strip(),
        before_marks=line.marks,
        before_totals=line.totals,
        before_halfdays=line.counted_halfdays,
        after_marks=marks,
        after_halfdays=counted_of(marks, terms),
        proposed_on=by.today,
        proposed_by=by.name,
        proposed_persons=sorted(by.persons),
    )


def _corrected(line: MonthLine, key: str, span: tuple[int, int], terms: Terms, *, rest_days_too: bool) -> str:
    category = terms.category(key)
    if category.who == "nobody":
        raise Refused(f"“{category.label}”由系统得出，不能更正成它。", field="category")
    spoken = terms.meant(category, *span, rest_days_too=rest_days_too)
    return replaced(line.marks, terms.frame(line.first_day), stay_of(line.posting), spoken, category.mark)


@act("attendance.approve_correction", "批准更正", needs=rules.APPROVE_CORRECTION, remote=True)
def approve(correction: Correction, *, opinion: str = "", by: Actor) -> Correction:
    """The line is frozen anew and waits for the county again; what it was is kept on the correction."""
    line = correction.line
    _must_decide(correction, by)
    if line.marks != correction.before_marks:
        raise Refused("提出以后，这一行又变过。请不批准这一条，按现在的重新提。")
    terms = terms_for(by, line.place_code, line.first_day)
    FLOW.step(line, "correct")
    line.reviewed_on, line.reviewed_by = None, ""
    line.marks = correction.after_marks
    line.totals, line.counted_halfdays = totals_of(line.marks, terms), counted_of(line.marks, terms)
    frame = terms.frame(line.first_day)
    line.working_halfdays = frame.working_halfdays(stay_of(line.posting))
    line.required_halfdays = frame.required_halfdays(line.working_halfdays, terms.min_days_per_month)
    line.save()
    return _decided(correction, "approve", opinion, by)


@act("attendance.refuse_correction", "不批准更正", needs=rules.APPROVE_CORRECTION, remote=True)
def refuse(correction: Correction, *, opinion: str, by: Actor) -> Correction:
    _must_decide(correction, by)
    if not opinion.strip():
        raise Refused("写一句为什么不更正。", field="opinion")
    return _decided(correction, "refuse", opinion, by)


def _must_decide(correction: Correction, by: Actor) -> None:
    rules.must_not_be_own(by.persons, correction.line.cadre.person_id, "自己的月表，更正要由别人批。")
    rules.must_be_another(by.persons, correction.proposed_persons, "提出和批准不能是同一个人。")


def _decided(correction: Correction, verb: str, opinion: str, by: Actor) -> Correction:
    CORRECTION.step(correction, verb)
    correction.decided_on, correction.decided_by, correction.opinion = by.today, by.name, opinion.strip()
    correction.save()
    return correction


def in_words(correction: Correction) -> str:
    """20.5 天 → 19.5 天."""
    before, after = (halves.length_in_words(n) for n in (correction.before_halfdays, correction.after_halfdays))
    return f"{before} → {after}"

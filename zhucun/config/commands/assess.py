"""`zhucun assess`: an assessment recomputed under its scheme and held against what was decided (R-ASS-08)."""

from typing import Any

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.columns import columns
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.checking import Checked, checked
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.grading.showing import shown
from zhucun.oversight.schemes.rules import called

DONE, NO = 0, 1


def run(asked: Asked) -> Outcome:
    actor = asked.actor()
    actor.must(rules.SEE_SCORES)
    rows = AssessmentCycle.objects.visible_to(actor, rules.SEE_SCORES).select_related("scheme")
    cycle = rows.filter(period=asked.cycle, object_kind=asked.of).first()
    if cycle is None:
        raise WrongUse(f"没有 {asked.cycle} 这一期的考核。{_known(rows)}")
    sheets = ScoreSheet.objects.visible_to(actor, rules.SEE_SCORES).of(cycle).order_by("place_code", "pk")
    found = checked(cycle, list(sheets.select_related(*ScoreSheet.NAMED_WITH, "cycle")))
    apart = [one for one in found if not one.agrees]
    return Outcome(_document(cycle, found), _lines(cycle, found, apart), NO if apart else DONE)


def _known(rows: Any) -> str:
    listed = [f"{one.period}（--of {one.object_kind}）" for one in rows.order_by("-since", "object_kind")]
    return f"有的是：{'、'.join(listed)}。" if listed else "还没有考核。"


def _document(cycle: AssessmentCycle, found: list[Checked]) -> dict[str, Any]:
    return {
        "cycle": cycle.period,
        "of": cycle.object_kind,
        "scheme": {"id": cycle.scheme_id, "number": cycle.scheme.number, "basis": cycle.scheme.basis},
        "state": cycle.state,
        "agrees": all(one.agrees for one in found),
        "sheets": [one.as_json() for one in found],
    }


def _lines(cycle: AssessmentCycle, found: list[Checked], apart: list[Checked]) -> list[str]:
    decided = [one for one in found if one.sheet.is_decided]
    head = f"{cycle}，{cycle.scheme}。{len(found)} 份，核定了 {len(decided)} 份。"
    if not apart:
        return [head, "按当时的方案重算，和核定时的分数一分不差。"]
    rows = [(one.sheet.whose, shown(one.sheet.total), shown(one.total), _grade(one)) for one in apart]
    return [head, f"{len(apart)} 份对不上：", *columns(("谁", "核定时", "重算", "核定等次"), rows)]


def _grade(one: Checked) -> str:
    return called(one.sheet.grade, one.sheet.scale) if one.sheet.grade else "—"

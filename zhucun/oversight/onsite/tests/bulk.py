"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.onsite import finding_acts
from zhucun.oversight.onsite.rules import Source

A_PROBLEM = {"kind": "style", "text": "走访本 9 页内容雷同"}


@plan("onsite.hand_in")
def site_visits(cast: Cast) -> list[Told]:
    looked = [{"item": "present", "answer": "not_met", "note": "一人不在"}, {"item": "known", "answer": "meets"}]
    told = {"visited_on": TODAY, "answers": looked, "signed": "周启航", "reason": "说走访本要再看"}
    missing = {"kind": "absent", "text": "7月11日不在村，无登记", "cadre": cast.member.cadre_id}
    again = {"kind": "revisit", "visited_on": TODAY - timedelta(days=7), "village_says": "来过"}
    return [
        Told(cast.team, {**told, "absent": [cast.member.pk], "findings": [missing, A_PROBLEM]}),
        Told(cast.xihe_team, told),
        Told(cast.team, {**told, **again}),
    ]


@plan("finding.enter")
def problems(cast: Cast) -> list[Told]:
    told = {**A_PROBLEM, "found_on": TODAY}
    named = {"cadre": cast.member.cadre, "source": Source.PETITION, "deadline_class": "now", "wants_revisit": True}
    return [Told(cast.xihe_team, told), Told(cast.team, {**told, **named})]


@plan("finding.put_in_letter")
def problems_to_put_right(cast: Cast) -> list[Told]:
    by = cast.actor("officer")
    return [Told(finding_acts.enter(call.row, **call.given, by=by), {}) for call in problems(cast)]

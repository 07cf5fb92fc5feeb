"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.letters import drafting

NOT_ON_THE_WALL = {"about": "stationed", "kind": "style", "problem": "5月账目未上墙"}
SIGNED_LETTER = {"number": "青驻办函〔2022〕9号", "signer": "唐志远", "issued_on": TODAY}


@plan("rectification.add")
def problems_to_issue(cast: Cast) -> list[Told]:
    issue = drafting.open_issue(cast.county, by=cast.actor("officer"))
    told = {"team": cast.team, "about": "paired", "kind": "support", "problem": "宿舍漏雨没有修", "to_township": True}
    return [Told(issue, {**NOT_ON_THE_WALL, "team": cast.team}), Told(issue, told)]


@plan("letter.record_issued")
def letters_signed(cast: Cast) -> list[Told]:
    made = [drafting.add(call.row, **call.given, by=cast.actor("officer")) for call in problems_to_issue(cast)]
    drafting.send_out(made[0].letter.issue, by=cast.actor("officer"))
    return [Told(one.letter, SIGNED_LETTER) for one in made]

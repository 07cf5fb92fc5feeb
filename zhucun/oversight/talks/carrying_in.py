"""建账: a talk held before the county began here is entered afterwards."""

from datetime import date
from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.consequences.models import place_of
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.acts import next_number, write_down
from zhucun.oversight.talks.models import COUNTY_DIGITS, EARLIER, TalkRecord
from zhucun.oversight.talks.rules import Kind, State


@act("talk.carry_in", "补录以前的约谈", needs=rules.NOTIFY_UNITS)
def carry_in(
    county: Place,
    *,
    kind: Kind,
    because: str,
    held_on: date,
    held_by: str,
    points: str,
    commitment: str = "",
    posting: Posting | None = None,
    team: Team | None = None,
    unit: Unit | None = None,
    by: Actor,
) -> TalkRecord:
    """Nobody is noticed and nothing waits; it counts by its day. A 双约谈 comes in by its grade (R-TLK-03)."""
    whom = {"posting": posting, "team": team, "unit": unit}
    subject = _subject(kind, whom, county, by)
    _must_be_told(because, points, held_by, held_on, by)
    talk = TalkRecord.objects.create(
        kind=kind,
        holder=rules.CARRIED_IN[Kind(kind)][1],
        **whom,
        place_code=place_of(subject),
        county_code=county.code[:COUNTY_DIGITS],
        year=EARLIER,
        number=next_number(county.code[:COUNTY_DIGITS], EARLIER),
        because=because.strip(),
        noticed_by=by.name,
        **dict.fromkeys(("noticed_on", "answer_due_on", "due_on", "held_on"), held_on),
        held_by=held_by.strip(),
        points=points.strip(),
        commitment=commitment.strip(),
        state=State.HELD,
    )
    if posting:
        write_down(posting, talk, str(talk.get_kind_display()))
    return talk


def _subject(kind: str, whom: dict[str, Any], county: Place, by: Actor) -> Posting | Team | Unit:
    if kind not in rules.CARRIED_IN:
        raise Refused("双约谈跟着考核等次来：先补录那一季度的等次。", field="kind", rule="R-TLK-03")
    side = rules.CARRIED_IN[Kind(kind)][0]
    if [name for name, row in whom.items() if row is not None] != [side]:
        raise Refused(f"这一种谈的是{rules.SIDES[side]}，选{rules.SIDES[side]}。", field="whom")
    subject = whom[side]
    if not place_of(subject).startswith(county.code):
        raise Refused("不是本县的人、队或者单位。", field="whom")
    if side == "posting" and subject.cadre.person_id in by.persons:
        raise Refused("这一件说的是你自己，要由别人办。", rule="R-SEC-14")
    return subject


def _must_be_told(because: str, points: str, held_by: str, held_on: date, by: Actor) -> None:
    told = {"because": (because, "为什么谈"), "points": (points, "谈了什么"), "held_by": (held_by, "谁谈的")}
    for name, (text, label) in told.items():
        if not text.strip():
            raise Refused(f"“{label}”要填。", field=name, rule="R-TLK-02")
    if held_on >= by.today:
        raise Refused("补录的是以前谈的；今天的，先发通知再谈。", field="held_on", rule="R-TLK-02")

"""Saying how a team lives: the only writer of living conditions."""

from collections.abc import Sequence

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.incentives.living import rules
from zhucun.incentives.living.models import LivingConditions
from zhucun.policy import in_force as policy


@act("living.record", "登记生活条件", needs=rules.RECORD, remote=True)
def record(team: Team, *, lacking: list[str], note: str = "", by: Actor) -> LivingConditions:
    """What is ticked is not there; nothing ticked says that all of it is."""
    return _record([Told(team, {"lacking": lacking, "note": note})], by=by)[0]


@record.as_many
def _record(calls: Sequence[Told], *, by: Actor) -> list[LivingConditions]:
    items = list(policy.of(by).care.living_items)
    teams = [call.row.pk for call in calls]
    held = set(LivingConditions.objects.filter(team__in=teams, checked_on=by.today).values_list("team", flat=True))
    return insert_many(each(calls, lambda call: _seen(call, items, held, by)))


def _seen(call: Told, items: Sequence[str], held: set[int], by: Actor) -> LivingConditions:
    hand, lacking, note = call.hand(by), list(call.given["lacking"]), call.given["note"].strip()
    rules.must_be_of_the_list(lacking, items, note)
    if call.row.pk in held:
        raise Refused("今天登记过了；变了的，明天再记。")
    held.add(call.row.pk)
    return LivingConditions(
        team=call.row,
        place_code=call.row.place_code,
        checked_on=hand.today,
        items=list(items),
        lacking=lacking,
        is_lacking=bool(lacking),
        note=note,
        recorded_by=hand.name,
    )

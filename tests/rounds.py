"""Selection rounds as far as a test needs them."""

from datetime import timedelta
from typing import Any

from tests import make
from tests.cast import TODAY, Cast
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.rules import NominationState, State
from zhucun.org.people.models import Unit


def opened(cast: Cast, *, state: str = State.NEEDS, **told: Any) -> SelectionRound:
    """By the county's officer, ten days for each step; with `state` it is put there without the way."""
    days = {name: TODAY + timedelta(days=10 * n) for n, name in enumerate(rounds.DAYS, start=1)}
    whole = {"title": "2022年下半年选派", "scope": "all", "since": TODAY + timedelta(days=60), **days, **told}
    made = rounds.open_round(cast.county, by=cast.actor("officer"), **whole)
    SelectionRound.objects.filter(pk=made.pk).update(state=state)
    return SelectionRound.objects.get(pk=made.pk)


def nominated(
    round_: SelectionRound, name: str, *, unit: Unit, state: str = NominationState.CLEARED, **facts: Any
) -> Nomination:
    """Somebody a unit proposed, as far as they came."""
    quota, _ = UnitQuota.objects.get_or_create(
        round=round_,
        unit=unit,
        defaults={"count": 9, "state": "sent", "letter_number": "青驻办函〔2022〕1号", "letter_on": TODAY},
    )
    return Nomination.objects.create(
        round=round_,
        quota=quota,
        unit=unit,
        cadre=make.cadre(name, unit=unit, **facts),
        state=state,
        judged_on=TODAY,
        named_by="欧阳岚",
        named_on=TODAY,
    )

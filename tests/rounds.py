"""Selection rounds as far as a test needs them."""

from datetime import date, timedelta
from typing import Any

from tests import make
from tests.cast import TODAY, Cast, operator
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.noting import write_down
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import approving, nominating
from zhucun.dispatch.rounds.acts import SeatWanted
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.rules import NominationState, State
from zhucun.org.people.models import Cadre, Unit


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


def disciplined(team: Team, cadre: Cadre) -> None:
    """On post until spring, with an effect that still lasts."""
    posting = make.posting(team, cadre)
    posting = roster.end(posting, last_day=date(2022, 3, 31), kind="adjustment", by=operator())
    write_down(
        posting,
        on=date(2022, 3, 1),
        kind="discipline",
        sentence="党内警告",
        source=("test", 1),
        effect_until=date(2023, 3, 1),
    )


def furnished(cast: Cast) -> SelectionRound:
    """One with a row of every kind, reported upwards."""
    round_, by = opened(cast, state=State.NOMINATING), cast.actor("officer")
    rounds.settle_stay(round_, posting=cast.member, stays=False, by=by)
    nominated(round_, "推荐一", unit=cast.archive, state=NominationState.ELIGIBLE)
    through = nominated(round_, "推荐二", unit=cast.archive)
    round_ = nominating.close_nominations(round_, by=by)
    SelectionRound.objects.filter(pk=round_.pk).update(state=State.FORMING)
    round_ = SelectionRound.objects.get(pk=round_.pk)
    seat = SeatWanted(cast.team, through.cadre, follows=cast.member)
    round_ = rounds.propose(round_, seats=[seat], plan_label="第一稿", by=by)
    return approving.submit(round_, reason="分两批补齐", by=by)

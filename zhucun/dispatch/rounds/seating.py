"""拟派名单: the seats a plan gives, adopted whole; what they must keep to whatever made the plan."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import Nomination, SelectionRound
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import first_secretaries_who_stay, leavers, policy_of
from zhucun.dispatch.rounds.rules import ROUND
from zhucun.org.people.models import Cadre


@dataclass(frozen=True)
class SeatWanted:
    """Somebody nominated in the round, for a team of it; `follows` is a posting of that team which ends."""

    team: Team
    cadre: Cadre
    roles: tuple[str, ...] = (TeamRole.MEMBER,)
    follows: Posting | None = None

    def __str__(self) -> str:
        """In the log by keys: names are told by the rows themselves."""
        return f"cadre {self.cadre.pk} → team {self.team.pk}"


@act("round.propose", "采用组队方案", needs=rules.MANAGE, undo="round.clear_seats")
def propose(round_: SelectionRound, *, seats: Sequence[SeatWanted], plan_label: str, by: Actor) -> SelectionRound:
    """Replaces the seats proposed before; only while teams are being formed."""
    ROUND.step(round_, "propose")
    through = {one.cadre_id: one for one in Nomination.objects.free_for_formation(round_).select_related("unit")}
    prefetch_related_objects([seat.cadre for seat in seats], "person")
    _must_be_of_the_round(round_, seats, through)
    _must_keep_the_rules(round_, seats, by)
    ProposedSeat.objects.filter(round=round_).delete()
    insert_many([_seat(round_, seat, through[seat.cadre.pk]) for seat in seats])
    round_.plan_label, round_.seat_count = plan_label, len(seats)
    round_.save()
    return round_


def _seat(round_: SelectionRound, seat: SeatWanted, nomination: Nomination) -> ProposedSeat:
    return ProposedSeat(
        round=round_,
        team=seat.team,
        nomination=nomination,
        roles=[str(role) for role in seat.roles],
        follows=seat.follows,
        sending_level=nomination.unit.sending_level,
    )


def _must_be_of_the_round(round_: SelectionRound, seats: Sequence[SeatWanted], through: dict[int, Nomination]) -> None:
    teams = set(round_.teams().values_list("pk", flat=True))
    for seat in seats:
        name = seat.cadre.person.name
        if seat.team.pk not in teams:
            raise Refused(f"{seat.team.name}不在这一轮里。")
        if seat.cadre.pk not in through:
            raise Refused(f"{name}不在这一轮可以组队的人里。")
        if seat.follows is not None and seat.follows.team_id != seat.team.pk:
            raise Refused(f"{name}接替的人不在{seat.team.name}。", rule="R-SEL-11")
    twice = [key for key, count in Counter(seat.cadre.pk for seat in seats).items() if count > 1]
    if twice:
        raise Refused(f"{through[twice[0]].cadre.person.name}排了两处，一个人只能在一处。")


def _must_keep_the_rules(round_: SelectionRound, seats: Sequence[SeatWanted], by: Actor) -> None:
    leaving = {posting.pk for posting in leavers(round_, policy_of(round_, by.today))}
    followed = Counter(seat.follows.pk for seat in seats if seat.follows is not None)
    if set(followed) - leaving:
        raise Refused("接替的人这一轮不走，先在“走留”里改。", rule="R-SEL-11")
    if max(followed.values(), default=0) > 1:
        raise Refused("有两个人接替同一个人，改掉一个。", rule="R-SEL-11")
    led = Counter(first_secretaries_who_stay(round_, leaving))
    led.update(seat.team.pk for seat in seats if TeamRole.FIRST_SECRETARY in seat.roles)
    if double := next((seat.team for seat in seats if led[seat.team.pk] > 1), None):
        raise Refused(f"{double.name}会有两名第一书记，只能有一名。", rule="R-ORG-08")


@act("round.clear_seats", "撤掉拟派名单", needs=rules.MANAGE, remote=True)
def clear_seats(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    ROUND.step(round_, "propose")
    ProposedSeat.objects.filter(round=round_).delete()
    round_.plan_label, round_.seat_count = "", 0
    round_.save()
    return round_

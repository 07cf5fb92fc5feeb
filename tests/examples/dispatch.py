"""Who is where, who comes and goes."""

from tests import make, rounds
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.jobs.working import do_waiting
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import noting
from zhucun.dispatch.screening import acts as screenings
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre


def furnish(cast: Cast) -> None:
    officer = cast.actor("officer")
    make.posting(cast.team, make.cadre("蓝小山", unit=cast.archive))
    screenings.run(cast.county, on=TODAY, by=officer)
    facts.keep_apart(cast.county, one=cast.member.cadre_id, other=cast.spare.pk, by=cast.actor("office_leader"))
    noting.note(cast.member, on=TODAY, kind="praise", sentence="汛期值守受表扬", by=officer)
    roster.serve(cast.team, place=make.place(cast.dongling, "990126101203", "石岭村"), since=SINCE, by=officer)
    _hand_over(cast)
    _change(cast, officer)
    rounds.furnished(cast)
    _form(cast, officer)


def _hand_over(cast: Cast) -> None:
    leaving = roster.end(
        make.posting(cast.team, make.cadre("石离任", unit=cast.archive)), last_day=TODAY, kind="rotation", by=operator()
    )
    make.posting(cast.team, make.cadre("石接手", unit=cast.archive), since=TODAY, kind="succession", succeeds=leaving)


def _change(cast: Cast, officer: Actor) -> None:
    """One that waits for opinions, and one whose seat is open, with somebody put forward."""
    leaves = make.posting(cast.team, make.cadre("蓝离任", unit=cast.archive))
    changes.open_case(cast.member, kind="adjustment", ground="post_moved", by=cast.actor("secretary"))
    gone = changes.open_case(leaves, kind="rotation", ground="term_over", by=cast.actor("secretary"))
    gone = changes.decide(gone, agrees=True, not_waiting="单位来电同意", by=officer)
    gone = changes.carry_out(gone, document="青驻办调〔2022〕1号", last_day=TODAY, by=officer)
    following.offer(gone, cadre=cast.spare, by=officer)


def _form(cast: Cast, officer: Actor) -> None:
    """A draft of who serves where, and somebody locked in it."""
    facts_of_a_lead = {"party_joined_on": SINCE.replace(year=2010), "work_started_on": SINCE.replace(year=2008)}
    for name, unit in (("能带档", cast.archive), ("能带水", cast.water), ("也能带", cast.water)):
        make.cadre(name, unit=unit, **facts_of_a_lead)
    plan = formation.draft(cast.county, mode="unit", levels={}, by=officer)
    do_waiting("slow")
    plan.refresh_from_db()
    formation.lock(plan, cadre=Cadre.objects.get(pk=min(int(one[1:]) for one in plan.now["seats"])), by=officer)

"""A county small enough to see by eye what is best: two teams of 东岭镇, and a few who are free."""

from datetime import date
from typing import Any

from tests import make
from tests.cast import TODAY, Cast
from tests.rounds import nominated, opened
from zhucun.acts.jobs.working import do_waiting
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.models import FormationPlan
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.rules import State as RoundState
from zhucun.org.people.models import Cadre, Unit
from zhucun.policy.profile import PolicyProfile

# Between rounds, as the page proposes it: who serves goes on.
LEVELS = {**rules.usual_levels(rules.usual_weights(PolicyProfile())), "stay": int(rules.Level.MOST)}
OLD, YOUNG = date(1968, 1, 1), date(1994, 1, 1)
MEMBER = {"party_joined_on": date(2010, 1, 1), "work_started_on": date(2008, 1, 1)}


def free(name: str, unit: Unit, **facts: Any) -> Cadre:
    """Somebody without a post who could lead a team."""
    return make.cadre(name, unit=unit, **{"birth_month": date(1980, 1, 1), **MEMBER, **facts})


def furnished(cast: Cast) -> dict[str, Cadre]:
    """石坪村 of 县档案馆 and 河湾村 of 县水利局 want three each; six are free, and they are enough."""
    Cadre.objects.filter(pk__in=[cast.first_secretary.cadre_id, cast.member.cadre_id]).update(**MEMBER)
    Cadre.objects.filter(pk=cast.neighbour_member.cadre_id).update(**MEMBER)
    return {
        "old": free("古老松", cast.archive, birth_month=OLD, rural_months=200),
        "young": free("新小禾", cast.archive, birth_month=YOUNG, rural_months=0),
        "lead": free("能带头", cast.water, rural_months=60),
        "elder": free("水老成", cast.water, birth_month=OLD, rural_months=200),
        "junior": free("水小新", cast.water, birth_month=YOUNG, rural_months=0),
        "spare": free("备用人", cast.water),
    }


def asked(cast: Cast, who: str = "officer", **told: Any) -> FormationPlan:
    """Asked for, and looked for as far as it can be."""
    given = {"mode": "unit", "levels": LEVELS, **told}
    plan = formation.draft(cast.county, by=cast.actor(who), **given)
    do_waiting("slow")
    plan.refresh_from_db()
    return plan


def in_a_round(cast: Cast) -> SelectionRound:
    """Nobody's term is over; one seat of 石坪村 and two of 河湾村 are open, among them its first secretary's; five are
    through.
    """
    made = opened(cast, state=RoundState.FORMING, since=TODAY)
    furnished(cast)
    facts = {"party_joined_on": TODAY.replace(year=2010), "work_started_on": TODAY.replace(year=2008)}
    for name, unit in (("甲档", cast.archive), ("乙档", cast.archive), ("丙水", cast.water), ("丁水", cast.water)):
        nominated(made, name, unit=unit, **facts)
    nominated(made, "戊水", unit=cast.water, **facts)
    return made

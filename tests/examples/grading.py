"""What members and teams are graded, and what follows."""

from tests import assessing
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.lib.evidence import Evidence
from zhucun.oversight.accountability import acts as accountability
from zhucun.oversight.assessment import deciding, passing
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.publicity import acts as objections
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes.rules import Grade, ObjectKind
from zhucun.oversight.yearly import acts as years


def furnish(cast: Cast) -> None:
    officer = cast.actor("officer")
    _assess(cast)
    years.settle(cast.county, year=SINCE.year, by=officer)
    _follow(cast, officer)


def _assess(cast: Cast) -> None:
    """A quarter of persons that the township has begun to score, and a scheme that is still written."""
    made = assessing.cycle(cast)
    assessing.scored(cast, assessing.sheet_of(made, cast.member))
    schemes.draft(cast.county, object_kind="team", cycle="year", by=cast.actor("officer"))
    _publish(cast)


def _publish(cast: Cast) -> None:
    """A quarter of teams that is public, and what the leader says against it."""
    officer, made = cast.actor("officer"), assessing.cycle(cast, kind=ObjectKind.TEAM)
    for sheet in ScoreSheet.objects.of(made):
        deciding.decide(sheet, grade=Grade.SECOND, reason="没有人评，按平时", by=officer)
    passing.publish(made, by=officer)
    own = ScoreSheet.objects.get(cycle=made, team=cast.team)
    objections.raise_objection(own, text="六月防汛没算", by=cast.actor("first_secretary"))


def _follow(cast: Cast, officer: Actor) -> None:
    """What waits for a leader, a 双约谈 of somebody else, and somebody held to account."""
    of_a_grade = {"evidence": [Evidence("test", 1, "季度考核一般", "")], "by": officer}
    consequences.fire("quarter_fair", cast.member, **of_a_grade)
    other = consequences.fire("quarter_fair", cast.first_secretary, **of_a_grade)[0]
    consequences.open_it(other, by=cast.actor("office_leader"))
    told = {"kind": "circular", "document": "青驻办通〔2022〕1号", "decided_on": TODAY, "decided_by": "县驻村办"}
    accountability.record(cast.county, **told, reason="整改拖延", team=cast.team, by=cast.actor("office_leader"))

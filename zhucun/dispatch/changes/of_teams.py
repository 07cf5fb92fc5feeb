"""A whole team recalled: one act proposes it for everybody; each case is then heard and decided as ever (R-TLK-05)."""

from collections.abc import Mapping, Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import CaseKind, Ground
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.evidence import Evidence


@act("change.recall_team", "提出召回整支队", needs=rules.PROPOSE)
def recall_team(team: Team, *, ground: Ground, reason: str = "", evidence: Sequence[str] = (), by: Actor) -> Team:
    """All of it or none: of everybody at least one record is picked, since each is decided on their own."""
    offered = offered_of(team, by)
    if not offered:
        raise Refused("队里的人都已经有变动在办，或者队里没有人。")
    for posting, records in offered.items():
        own = [one.reference for one in records if one.reference in evidence]
        if not own:
            name = posting.cadre.person.name
            raise Refused(f"{name}还没有佐证：从{name}的记录里选至少一条。", field="evidence", rule="R-TLK-05")
        told = {"kind": CaseKind.RECALL, "ground": ground, "reason": reason, "evidence": own}
        changes.open_case(posting, **told, by=by)
    return team


def offered_of(team: Team, by: Actor) -> Mapping[Posting, list[Evidence]]:
    """Everybody who is on the team and whose change is not running yet, with the records that may be picked."""
    running = ChangeCase.objects.filter(state__in=rules.RUNNING, posting__isnull=False).values("posting")
    here = Posting.objects.visible_to(by, rules.PROPOSE).filter(team=team, until__isnull=True).exclude(pk__in=running)
    named = here.select_related("cadre__person", "team", "sending_unit").order_by("cadre__person__name_key")
    return {posting: evidence_of(posting, by) for posting in named}

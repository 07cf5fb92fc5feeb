"""The measure's rows, by topic."""

from zhucun.dispatch.changes.models import CaseEvidence, CaseStep, ChangeCase, SuccessorChoice
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.handover.models import Handover, HandoverItem, HandoverSignature
from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.dispatch.roster.models import (
    ApprovedSize,
    Posting,
    RoleSpell,
    ServiceNote,
    Team,
    TeamBacking,
    TeamPlace,
)
from zhucun.dispatch.rounds.models import (
    JointCheck,
    Nomination,
    RoundStayer,
    RoundTeam,
    SelectionRound,
    UnitQuota,
    VillageNeed,
)
from zhucun.dispatch.rounds.plan_models import ApprovalStep, ProposedSeat
from zhucun.dispatch.screening.models import Doubt, DoubtAnswer, Screening

__all__ = [
    "ApprovalStep",
    "ApprovedSize",
    "CaseEvidence",
    "CaseStep",
    "ChangeCase",
    "Doubt",
    "DoubtAnswer",
    "FormationPlan",
    "Handover",
    "HandoverItem",
    "HandoverSignature",
    "JointCheck",
    "Nomination",
    "OpeningBalance",
    "OpeningFile",
    "PlanDecision",
    "Posting",
    "ProposedSeat",
    "RoleSpell",
    "RoundStayer",
    "RoundTeam",
    "Screening",
    "SelectionRound",
    "ServiceNote",
    "SuccessorChoice",
    "Team",
    "TeamBacking",
    "TeamPlace",
    "UnitQuota",
    "VillageNeed",
]

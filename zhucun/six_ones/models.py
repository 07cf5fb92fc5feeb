"""The measure's rows, by topic."""

from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.customs.models import MonthlyFollowUp, MonthlyItem, VillageCouncil, VillageRules
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost
from zhucun.six_ones.matters.models import MatterRecheck, MatterStep, UrgentMatter
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue

__all__ = [
    "CommitteeMember",
    "Dispute",
    "MatterRecheck",
    "MatterStep",
    "MonitoredHousehold",
    "MonitoringClue",
    "MonthlyFollowUp",
    "MonthlyItem",
    "PostDuty",
    "RotaDay",
    "RotaPost",
    "UrgentMatter",
    "VillageCouncil",
    "VillageRules",
]

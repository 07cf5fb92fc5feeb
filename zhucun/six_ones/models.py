"""The measure's rows, by topic."""

from zhucun.six_ones.committees.models import CommitteeMember, CommitteeRenewal
from zhucun.six_ones.customs.models import MonthlyFollowUp, MonthlyItem, VillageCouncil, VillageRules
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost
from zhucun.six_ones.industries.models import IndustryProject, ProjectHousehold, ProjectStep
from zhucun.six_ones.matters.models import MatterRecheck, MatterStep, UrgentMatter
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.network.models import HouseholdLink, LinkBalance, Linker
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent, TalentStay
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.six_ones.visiting.models import HouseholdKind

__all__ = [
    "CollectiveIncome",
    "CommitteeMember",
    "CommitteeRenewal",
    "Dispute",
    "ForumOpinion",
    "HouseholdKind",
    "HouseholdLink",
    "IndustryProject",
    "LinkBalance",
    "Linker",
    "MatterRecheck",
    "MatterStep",
    "MonitoredHousehold",
    "MonitoringClue",
    "MonthlyFollowUp",
    "MonthlyItem",
    "PostDuty",
    "ProjectHousehold",
    "ProjectMoney",
    "ProjectStep",
    "ReturnedTalent",
    "RotaDay",
    "RotaPost",
    "TalentStay",
    "UrgentMatter",
    "VillageCouncil",
    "VillageRules",
    "VillageSpeciality",
]

"""The measure's rows, by topic."""

from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, HealthCheck
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.incentives.funds.models import FundEntry, FundPublication
from zhucun.incentives.living.models import LivingConditions
from zhucun.incentives.outcomes.models import AnnouncedOutcome, DocumentTotal, ReserveTotal

__all__ = [
    "AccidentInsurance",
    "AnnouncedOutcome",
    "BenefitPayment",
    "BenefitReminder",
    "CareVisit",
    "DocumentTotal",
    "FundEntry",
    "FundPublication",
    "HealthCheck",
    "LivingConditions",
    "ReserveTotal",
]

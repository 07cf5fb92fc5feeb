"""The measure's rows, by topic."""

from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.matters.models import MatterRecheck, MatterStep, UrgentMatter

__all__ = ["Dispute", "MatterRecheck", "MatterStep", "UrgentMatter"]

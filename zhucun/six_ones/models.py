"""The measure's rows, by topic."""

from zhucun.six_ones.matters.models import MatterRecheck, MatterStep, UrgentMatter

__all__ = ["MatterRecheck", "MatterStep", "UrgentMatter"]

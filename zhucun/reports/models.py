"""The package's rows, by topic."""

from zhucun.reports.drafts.models import Dismissal, Draft, DraftNumber, DraftVersion

__all__ = ["Dismissal", "Draft", "DraftNumber", "DraftVersion"]

"""The package's rows, by topic."""

from zhucun.reports.drafts.models import Draft, DraftNumber

__all__ = ["Draft", "DraftNumber"]

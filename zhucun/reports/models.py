"""The package's rows, by topic."""

from zhucun.reports.drafts.models import Draft

__all__ = ["Draft"]

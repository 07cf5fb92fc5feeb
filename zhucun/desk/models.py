"""The package's rows, by topic."""

from zhucun.desk.feedback.models import Suggestion

__all__ = ["Suggestion"]

"""The package's rows, by topic."""

from zhucun.desk.feedback.models import Suggestion
from zhucun.desk.search.models import SearchEntry

__all__ = ["SearchEntry", "Suggestion"]

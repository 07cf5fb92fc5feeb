"""The measure's rows, by topic."""

from zhucun.policy.versions.models import PolicyVersion

__all__ = ["PolicyVersion"]

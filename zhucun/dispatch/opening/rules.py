"""Permissions of starting mid-term."""

from zhucun.acts.permissions import permission

KEEP = permission("opening.keep", "建账")

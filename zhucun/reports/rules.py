"""Permissions of the catalogue."""

from zhucun.acts.permissions import permission

SEE = permission("figure.see", "看数字台账")

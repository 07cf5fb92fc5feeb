"""Permission of the wall."""

from zhucun.acts.permissions import permission

SEE = permission("wall.see", "看大屏")

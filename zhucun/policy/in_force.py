"""Which values hold on a day: `from zhucun.policy import in_force as policy`, then `policy.on(day, county)`."""

from zhucun.policy.versions.overlay import SHIPPED, on, on_each

__all__ = ["SHIPPED", "on", "on_each"]

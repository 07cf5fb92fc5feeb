"""Who may open the page."""

from zhucun.acts.permissions import permission

SEE = permission("month.see", "看本月的调度与提示")

"""Permission of the page 六个一成果."""

from zhucun.acts.permissions import permission

SEE = permission("six_ones.see", "看六个一成果")

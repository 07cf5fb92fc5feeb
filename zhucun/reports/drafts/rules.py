"""Permission of drafts: everybody has their own and nobody else's."""

from zhucun.acts.permissions import permission

WRITE = permission("draft.write", "写材料、校对数字")

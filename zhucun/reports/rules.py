"""Permissions of the catalogue."""

from zhucun.acts.permissions import permission

SEE = permission("figure.see", "看数字台账")
EVERYTHING = permission("transfer.everything", "把全县的台账原样导出")

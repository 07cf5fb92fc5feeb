"""Permissions, and what may be said of a team's living conditions. Pure."""

from collections.abc import Sequence

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("living.see", "看队里的生活条件")
RECORD = permission("living.record", "登记队里的生活条件")


def must_be_of_the_list(lacking: Sequence[str], items: Sequence[str], note: str) -> None:
    """What lacks is one of what the county looks at, and is said in a line."""
    if odd := [one for one in lacking if one not in items]:
        raise Refused(f"“{odd[0]}”不在要看的里面；要看的是：{'、'.join(items)}。", field="lacking", rule="R-CARE-09")
    if lacking and not note.strip():
        raise Refused("缺的写一句：缺什么，谁来办。", field="note", rule="R-CARE-09")

"""What an import wrote, in words."""

from collections.abc import Mapping

COUNTED = {
    "people": ("新登记", "人"),
    "postings": ("派驻", "人"),
    "nominations": ("推荐", "人"),
    "changed": ("更改", "行"),
    "units": ("新登记单位", "个"),
    "teams": ("组建工作队", "支"),
    "ended": ("结束派驻", "人"),
    "townships": ("登记乡镇", "个"),
    "places": ("登记村、社区", "个"),
    "contacts": ("登记联系人", "人"),
    "aids": ("结对帮扶", "对"),
    "helpers": ("登记责任人", "人"),
    "households": ("登记农户", "户"),
    "backings": ("定后盾单位", "个"),
    "sizes": ("核定人数", "支队"),
    "entries": ("记变动", "条"),
    "balances": ("带入期初", "个"),
    "distances": ("登记里程", "段"),
    "sessions": ("登记培训班", "期"),
    "participants": ("登记参训的人", "人"),
    "attendances": ("登记到课", "人次"),
    "payments": ("登记补助", "笔"),
    "covers": ("登记保险", "份"),
    "checks": ("登记体检", "人次"),
    "matters": ("登记实事", "件"),
    "monitored": ("记入监测对象", "户"),
    "monitored_changed": ("更改监测对象", "户"),
    "monitored_left": ("移出监测对象", "户"),
    "clues_settled": ("对上线索", "条"),
}


def counts_in_words(counts: Mapping[str, int]) -> str:
    """新登记 4 人，派驻 4 人，组建工作队 3 支."""
    parts = [f"{label} {counts[key]} {unit}" for key, (label, unit) in COUNTED.items() if counts.get(key)]
    return "，".join(parts) or "没有写入什么"

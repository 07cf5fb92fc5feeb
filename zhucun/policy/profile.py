"""Every number a county or province may set: label, unit, default, rule id. Pure; everyone may import it.

A value's key is `group.name`, as in rules.md section 11. Amounts are whole fen, shares whole per cent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any


def value(label: str, default: Any, *, rule: str, unit: str = "", choices: Mapping[str, str] | None = None) -> Any:
    """Declare a value a county may set; its page, help text and printed list are made from this."""
    described = {"label": label, "rule": rule, "unit": unit, "choices": choices}
    if isinstance(default, (list, dict)):
        return field(default_factory=lambda: type(default)(default), metadata=described)
    return field(default=default, metadata=described)


TAGS = {
    "lifted_from_poverty": "脱贫村",
    "key_assistance": "乡村振兴重点帮扶村",
    "demonstration": "示范创建村",
    "resettlement": "易地搬迁集中安置点",
    "weak_party_branch": "党组织软弱涣散村",
    "weak_collective_economy": "集体经济薄弱村",
    "hard_to_govern": "治理难村",
    "industry_village": "产业村",
    "tourism_resources": "旅游资源村",
}


@dataclass(frozen=True)
class Places:
    TITLE = "点位"
    must_cover: tuple[str, ...] = value(
        "应派尽派的村类别",
        ("lifted_from_poverty", "key_assistance", "demonstration", "resettlement", "weak_party_branch"),
        rule="R-SEL-01",
        choices=TAGS,
    )
    groups: tuple[str, ...] = value(
        "选派时合起来数的村类别（几类村）",
        ("lifted_from_poverty", "key_assistance", "demonstration", "resettlement"),
        rule="R-SEL-03",
        choices=TAGS,
    )


@dataclass(frozen=True)
class Selection:
    TITLE = "选派"
    min_members: int = value("每队至少人数", 3, rule="R-SEL-04", unit="人")
    approved_size: int = value("核定人数（未单独核定的队）", 3, rule="R-SEL-04", unit="人")
    term_months: int = value("任期", 24, rule="R-SEL-05", unit="个月")
    term_alert_days: tuple[int, ...] = value("任期将满提醒", (90, 30), rule="R-SEL-05", unit="天前")
    vacancy_days: int = value("空缺补齐期限", 15, rule="R-SEL-11", unit="天")
    report_in_days: int = value("报到期限", 7, rule="R-SEL-22", unit="天")


@dataclass(frozen=True)
class Pairing:
    TITLE = "老新、深浅搭配"
    old_age: int = value("“老”：周岁不小于", 50, rule="R-SEL-12", unit="岁")
    young_age: int = value("“新”：周岁小于", 40, rule="R-SEL-12", unit="岁")
    deep_years: int = value("“深”：农村工作不少于", 3, rule="R-SEL-12", unit="年")
    shallow_years: int = value("“浅”：农村工作少于", 1, rule="R-SEL-12", unit="年")


@dataclass(frozen=True)
class DeputationLimits:
    TITLE = "代行"
    acting_max_days: int = value("代理最长", 180, rule="R-ORG-13", unit="天")
    leave_cover_max_days: int = value("休假代办最长", 30, rule="R-ORG-13", unit="天")


@dataclass(frozen=True)
class LogIn:
    TITLE = "登录"
    code_valid_days: int = value("一次性码有效", 14, rule="R-SEC-01", unit="天")
    failures_before_lock: int = value("连续输错锁定", 5, rule="R-SEC-02", unit="次")
    lock_minutes: int = value("锁定时长", 15, rule="R-SEC-02", unit="分钟")
    password_days: int = value("密码更换周期", 90, rule="R-SEC-01", unit="天")


@dataclass(frozen=True)
class Feedback:
    TITLE = "意见建议"
    answer_days: int = value("答复期限", 15, rule="R-BUR-06", unit="天")


@dataclass(frozen=True)
class DataKeeping:
    TITLE = "数据保存"
    access_log_months: int = value("访问日志保存", 12, rule="R-SEC-08", unit="个月")


@dataclass(frozen=True)
class PolicyProfile:
    """All values in force for one county on one day. `sources` says which level's version set a key."""

    places: Places = field(default_factory=Places)
    selection: Selection = field(default_factory=Selection)
    pairing: Pairing = field(default_factory=Pairing)
    deputation: DeputationLimits = field(default_factory=DeputationLimits)
    log_in: LogIn = field(default_factory=LogIn)
    feedback: Feedback = field(default_factory=Feedback)
    data: DataKeeping = field(default_factory=DataKeeping)
    sources: Mapping[str, str] = field(default_factory=dict)

    def overlaid(self, values: Mapping[str, Any], source: str) -> "PolicyProfile":
        """This profile with a version's values over it; unknown keys raise KeyError."""
        changed: dict[str, Any] = {}
        for key, new in values.items():
            group, name = declared(key)
            changed[group] = replace(changed.get(group, getattr(self, group)), **{name: _shaped(key, new)})
        return replace(self, **changed, sources={**self.sources, **dict.fromkeys(values, source)})

    def get(self, key: str) -> Any:
        group, name = declared(key)
        return getattr(getattr(self, group), name)


@dataclass(frozen=True)
class Declared:
    """What is known of a key: for the settings page, its help text and the printed list."""

    key: str
    group_title: str
    label: str
    unit: str
    rule: str
    default: Any
    choices: Mapping[str, str] | None

    def say(self, given: Any) -> str:
        """A value in words: 3 人; 90、30 天前; 脱贫村、示范创建村."""
        if isinstance(given, (list, tuple)):
            items = [self.choices.get(item, str(item)) if self.choices else str(item) for item in given]
            said = "、".join(items) or "无"
        else:
            said = str(given)
        return f"{said} {self.unit}".strip()


def declared(key: str) -> tuple[str, str]:
    """(group, name) of a key. Raises KeyError for one that nobody declared."""
    if key not in _BY_KEY:
        raise KeyError(key)
    group, name = key.split(".", 1)
    return group, name


def all_declared() -> Iterator[Declared]:
    yield from _BY_KEY.values()


def about(key: str) -> Declared:
    return _BY_KEY[key]


def _shaped(key: str, new: Any) -> Any:
    return tuple(new) if isinstance(_BY_KEY[key].default, tuple) else new


def _declarations() -> Iterator[Declared]:
    shipped = PolicyProfile()
    for group in fields(PolicyProfile):
        if group.name == "sources":
            continue
        values = getattr(shipped, group.name)
        for entry in fields(values):
            meta = entry.metadata
            yield Declared(
                key=f"{group.name}.{entry.name}",
                group_title=values.TITLE,
                label=meta["label"],
                unit=meta["unit"],
                rule=meta["rule"],
                default=getattr(values, entry.name),
                choices=meta["choices"],
            )


_BY_KEY: dict[str, Declared] = {}
_BY_KEY.update({entry.key: entry for entry in _declarations()})

"""Every number a county or province may set: label, unit, default, rule id. Pure; everyone may import it.

A value's key is `group.name`, as in rules.md section 11. Amounts are whole fen, shares whole per cent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from zhucun.lib.skills import KINDS
from zhucun.policy.assessment_values import Assessment
from zhucun.policy.benefit_values import Care
from zhucun.policy.consequence_values import Consequences, Talks
from zhucun.policy.customs_values import Customs, Rota
from zhucun.policy.declaring import Shape, value
from zhucun.policy.fund_values import Funds
from zhucun.policy.inspection_values import Inspection, Rectification
from zhucun.policy.items import DO, SHIPPED_ITEMS, Item
from zhucun.policy.monitoring_values import Monitoring
from zhucun.policy.national_values import National
from zhucun.policy.network_values import Network
from zhucun.policy.oversight_values import (
    Attendance,
    Burden,
    Duties,
    Emergency,
    Leave,
    Mobile,
    Promises,
    Records,
    Rhythm,
    SixOnes,
)
from zhucun.policy.rating_values import Rating
from zhucun.policy.route_values import Routes
from zhucun.policy.rows import PolicyRow
from zhucun.policy.six_ones_values import Committees, Matters, Talents
from zhucun.policy.testing_values import Testing
from zhucun.policy.training_values import Training

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


LEADER_RANKS = {
    "any": "不作要求",
    "middle": "单位中层以上",
    "deputy_township": "副科级以上",
    "deputy_county": "副处级以上",
}


HANDED_OVER = (
    *("村情档案", "项目进度", "困难户名单", "工作计划", "一轮共同走访", "各类台账"),
    *("经费余额和票据", "公物和钥匙", "没办完的事"),
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
    handover_days: int = value("交接期限", 7, rule="R-SEL-18", unit="天")
    handover_items: tuple[str, ...] = value("交接清单", HANDED_OVER, rule="R-SEL-18")
    doubt_days: int = value("过筛子有疑问，答复期限", 3, rule="R-SEL-17", unit="个工作日")
    leader_min_rank: str = value("县派队队长人选", "middle", rule="R-SEL-09", choices=LEADER_RANKS)
    joint_check: tuple[str, ...] = value("联审单位", ("纪委监委", "政法委", "公安局", "信访局"), rule="R-SEL-23")
    skills: tuple[str, ...] = value("用得上的需求和专长", tuple(KINDS), rule="R-SEL-13", choices=KINDS)


APPROVERS = {
    "county_office_leader": "县驻村办主任",
    "organisation_department": "组织部",
    "county_leader": "县领导",
}


@dataclass(frozen=True)
class Rounds:
    """Each step of a round has so many days from the end of the one before."""

    TITLE = "选派轮次"
    need_days: int = value("村报需求、乡镇审核", 10, rule="R-SEL-13", unit="天")
    nominate_days: int = value("单位推荐人选", 10, rule="R-SEL-14", unit="天")
    check_days: int = value("联审", 7, rule="R-SEL-23", unit="天")
    form_days: int = value("组队", 5, rule="R-SEL-10", unit="天")
    approve_days: int = value("审批，每一步", 5, rule="R-SEL-14", unit="天")
    approval_county: tuple[str, ...] = value("县派的由谁审批", tuple(APPROVERS), rule="R-SEL-14", choices=APPROVERS)
    approval_prefecture: tuple[str, ...] = value(
        "市派的由谁审批", ("county_office_leader", "organisation_department"), rule="R-SEL-14", choices=APPROVERS
    )
    approval_province: tuple[str, ...] = value(
        "省派的由谁审批", ("county_office_leader", "organisation_department"), rule="R-SEL-14", choices=APPROVERS
    )

    def approvers(self, level: str) -> tuple[str, ...]:
        """Roles that agree one after another to whom a level sends; from above, 组织部 enters that level's document."""
        return getattr(self, f"approval_{level}")


@dataclass(frozen=True)
class Eligibility:
    TITLE = "选派条件"
    items: tuple[Item, ...] = value("选派负面清单", SHIPPED_ITEMS, rule="R-SEL-08")


NO_KIND = "none"
SUITED = {NO_KIND: "不对应", **TAGS}


@dataclass(frozen=True)
class Matching:
    """因村派人: which kind of unit suits which kind of village. Suggests and explains, never assigns (R-SEL-10)."""

    TITLE = "因村派人：哪类单位宜派哪类村"
    party_government: str = value("党政部门", "weak_party_branch", rule="R-SEL-10", choices=SUITED)
    economic: str = value("经济部门", "weak_collective_economy", rule="R-SEL-10", choices=SUITED)
    political_legal: str = value("政法部门", "hard_to_govern", rule="R-SEL-10", choices=SUITED)
    agricultural: str = value("涉农部门", "industry_village", rule="R-SEL-10", choices=SUITED)
    culture_tourism: str = value("文旅部门", "tourism_resources", rule="R-SEL-10", choices=SUITED)
    education_health: str = value("教育卫生", NO_KIND, rule="R-SEL-10", choices=SUITED)
    enterprise: str = value("企业", NO_KIND, rule="R-SEL-10", choices=SUITED)
    township: str = value("乡镇", NO_KIND, rule="R-SEL-10", choices=SUITED)
    other: str = value("其他单位", NO_KIND, rule="R-SEL-10", choices=SUITED)

    def suits(self) -> dict[str, str]:
        """Kind of unit → kind of village, those that are matched at all."""
        return {one.name: tag for one in fields(self) if (tag := getattr(self, one.name)) != NO_KIND}


MODES = {"unit": "单位定点：后盾单位至少派一人", "free": "全县统筹"}


@dataclass(frozen=True)
class Formation:
    """What each wish is worth when teams are formed; 0 leaves it out. Hard rules have no weight."""

    TITLE = "组队：各项要求占多少分"
    mode: str = value("怎么派", "unit", rule="R-SEL-10", choices=MODES)
    skill: int = value("专长对上村里的需求，每项", 6, rule="R-SEL-10", unit="分")
    unit_kind: int = value("单位类别对上村类别，每人", 12, rule="R-SEL-10", unit="分")
    own_unit: int = value("后盾单位的人，每人", 40, rule="R-ORG-12", unit="分")
    old_young: int = value("一老一新缺一边，扣", 40, rule="R-SEL-12", unit="分")
    deep_shallow: int = value("一深一浅缺一边，扣", 40, rule="R-SEL-12", unit="分")
    stay: int = value("原来就在这支队的，每人", 20, rule="R-SEL-11", unit="分")
    stay_secretary: int = value("第一书记不换", 10, rule="R-SEL-11", unit="分")
    secretary: int = value("第一书记合适程度，每一度", 2, rule="R-SEL-06", unit="分")
    distance: int = value("离家 20 公里以外，每 10 公里扣", 1, rule="R-SEL-10", unit="分")
    mates_apart: int = value("非后盾单位在同一队派多人，每多一人扣", 0, rule="R-ORG-12", unit="分")
    fair_share: int = value("单位派人超过应派数，每多一人扣", 8, rule="R-ORG-12", unit="分")
    nodes: int = value("最多算多少步", 20_000, rule="R-SEL-10", unit="步")


DECIDERS = {"office": "县驻村办", "organisation": "县委组织部", "leader": "县领导", "above": "上级组织部门"}


@dataclass(frozen=True)
class Changes:
    """Whatever the county names, they decide in the order office, organisation, leader, above."""

    TITLE = "调整与召回"
    opinion_days: int = value("乡镇、单位说意见", 3, rule="R-SEL-15", unit="个工作日")
    county_chain: tuple[str, ...] = value("县派的由谁定", ("office",), rule="R-SEL-15", choices=DECIDERS)
    prefecture_chain: tuple[str, ...] = value(
        "市派的由谁定", ("office", "organisation", "above"), rule="R-SEL-15", choices=DECIDERS
    )
    province_chain: tuple[str, ...] = value(
        "省派的由谁定", ("office", "organisation", "above"), rule="R-SEL-15", choices=DECIDERS
    )


@dataclass(frozen=True)
class Recall:
    TITLE = "召回"
    replacement_days: int = value("召回后派人接替", 15, rule="R-TLK-05", unit="天")
    no_promotion_years: int = value("召回后不提拔", 3, rule="R-TLK-06", unit="年")


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
class Papers:
    """What stands over and under what is printed; on screens the office has its short name."""

    TITLE = "公文"
    office: str = value("发文机关全称（空着是县名加“驻村帮扶工作办公室”）", "", rule="R-DOC-28")
    code: str = value("发文代字（空着是县名头一个字加“驻办”）", "", rule="R-DOC-24")


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
    rounds: Rounds = field(default_factory=Rounds)
    eligibility: Eligibility = field(default_factory=Eligibility)
    matching: Matching = field(default_factory=Matching)
    formation: Formation = field(default_factory=Formation)
    changes: Changes = field(default_factory=Changes)
    recall: Recall = field(default_factory=Recall)
    training: Training = field(default_factory=Training)
    attendance: Attendance = field(default_factory=Attendance)
    leave: Leave = field(default_factory=Leave)
    emergency: Emergency = field(default_factory=Emergency)
    rhythm: Rhythm = field(default_factory=Rhythm)
    inspection: Inspection = field(default_factory=Inspection)
    routes: Routes = field(default_factory=Routes)
    records: Records = field(default_factory=Records)
    duties: Duties = field(default_factory=Duties)
    promises: Promises = field(default_factory=Promises)
    consequences: Consequences = field(default_factory=Consequences)
    rectification: Rectification = field(default_factory=Rectification)
    talks: Talks = field(default_factory=Talks)
    assessment: Assessment = field(default_factory=Assessment)
    rating: Rating = field(default_factory=Rating)
    care: Care = field(default_factory=Care)
    funds: Funds = field(default_factory=Funds)
    six_ones: SixOnes = field(default_factory=SixOnes)
    committees: Committees = field(default_factory=Committees)
    matters: Matters = field(default_factory=Matters)
    monitoring: Monitoring = field(default_factory=Monitoring)
    network: Network = field(default_factory=Network)
    talents: Talents = field(default_factory=Talents)
    rota: Rota = field(default_factory=Rota)
    customs: Customs = field(default_factory=Customs)
    testing: Testing = field(default_factory=Testing)
    burden: Burden = field(default_factory=Burden)
    national: National = field(default_factory=National)
    deputation: DeputationLimits = field(default_factory=DeputationLimits)
    log_in: LogIn = field(default_factory=LogIn)
    feedback: Feedback = field(default_factory=Feedback)
    papers: Papers = field(default_factory=Papers)
    mobile: Mobile = field(default_factory=Mobile)
    data: DataKeeping = field(default_factory=DataKeeping)
    sources: Mapping[str, str] = field(default_factory=dict)

    def overlaid(self, values: Mapping[str, Any], source: str) -> "PolicyProfile":
        """This profile with a version's values over it; unknown keys raise KeyError."""
        changed: dict[str, Any] = {}
        for key, new in values.items():
            group, name = declared(key)
            changed[group] = replace(changed.get(group, getattr(self, group)), **{name: about(key).shaped(new)})
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
    shape: Shape
    rows_of: type[PolicyRow] | None = None

    @property
    def is_list(self) -> bool:
        """Whether each entry is a sentence of its own."""
        return self.shape in (Shape.ITEMS, Shape.ROWS)

    def say(self, given: Any) -> str:
        """A value in words: 3 人; 90、30 天前; 脱贫村、示范创建村; 党龄（不能派）、临近退休（要核实）."""
        if self.shape is Shape.ITEMS:
            return "、".join(f"{item.label}（{DO[item.do]}）" for item in self.shaped(given)) or "无"
        if self.shape is Shape.ROWS:
            return "；".join(row.short for row in self.shaped(given)) or "无"
        parts = given if isinstance(given, (list, tuple)) else [given]
        said = "、".join(self.choices.get(part, str(part)) if self.choices else str(part) for part in parts) or "无"
        return f"{said} {self.unit}".strip()

    def lines(self, given: Any) -> list[str]:
        """A list of items or rows, one sentence each; empty for every other value."""
        return [entry.sentence for entry in self.shaped(given)] if self.is_list else []

    def say_apart(self, before: Any, after: Any) -> tuple[list[str], list[str]]:
        """What differs, in words: of a list of items or rows only those that are not in both."""
        if not self.is_list:
            return [self.say(before)], [self.say(after)]
        old, new = self.lines(before), self.lines(after)
        gone, come = [line for line in old if line not in new], [line for line in new if line not in old]
        return gone or ["没有这一条"], come or ["不用了"]

    def shaped(self, new: Any) -> Any:
        """As the profile holds what a version keeps as JSON."""
        if self.shape is Shape.ITEMS:
            return tuple(Item.of_json(one) for one in new)
        if self.rows_of is not None:
            return tuple(self.rows_of.of_json(one) for one in new)
        return tuple(new) if isinstance(self.default, tuple) else new


def _shape(default: Any, meta: Mapping[str, Any]) -> Shape:
    choices = meta["choices"]
    if meta["rows_of"] is not None:
        return Shape.ROWS
    if not isinstance(default, tuple):
        return Shape.CHOICE if choices else Shape.TEXT if isinstance(default, str) else Shape.COUNT
    if choices:
        return Shape.CHOICES
    return {Item: Shape.ITEMS, str: Shape.TEXTS}.get(type(default[0]), Shape.COUNTS)


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


def _declarations() -> Iterator[Declared]:
    shipped = PolicyProfile()
    for group in fields(PolicyProfile):
        if group.name == "sources":
            continue
        values = getattr(shipped, group.name)
        for entry in fields(values):
            meta, default = entry.metadata, getattr(values, entry.name)
            yield Declared(
                key=f"{group.name}.{entry.name}",
                group_title=values.TITLE,
                label=meta["label"],
                unit=meta["unit"],
                rule=meta["rule"],
                default=default,
                choices=meta["choices"],
                shape=_shape(default, meta),
                rows_of=meta["rows_of"],
            )


_BY_KEY: dict[str, Declared] = {}
_BY_KEY.update({entry.key: entry for entry in _declarations()})

"""What members and teams are promised, by sending level and by who pays (R-CARE-01 to 11). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.lib.amounts import shown_fen
from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell

FIRST_SECRETARY_FUND, TEAM_FUND = "first_secretary_fund", "team_fund"
LIVING, TRANSPORT, PHONE = "living", "transport", "phone"
INSURANCE, HEALTH_CHECK, VISIT = "insurance", "health_check", "visit"
BENEFITS = {
    FIRST_SECRETARY_FUND: "第一书记工作经费",
    TEAM_FUND: "工作队经费",
    LIVING: "生活补助",
    TRANSPORT: "交通补助",
    PHONE: "通讯补助",
    INSURANCE: "意外伤害险",
    HEALTH_CHECK: "体检",
    VISIT: "看望",
}
PER = {
    FIRST_SECRETARY_FUND: "每年",
    TEAM_FUND: "每年至少",
    LIVING: "每天",
    TRANSPORT: "每公里",
    PHONE: "每月",
}
ANY_LEVEL = "any"
LEVELS = {ANY_LEVEL: "各级", "province": "省派", "prefecture": "市派", "county": "县派"}
COUNTY_FINANCE, PROVINCE_FINANCE, SENDING_UNIT, BACKING_UNIT = "county", "province", "sending_unit", "backing_unit"
PAYERS = {
    COUNTY_FINANCE: "县财政",
    PROVINCE_FINANCE: "省财政",
    SENDING_UNIT: "派出单位",
    BACKING_UNIT: "后盾单位",
}
OF_TEAMS = (FIRST_SECRETARY_FUND, TEAM_FUND)


@dataclass(frozen=True)
class Entitled(PolicyRow):
    """One promise: to whom a level sends, by whom it is paid, how much. What is no money has no amount."""

    what: str = cell("什么", Holds.CHOICE, choices=BENEFITS)
    level: str = cell("哪一级派的", Holds.CHOICE, choices=LEVELS)
    payer: str = cell("谁出", Holds.CHOICE, choices=PAYERS)
    fen: int = cell("标准（元）", Holds.MONEY, may_be_empty=True, hint="经费按年，生活按天，通讯按月，交通按公里")

    @property
    def sentence(self) -> str:
        amount = f"{PER[self.what]} {shown_fen(self.fen)}" if self.what in PER else "要有"
        level = "" if self.level == ANY_LEVEL else LEVELS.get(self.level, self.level)
        return f"{level}{BENEFITS.get(self.what, self.what)}：{PAYERS.get(self.payer, self.payer)}，{amount}"

    @classmethod
    def problem_of_all(cls, rows: tuple["Entitled", ...]) -> str:
        """Each promise has one standard for each level, and what is money says how much."""
        for row in rows:
            if (row.what in PER) != bool(row.fen):
                return f"“{BENEFITS[row.what]}”{'要写标准' if row.what in PER else '不写金额'}。"
            if row.what not in OF_TEAMS and row.payer == BACKING_UNIT:
                return f"“{BENEFITS[row.what]}”是给人的，由派出单位或者财政出。"
        pairs = [(row.what, row.level) for row in rows]
        return "" if len(set(pairs)) == len(pairs) else "同一样保障、同一级有两行。"


SHIPPED_ENTITLEMENTS = (
    Entitled(FIRST_SECRETARY_FUND, ANY_LEVEL, COUNTY_FINANCE, 1_000_000),
    Entitled(TEAM_FUND, ANY_LEVEL, BACKING_UNIT, 1_000_000),
    Entitled(LIVING, ANY_LEVEL, SENDING_UNIT, 6_000),
    Entitled(TRANSPORT, ANY_LEVEL, SENDING_UNIT, 80),
    Entitled(PHONE, ANY_LEVEL, SENDING_UNIT, 10_000),
    Entitled(INSURANCE, ANY_LEVEL, SENDING_UNIT, 0),
    Entitled(HEALTH_CHECK, ANY_LEVEL, SENDING_UNIT, 0),
    Entitled(VISIT, ANY_LEVEL, SENDING_UNIT, 0),
)
LIVING_ITEMS = ("床铺", "伙食", "饮水", "用电", "网络")


@dataclass(frozen=True)
class Care:
    TITLE = "保障与关爱"
    entitlements: tuple[Entitled, ...] = value(
        "每样保障谁出、多少", SHIPPED_ENTITLEMENTS, rule="R-CARE-11", rows_of=Entitled
    )
    paid_within_days: int = value("每月的补助，月底后发到手", 15, rule="R-CARE-03", unit="天内")
    fund_due_month: int = value("一年的经费，最晚到账", 6, rule="R-CARE-02", unit="月底")
    check_due_month: int = value("一年的体检、看望，最晚做完", 12, rule="R-CARE-07", unit="月底")
    trips_per_month: int = value("交通补助每月最多算", 4, rule="R-CARE-04", unit="趟")
    checks_per_year: int = value("每年体检", 1, rule="R-CARE-07", unit="次")
    visits_per_year: int = value("派出单位每年看望", 1, rule="R-CARE-08", unit="次")
    insurance_alert_days: int = value("意外伤害险到期前提醒", 30, rule="R-CARE-06", unit="天")
    check_alert_days: int = value("一年的体检，到期前提醒", 60, rule="R-CARE-07", unit="天")
    remind_days: int = value("提醒单位以后，请几天内办", 15, rule="R-CARE-11", unit="天")
    living_items: tuple[str, ...] = value("生活条件看哪几样", LIVING_ITEMS, rule="R-CARE-09")

    def cover_needed_on(self, today: date) -> date:
        """One that does not reach this day ends soon."""
        return today + timedelta(days=self.insurance_alert_days + 1)

    def checks_asked_for_from(self, last_day: date) -> date:
        return last_day - timedelta(days=self.check_alert_days)

    def entitled(self, what: str, level: str) -> Entitled | None:
        """What is promised to whom this level sends: the row of the level, else that of all; None where nothing is."""
        of_kind = {row.level: row for row in self.entitlements if row.what == what}
        return of_kind.get(level, of_kind.get(ANY_LEVEL))

"""The values of 管 and 记一笔: days, leave, emergency, rhythm, records, burden, duties, promises, phone pages. Pure."""

from dataclasses import dataclass

from zhucun.policy.attendance import CATEGORIES, Category
from zhucun.policy.declaring import value
from zhucun.policy.leave import (
    SHIPPED_KINDS,
    SHIPPED_LADDER,
    SHIPPED_TIERS,
    LateReturn,
    LeaveKind,
    NoLeavePeriod,
    Tier,
)
from zhucun.policy.rows import Holds, PolicyRow, cell

REST_DAYS = {"off": "不算，值班另报", "rota": "轮流值班，值班的算", "counted": "都算"}


@dataclass(frozen=True)
class Attendance:
    TITLE = "在村"
    categories: tuple[Category, ...] = value("一天记成哪几类", CATEGORIES, rule="R-ATT-03", rows_of=Category)
    rest_days: str = value("休息日算不算在村", "off", rule="R-ATT-06", choices=REST_DAYS)
    weekend_rota_min: int = value("休息日村里至少留", 1, rule="R-ATT-06", unit="人")
    min_days_per_month: int = value("每月在村至少", 20, rule="R-ATT-01", unit="天")
    min_days_per_quarter: int = value("每季在村至少（0 是不设）", 0, rule="R-ATT-02", unit="天")
    min_days_per_year: int = value("每年在村至少", 200, rule="R-ATT-02", unit="天")
    announce_days_ahead: int = value("外出、轮休最早提前报", 60, rule="R-ATT-07", unit="天")
    change_late_days: int = value("变动隔几天以上才记，要写去哪里、办什么", 7, rule="R-ATT-07", unit="天")
    change_long_days: int = value("变动一次多长以上，要写去哪里、办什么", 10, rule="R-ATT-07", unit="个工作日")
    village_confirm_days: int = value("月底后村里核对", 3, rule="R-ATT-04", unit="个工作日")
    township_verify_days: int = value("月底后乡镇核定", 6, rule="R-ATT-04", unit="个工作日")
    circular_day: int = value("考勤通报，次月几日前", 10, rule="R-ATT-13", unit="日")


PAUSED = {"inspection": "督查", "test": "测试"}


@dataclass(frozen=True)
class Emergency:
    TITLE = "应急值守"
    max_days: int = value("一次最长", 7, rule="R-ATT-16", unit="天")
    pauses: tuple[str, ...] = value("值守期间停下", tuple(PAUSED), rule="R-ATT-16", choices=PAUSED)


EVERYONE_AWAY = {"refuse": "不准，县里写明理由才放行", "allow": "可以"}


@dataclass(frozen=True)
class Leave:
    TITLE = "请假"
    tiers: tuple[Tier, ...] = value("请多长的假由谁批", SHIPPED_TIERS, rule="R-LEA-01", rows_of=Tier)
    leader_tiers_up: int = value("队长请假高几档", 1, rule="R-LEA-02", unit="档")
    kinds: tuple[LeaveKind, ...] = value("假的种类", SHIPPED_KINDS, rule="R-LEA-05", rows_of=LeaveKind)
    everyone_away: str = value("全队都不在村", "refuse", rule="R-LEA-08", choices=EVERYONE_AWAY)
    no_leave_periods: tuple[NoLeavePeriod, ...] = value("停假时段", (), rule="R-LEA-08", rows_of=NoLeavePeriod)
    written_after_phone_days: int = value("电话请假后补单", 2, rule="R-LEA-07", unit="天")
    overdue_ladder: tuple[LateReturn, ...] = value("逾期未归", SHIPPED_LADDER, rule="R-LEA-04", rows_of=LateReturn)


WEEKDAYS = {
    "monday": "星期一",
    "tuesday": "星期二",
    "wednesday": "星期三",
    "thursday": "星期四",
    "friday": "星期五",
}


@dataclass(frozen=True)
class Rhythm:
    """一周一督查、一月一调度、一季一考核、年终算总账; a day that is no working day moves to the next one."""

    TITLE = "工作节奏"
    inspection_weekday: str = value("一周一督查，最晚在", "friday", rule="R-LOG-07", choices=WEEKDAYS)
    review_day: int = value("一月一调度，每月几日前", 25, rule="R-LOG-08", unit="日")
    prompt_day: int = value("重点工作提示，每月几日前", 5, rule="R-LOG-07", unit="日")
    assessment_days: int = value("一季一考核，季末后", 15, rule="R-LOG-07", unit="天内")
    year_account_days: int = value("年终算总账，年末后", 31, rule="R-LOG-07", unit="天内")


@dataclass(frozen=True)
class Records:
    TITLE = "记一笔"
    edit_days: int = value("记下后可以改", 7, rule="R-LOG-10", unit="天")


BURDENED = {
    "member": "队员",
    "team_leader": "队长",
    "village_secretary": "村书记",
    "attendance_clerk": "乡镇考勤员",
    "township_secretary": "乡镇党委书记",
    "unit_liaison": "单位联络员",
    "county_officer": "县驻村办干事",
}


@dataclass(frozen=True)
class Minutes(PolicyRow):
    """The most a role is asked to spend on forms in a month."""

    role: str = cell("谁", Holds.CHOICE, choices=BURDENED)
    minutes: int = cell("每月不超过（分钟）", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{BURDENED.get(self.role, self.role)} {self.minutes} 分钟"

    @classmethod
    def problem_of_all(cls, rows: tuple["Minutes", ...]) -> str:
        return "" if len({row.role for row in rows}) == len(rows) else "同一种人有两行。"


SHIPPED_MINUTES = (
    Minutes("member", 90),
    Minutes("team_leader", 150),
    Minutes("village_secretary", 20),
    Minutes("attendance_clerk", 240),
    Minutes("township_secretary", 120),
    Minutes("unit_liaison", 45),
    Minutes("county_officer", 900),
)


@dataclass(frozen=True)
class Burden:
    TITLE = "填报负担"
    minutes_per_month: tuple[Minutes, ...] = value(
        "每月填报时间上限", SHIPPED_MINUTES, rule="R-BUR-05", rows_of=Minutes
    )
    most_forms_of_member: int = value("队员要填的最多", 6, rule="R-BUR-09", unit="种")
    seconds_per_cell: int = value("填一格大约", 60, rule="R-BUR-05", unit="秒")
    minutes_per_form: int = value("收一张表、看懂、报回去大约", 3, rule="R-BUR-05", unit="分钟")


@dataclass(frozen=True)
class Duties:
    TITLE = "三位一体"
    talks_per_quarter: int = value("乡镇书记每季与每名队员谈心", 1, rule="R-ORG-07", unit="次")
    township_meetings_per_month: int = value("乡镇每月与各队开会", 1, rule="R-LOG-05", unit="次")
    unit_hearings_per_year: int = value("单位每年听派驻情况", 2, rule="R-ORG-06", unit="次")
    head_visits_per_year: int = value("单位主要负责人每年到村", 1, rule="R-ORG-06", unit="次")


@dataclass(frozen=True)
class Promises:
    TITLE = "任务单"
    most: int = value("一支队一年最多", 10, rule="R-TASK-11", unit="件")


SIX_ONES = (
    "建强一个班子",
    "办成一批实事",
    "发展一批产业",
    "引回一批能人",
    "织密一张网络",
    "弘扬一股新风",
)


@dataclass(frozen=True)
class SixOnes:
    TITLE = "六个一"
    items: tuple[str, ...] = value("“六个一”有哪几项", SIX_ONES, rule="R-TASK-02")


PHONE_PAGES = {"on": "开着", "off": "关掉，都到电脑上办"}


@dataclass(frozen=True)
class Mobile:
    TITLE = "手机页"
    pages: str = value("手机页", "on", rule="R-BUR-03", choices=PHONE_PAGES)

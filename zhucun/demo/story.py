"""Who is told of by name and what happened: an arrangement that explains the figures of 11 July 2022, not what was.

| Day      | On post | Under 40      | Rural experience | Since the line above                                      |
|----------|---------|---------------|------------------|-----------------------------------------------------------|
| 1 June   | 494     | 210           | 338              |                                                           |
| 30 June  | 495     | 211 = 42.63 % | 338 = 68.28 %    | two like-for-like replacements, one addition (young, none) |
| 11 July  | 496     | 213 = 42.94 % | 338 = 68.15 %    | one replacement (old → young), one addition (young, none) |
"""

from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.demo.invented import Course, End, Note, PolicyVersion, StandIn, Suggestion
from zhucun.demo.invented_people import FIRST, OTHER, SECOND, Known

ADJUSTMENT, REMOVAL, ROTATION = "adjustment", "removal", "rotation"
RECALL, REINFORCEMENT = "recall", "reinforcement"
UNIT_HEAD, TOWNSHIP = "unit_head", "township_secretary"

# Where → who sits there, seat by seat.
CAST: dict[str, dict[str, Known]] = {
    "东岭镇石坪村": {
        FIRST: Known("黎明远", "male", "B", True, date(1985, 3, 1), 24, "档案管理股股长"),
        SECOND: Known("盘小妹", "female", "B", False, date(1990, 5, 1), 0, "科员", "县水利局"),
    },
    "云台镇枫木冲村": {
        FIRST: Known("周明远", "male", "B", True, date(1984, 3, 1), 24, "自然资源规划股股长"),
        SECOND: Known("石小满", "female", "A", True, date(1993, 2, 1), 8, "助理工程师", "县测绘队"),
        OTHER: Known("唐玉成", "male", "E", True, date(1970, 1, 1), 132, "四级调研员"),
    },
    "石桥镇上坪村": {FIRST: Known("何建平", "male"), SECOND: Known("黄翠云", "female")},
    "青禾镇青塘村": {
        FIRST: Known("骆文斌", "male"),
        SECOND: Known("郑爱兰", "female"),
        OTHER: Known("李孝先", "male"),
    },
    "九岭瑶族乡牛角岭村": {
        FIRST: Known("盘志雄", "male"),
        SECOND: Known("蒋晓雯", "female"),
        OTHER: Known("赵德全", "male", "E"),
    },
    "南岭镇石鼓村": {
        FIRST: Known("欧阳静", "female"),
        SECOND: Known("陈立群", "male"),
        OTHER: Known("柏树生", "male"),
    },
    "清源镇铁炉村": {
        FIRST: Known("乐思源", "male"),
        SECOND: Known("杨秀梅", "female"),
        OTHER: Known("胡国柱", "male"),
    },
    "太和镇大湾村": {
        FIRST: Known("蒋国栋", "male"),
        SECOND: Known("唐小敏", "female"),
        OTHER: Known("刘元生", "male"),
    },
    "枫林镇樟树下村": {
        FIRST: Known("雷永红", "male"),
        SECOND: Known("谢宇航", "male"),
        OTHER: Known("李满堂", "male"),
    },
    "龙潭镇白水村": {
        FIRST: Known("程路", "male"),
        SECOND: Known("王立新", "male", "B", True),
        OTHER: Known("王细妹", "female", "D"),
    },
    "大坪镇长冲村": {
        FIRST: Known("潘建华", "male"),
        SECOND: Known("黄巧", "female"),
        OTHER: Known("周友林", "male"),
    },
    "新圩镇井头村": {FIRST: Known("廖春山", "male"), SECOND: Known("罗成", "male")},
    "柳溪镇茶园村": {
        FIRST: Known("吴少卿", "male"),
        SECOND: Known("欧阳平", "male"),
        OTHER: Known("邓小英", "female", "C"),
    },
    "双江镇李家湾村": {OTHER: Known("谭永胜", "male", "E", True)},
    "明德街道桃源安置点": {SECOND: Known("何雨晴", "female", "A", False)},
}


@dataclass(frozen=True)
class Replacement:
    """Whoever sits there now came on the day after the other's last (R-SEL-16); the seat is in CAST."""

    where: str
    seat: str
    leaver: Known
    end: End
    course: Course


@dataclass(frozen=True)
class Addition:
    """增派 to a team that was given a third seat; it follows nobody (R-SEL-11)."""

    on: date
    who: Known
    basis: str
    course: Course


@dataclass(frozen=True)
class Undecided:
    """A change that has been proposed and waits for the office."""

    where: str
    seat: str
    course: Course


def _added(proposed_on: date) -> Course:
    """Proposed by the township, decided four days later, issued three days after that."""
    decided_on = proposed_on + timedelta(days=4)
    return Course(
        REINFORCEMENT,
        "more_work",
        "",
        TOWNSHIP,
        proposed_on,
        decided_on=decided_on,
        issued_on=decided_on + timedelta(days=3),
    )


BY_13_JUNE, BY_23_JUNE = _added(date(2022, 6, 13)), _added(date(2022, 6, 23))
REPLACEMENTS = (
    Replacement(
        "双江镇李家湾村",
        OTHER,
        Known("田永贵", "male", "E", True),
        End(date(2022, 6, 19), ADJUSTMENT, "青驻办调〔2022〕6号", "单位工作需要，另有安排。"),
        Course(
            ADJUSTMENT,
            "unit_needs",
            "另有安排",
            UNIT_HEAD,
            date(2022, 6, 10),
            date(2022, 6, 13),
            date(2022, 6, 15),
            date(2022, 6, 20),
        ),
    ),
    Replacement(
        "明德街道桃源安置点",
        SECOND,
        Known("尹芳", "female", "B", False),
        End(date(2022, 6, 21), REMOVAL, "青驻办调〔2022〕7号", "原单位工作没有脱开，经单位和街道核实后撤换。"),
        Course(
            REMOVAL,
            "not_released",
            "经单位和街道核实后撤换",
            TOWNSHIP,
            date(2022, 6, 13),
            date(2022, 6, 15),
            date(2022, 6, 17),
            date(2022, 6, 22),
        ),
    ),
    Replacement(
        "龙潭镇白水村",
        SECOND,
        Known("宋家栋", "male", "C", True),
        End(date(2022, 7, 3), ADJUSTMENT, "青驻办调〔2022〕9号", "岗位变动，回原单位工作。"),
        Course(
            ADJUSTMENT,
            "post_moved",
            "回原单位工作",
            UNIT_HEAD,
            date(2022, 6, 24),
            date(2022, 6, 27),
            date(2022, 6, 29),
            date(2022, 7, 4),
        ),
    ),
)
ADDITIONS = (
    Addition(
        date(2022, 6, 27), Known("彭嘉欣", "female", "A", False), "青驻办调〔2022〕8号", _added(date(2022, 6, 13))
    ),
    Addition(date(2022, 7, 7), Known("夏一鸣", "male", "A", False), "青驻办调〔2022〕10号", BY_23_JUNE),
)

# One waits for the office on 11 July: the township has proposed, the unit has said its opinion.
UNDECIDED = Undecided(
    "柳溪镇茶园村",
    SECOND,
    Course(RECALL, "absent", "", TOWNSHIP, date(2022, 7, 6), said_on=date(2022, 7, 8)),
)
NOTES = {
    ("柳溪镇茶园村", SECOND): (
        Note(date(2022, 6, 9), "inspection", "县里随机督查，工作日不在村，没有请假。", "青驻督〔2022〕14号"),
        Note(date(2022, 6, 14), "talk", "镇党委书记谈话提醒，本人表示马上改。"),
        Note(date(2022, 7, 1), "inspection", "复查仍不在村，没有请假。", "青驻督〔2022〕17号"),
    ),
    ("东岭镇石坪村", FIRST): (Note(date(2022, 6, 28), "praise", "汛期转移群众受县里通报表扬。", "青政通〔2022〕9号"),),
}

# Before June: how many seats had another holder before, when they changed, and one seat given up without a successor.
CHANGED_BEFORE = 24
CHANGE_DAYS = (date(2021, 10, 11), date(2021, 12, 6), date(2022, 2, 14), date(2022, 3, 21), date(2022, 4, 25))
CHANGE_KINDS = (ADJUSTMENT, ADJUSTMENT, ADJUSTMENT, ROTATION)
CHANGE_REASONS = {ADJUSTMENT: "单位工作需要，另有安排。", ROTATION: "本人任期已满，轮换。"}
GIVEN_UP = End(date(2022, 4, 8), ADJUSTMENT, "青驻办调〔2022〕3号", "岗位变动，回原单位工作。")

# Postings whose document could not be found and which were entered with a reason instead (补录).
BACKFILLED = 3
BACKFILL_BASIS = "补录：原任职文件未找到，依据 2021 年 5 月的报到登记。"

# So many days after a successor came the work was handed over: on paper, from a day on in the house; that of the last
# replacement is under way. What is written to each thing of the county's list, in its order.
HANDED_OVER_AFTER = 5
BY_THEMSELVES_FROM = date(2022, 6, 1)
STILL_HANDING_OVER_SINCE = date(2022, 7, 1)
HANDED_OVER = (
    "一本，在村部柜子里",
    "两个项目，进度表一张",
    "名单一份，三户要多走",
    "下半年计划一份",
    "一起走了一遍，两天",
    "台账五本",
    "票据一袋，余额对过",
    "钥匙两把，电脑一台",
    "列了三件，一件一件说清了",
)
TOLD = "当面说清了"
HANDED_OVER_SO_FAR = 6

# A hand-over week on the county's day: two are there, the seat counts once. In a team of which nothing else is told.
WEEK_IN, WEEK_FROM = "990126101", date(2022, 7, 8)
WEEK_END = End(date(2022, 7, 14), ADJUSTMENT, "青驻办调〔2022〕11号", "单位工作需要，另有安排。")
HANDED_OVER_IN_THE_WEEK = 3

# What goes on in the offices meanwhile.
STAND_INS = (
    StandIn("990126107", "township_organiser", "presiding", date(2022, 6, 20), None, "青组任〔2022〕31号"),
    StandIn("990126108", "township_organiser", "leave_cover", date(2022, 7, 4), date(2022, 7, 15), "书记年休假"),
)
SUGGESTIONS = (
    Suggestion(
        "attendance_clerk",
        "990126101",
        date(2022, 6, 14),
        "花名册打印出来字太小，老同志看不清。",
        "字号调大了，一页少放几行。请再打一次看看。",
        date(2022, 6, 16),
    ),
    Suggestion("township_secretary", "990126102", date(2022, 7, 8), "打开首页，能不能先看到本镇有没有空岗？"),
)
POLICIES = (
    PolicyVersion(
        "驻村工作队选派管理办法",
        date(2021, 5, 18),
        "青驻办发〔2021〕4号",
        {"selection.min_members": 3, "selection.vacancy_days": 15, "selection.report_in_days": 7},
    ),
    PolicyVersion(
        "驻村帮扶督查办法",
        date(2021, 8, 27),
        "青驻办发〔2021〕15号",
        {"inspection.teams_per_round": 12, "inspection.floor_days": 150},
    ),
)

NAMES = {
    *(known.name for seats in CAST.values() for known in seats.values()),
    *(replacement.leaver.name for replacement in REPLACEMENTS),
    *(addition.who.name for addition in ADDITIONS),
}

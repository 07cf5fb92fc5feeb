"""Who was talked to and held to account in 2022, why, by which document; all of it is invented."""

from dataclasses import dataclass
from datetime import date

# Heads of units talked to on 5 July, at one meeting; what each promised.
UNIT_HEADS = {
    "县机关事务中心": "7月10日前重记走访本，主要负责人每月到村一次。",
    "县城建档案馆": "公开栏当月补齐，确定专人每月去看。",
    "县教师进修学校": "监测户由单位班子分片包户，7月底前都到户。",
    "县粮食和物资储备中心": "队员三天内搬到村里住，单位不再派业务。",
    "县自然资源局": "产业台账7月15日前补上地块号，测绘队到场核一遍。",
    "县水利电力站": "“四会”按月开，单位分管领导每月列席一次。",
}
NOTICED, MET, FIX_BY = date(2022, 6, 30), date(2022, 7, 5), date(2022, 7, 20)
STATED_ON = date(2022, 7, 4)
REASON = "第9期整改交办函点了你单位帮扶的村，问题突出，请主要负责人来谈。"
STATEMENT = "情况属实。主要是单位抓得不紧，人派下去了，没有跟着管。"
MEETING = "正视本单位驻村帮扶工作存在的问题，压实责任，把问题整改到位；谁派的人谁管。"

# 双约谈 of the nineteen.
OPENED, BY_TOWNSHIP, BY_UNIT, FOLLOWED_UP = (
    date(2022, 4, 18),
    date(2022, 4, 21),
    date(2022, 4, 26),
    date(2022, 5, 30),
)
SAID = ("承认这一季心没有放在村里。", "单位有事常叫回去，请假又没有办。", "入户少，往后按户走。")
POINTS_TOWNSHIP = "谈了一季度的事：到户少，群众不认得，交办的事拖。要求吃住在村，每周交一次账。"
POINTS_UNIT = "单位不再派业务，按月听一次汇报；再评一般，单位召回换人。"
PROMISE = "一个月走完包的组，交办的事当周回。"
OUTCOMES = ("走访本翻过了，五月走了一遍。", "问了三户，都认得了。", "吃住在村，组长作证。")


@dataclass(frozen=True)
class Account:
    """So many 人次 of a kind, by one document; `whom`: members of teams with items, or people of their units."""

    kind: str
    count: int
    whom: str
    document: str
    decided_by: str
    on: date
    reason: str
    effect_until: date | None = None


FIRST, SECOND = "青驻办通〔2022〕1号", "青驻办通〔2022〕2号"
OFFICE, DEPARTMENT, DISCIPLINE = "青岭县驻村帮扶工作办公室", "县委组织部", "县纪委监委"
ACCOUNTS = (
    Account("criticism", 6, "members", FIRST, OFFICE, date(2022, 3, 30), "一季度督查发现在村在岗有问题。"),
    Account("circular", 5, "members", FIRST, OFFICE, date(2022, 3, 30), "走访记录、公开栏长期不更新。"),
    Account("circular", 3, "units", FIRST, OFFICE, date(2022, 3, 30), "答应的经费不到账，单位领导不到村。"),
    Account("criticism", 6, "members", SECOND, OFFICE, date(2022, 6, 20), "二季度督查发现工作不实。"),
    Account("circular", 4, "members", SECOND, OFFICE, date(2022, 6, 20), "交办过的问题又出在同一支队。"),
    Account("circular", 4, "units", SECOND, OFFICE, date(2022, 6, 20), "整改反馈拖延，催了两次。"),
    Account("reminder", 6, "units", "青组函〔2022〕18号", DEPARTMENT, date(2022, 6, 24), "对派出的队员管理松。"),
    Account(
        "admonition",
        3,
        "units",
        "青组函〔2022〕19号",
        DEPARTMENT,
        date(2022, 6, 24),
        "整改走过场，复查没有改。",
        date(2022, 12, 24),
    ),
    Account(
        "discipline",
        1,
        "units",
        "青纪函〔2022〕7号",
        DISCIPLINE,
        date(2022, 5, 12),
        "工作经费票据不实。",
    ),
)

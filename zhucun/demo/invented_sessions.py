"""The demo county's year of training: six sessions of the county, 2 851 attendances of members and village cadres; one
more is announced."""

from dataclasses import dataclass
from datetime import date

from zhucun.training.sessions.rules import Kind, Mode

ORGANISER = "青岭县委组织部、县乡村振兴局"
PARTY_SCHOOL, ONLINE = "县委党校", "视频会议，各乡镇设分会场"


@dataclass(frozen=True)
class Told:
    """A session, how many came, and every how many of them did not stay to the end."""

    kind: Kind
    mode: Mode
    title: str
    theme: str
    hosts: str
    first_day: date
    last_day: date
    halfdays: int
    came: int  # of members
    one_left_of: int = 0
    cadres: int = 0  # and of village cadres
    topics: tuple[str, ...] = ()  # of whom among those who came tell how they do it


SESSIONS = (
    Told(
        Kind.PRE_POST,
        Mode.OFFLINE,
        "新一轮驻村干部岗前培训",
        "驻村工作队的职责、防返贫监测、怎样开展群众工作",
        "县委组织部、县乡村振兴局、老第一书记",
        date(2021, 9, 23),
        date(2021, 9, 24),
        4,
        475,
        118,
    ),
    Told(
        Kind.ROTATION_COURSE,
        Mode.ONLINE,
        "防返贫监测帮扶业务培训",
        "监测对象怎样识别、公示、退出",
        "县乡村振兴局",
        date(2021, 10, 21),
        date(2021, 10, 21),
        2,
        441,
        95,
        96,
    ),
    Told(
        Kind.CASE_BASED,
        Mode.ONLINE,
        "以案促训：项目资金这样管",
        "从三个整改案例看项目资金的规矩",
        "县纪委、县财政局",
        date(2021, 12, 9),
        date(2021, 12, 9),
        2,
        428,
        cadres=64,
    ),
    Told(
        Kind.ROTATION_COURSE,
        Mode.ONLINE,
        "建强基层组织业务培训",
        "村“两委”运行、发展党员、村级议事",
        "县委组织部",
        date(2022, 2, 24),
        date(2022, 2, 24),
        2,
        417,
        158,
        88,
    ),
    Told(
        Kind.ROTATION_COURSE,
        Mode.OFFLINE,
        "乡村振兴业务培训班",
        "产业发展、乡村建设、乡村治理，分组到示范村现场学",
        "县农业农村局、县委党校",
        date(2022, 3, 28),
        date(2022, 3, 30),
        6,
        365,
        96,
        43,
    ),
    Told(
        Kind.EXPERIENCE_EXCHANGE,
        Mode.ONLINE,
        "发展壮大村集体经济经验交流",
        "四支工作队讲自己怎么做、走过哪些弯路",
        "驻村队员",
        date(2022, 5, 19),
        date(2022, 5, 19),
        2,
        394,
        0,
        40,
        ("一块撂荒地怎样变成公共菜园", "村集体入股要先算哪三笔账", "订单从哪里来", "账目每月怎样公开"),
    ),
)
ANNOUNCED_ON = date(2022, 7, 8)
COMING = Told(
    Kind.PRE_POST,
    Mode.OFFLINE,
    "新来驻村干部岗前培训",
    "去年九月以后来的，补一次岗前培训",
    "县委组织部、县乡村振兴局",
    date(2022, 7, 14),
    date(2022, 7, 15),
    4,
    0,
)

"""Roles in a village: its secretary by appointment, its team by a running posting."""

from zhucun.org.roles.role import Reach, Role, may

VILLAGE_WORK = may(
    # 派
    handover="see",
    roster="see",
    # 记一笔
    record="see",
    # 管
    attendance="see",
    inspection="see",
    promise="see",
    site="see comment",
    # 六个一
    committee="see",
    customs="see keep",
    dispute="see keep",
    link="see keep",
    matter="see keep",
    monitoring="see report",
    project="see keep",
    rota="see keep",
    talent="see",
    # 人、地、账号
    household="see",
    place="see",
    # 办法
    document="see",
)
TEAM_WORK = VILLAGE_WORK | may(
    # 派
    handover="hand",
    # 记一笔
    record="write",
    # 训
    test="sit",
    # 管
    assessment="see",
    circular="see",
    emergency="see",
    month="see",
    prompt="see",
    rating="see",
    rectification="see",
    scheme="see",
    yearly="see",
    # 用
    fund="see",
    living="see",
    # 六个一
    talent="keep",
)

VILLAGE_SECRETARY = Role(
    "village_secretary",
    "村书记",
    "看本村的工作队，月底核对。",
    Reach.TERRITORY,
    VILLAGE_WORK
    | may(
        # 派
        need="raise",
        round="see",
        # 记一笔
        record="write_village",
        # 训
        case="see",
        # 管
        attendance="confirm state_otherwise",
        promise="accept",
    ),
    "village",
)

TEAM_LEADER = Role(
    "team_leader",
    "队长",
    "看本队。",
    Reach.NOTHING,
    TEAM_WORK
    | may(
        # 记一笔
        month_report="confirm",
        # 训
        case="see",
        mentoring="see",
        session="see",
        # 管
        assessment="state",
        attendance="see_reasons plan_rest",
        emergency="report",
        leave="see decide",
        objection="see raise",
        promise="write",
        rectification="reply",
        review="see_tasks do",
        talk="see answer",
        # 用
        fund="record",
        living="record",
        # 人、地、账号
        people="see",
    ),
    "team",
)

TEAM_MEMBER = Role(
    "team_member",
    "队员",
    "看自己和本队，记一笔。",
    Reach.NOTHING,
    TEAM_WORK,
    "team",
)

"""Roles of a township."""

from zhucun.org.roles.reading import READ
from zhucun.org.roles.role import Reach, Role, may

TOWNSHIP_WORK = READ | may(
    # 数字与材料
    form="fill",
    # 派
    handover="enter_paper hand",
    posting="report_in",
    # 记一笔
    month_report="check",
    record="write write_village",
    # 训
    mentoring="keep",
    participant="keep",
    session="keep",
    test="hold",
    # 管
    attendance="correct settle state_otherwise verify",
    emergency="count report",
    leave="ask",
    prompt="tell",
    rectification="reply",
    # 用
    fund="record",
    living="record",
    # 六个一
    committee="keep",
    customs="keep",
    dispute="see keep",
    link="keep",
    matter="keep recheck",
    project="keep money",
    rota="keep",
    talent="keep",
    # 办法
    document="enter_receipt",
)
LEADS_THE_TOWNSHIP = may(
    # 派
    change="see opinion propose",
    handover="lead",
    need="raise study",
    note="keep",
    roster="export",
    round="see",
    screening="see answer",
    # 训
    question="keep",
    # 管
    assessment="rate rate_township",
    circular="answer",
    finding="enter",
    leave="decide",
    promise="accept agree",
    rectification="sign",
    review="do hold state",
    site="comment",
    talk="see see_progress hold notify",
    # 六个一
    monitoring="see answer report",
)
ENTERED_FOR_OTHERS = may(
    # 派
    sheet="bring_in",
    # 管
    attendance="enter_for plan_rest state",
    promise="write",
    rating="hold",
    yearly="sign",
)

TOWNSHIP_SECRETARY = Role(
    "township_secretary",
    "乡镇党委书记",
    "看本乡镇，是第一责任人。",
    Reach.TERRITORY,
    TOWNSHIP_WORK
    | LEADS_THE_TOWNSHIP
    | may(
        # 派
        posting="see_end",
        # 记一笔
        record="see_restricted",
        # 管
        attendance="approve_correction",
        rectification="hear",
    ),
    "township",
)

TOWNSHIP_ORGANISER = Role(
    "township_organiser",
    "乡镇组织委员",
    "管本乡镇队伍的日常。",
    Reach.TERRITORY,
    TOWNSHIP_WORK | LEADS_THE_TOWNSHIP | ENTERED_FOR_OTHERS | may(monitoring="import"),
    "township",
)

ATTENDANCE_CLERK = Role(
    "attendance_clerk",
    "乡镇考勤员",
    "记本乡镇的在村情况。",
    Reach.TERRITORY,
    TOWNSHIP_WORK | ENTERED_FOR_OTHERS,
    "township",
)

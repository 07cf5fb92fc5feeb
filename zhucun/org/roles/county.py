"""Roles of the county: its office (驻村办), its leaders, 组织部."""

from zhucun.org.roles.reading import READ_IN_THE_COUNTY
from zhucun.org.roles.role import Reach, Role, may

TALKS = may(talk="see notify notify_units hold")  # few have them (R-TLK-09)

OFFICE_WORK = READ_IN_THE_COUNTY | may(
    # 数字与材料
    form="fill",
    # 派
    change="carry_out confirm decide propose",
    formation="see adopt form",
    handover="enter_paper hand",
    nomination="make",
    note="keep",
    opening="keep",
    posting="end report_in start",
    roster="export import",
    round="check manage",
    screening="answer decide run",
    sheet="bring_in",
    team="keep",
    # 记一笔
    record="write write_village",
    # 训
    case="publish recommend",
    mentoring="keep",
    participant="keep",
    question="keep",
    session="keep",
    test="hold",
    # 管
    assessment="decide manage rate rate_office",
    attendance="approve_correction correct enter_for open_month review settle state state_otherwise",
    circular="write",
    distance="keep",
    emergency="count propose report",
    finding="enter settle",
    inspection="plan visit",
    leave="ask override",
    objection="raise",
    promise="accept agree write",
    prompt="issue tell",
    rating="hold",
    rectification="check hear reply write",
    review="do hold",
    rhythm="keep",
    scheme="keep",
    site="record",
    yearly="settle sign",
    # 用
    benefit="record remind",
    facts="print",
    fund="record",
    living="record",
    outcome="record",
    # 六个一
    committee="keep",
    customs="keep",
    dispute="see keep",
    link="keep",
    matter="keep recheck",
    monitoring="see answer import report",
    project="keep money",
    rota="keep",
    talent="keep",
    # 人、地、账号
    office="see",
    people="see_private add_own confirm_fitness keep",
    place="keep",
    unit="keep",
    # 办法
    burden="keep",
    document="enter_receipt keep",
    filing="keep",
    holiday="keep",
    policy="propose",
    # 办公桌
    delivery="settle",
    feedback="answer",
    # 数字与材料
    report="write",
)

COUNTY_OFFICER = Role(
    "county_officer", "县驻村办干事", "管全县的队伍、名册和数字。", Reach.TERRITORY, OFFICE_WORK, "county"
)
COUNTY_OFFICE_LEADER = Role(
    "county_office_leader",
    "县驻村办主任",
    "管全县的队伍、名册和数字，批准办法参数。",
    Reach.TERRITORY,
    OFFICE_WORK
    | TALKS
    | may(
        # 派
        round="approve",
        # 管
        accountability="see keep",
        circular="keep",
        consequence="decide",
        emergency="approve",
        inspection="secret",
        scheme="enforce",
        # 人、地、账号
        administrator="appoint",
        people="keep_apart",
        # 办法
        policy="approve",
        # 数字与材料
        report="sign",
        transfer="everything",
    ),
    "county",
)

TALKS_OFFICER = Role(
    "talks_officer",
    "约谈问责承办人",
    "办约谈和问责；没有指定的人看不到。",
    Reach.TERRITORY,
    TALKS | may(talk="see_progress", accountability="see keep"),
    "county",
)

COUNTY_LEADER = Role(
    "county_leader",
    "县领导",
    "看全县，签批。",
    Reach.TERRITORY,
    READ_IN_THE_COUNTY
    | may(
        # 派
        change="sign",
        round="approve",
        # 管
        accountability="see",
        emergency="approve",
        inspection="secret",
        rectification="hear",
        talk="see notify_units",
        # 六个一
        dispute="see",
        monitoring="see",
        # 人、地、账号
        administrator="appoint",
        office="see",
        # 办法
        policy="approve",
    ),
    "county",
)

ORGANISATION_DEPARTMENT = Role(
    "organisation_department",
    "组织部",
    "看全县，审批。",
    Reach.TERRITORY,
    READ_IN_THE_COUNTY
    | TALKS
    | may(
        # 数字与材料
        form="fill",
        # 派
        change="approve",
        roster="export",
        round="approve check",
        # 管
        accountability="see",
        assessment="decide",
        inspection="secret",
        scheme="enforce",
        # 用
        facts="print",
        outcome="record",
        # 六个一
        committee="keep",
        # 人、地、账号
        people="keep_apart",
        # 办法
        policy="approve",
    ),
    "county",
)

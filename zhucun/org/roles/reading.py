"""What everybody reads who answers for a territory, and those who only read."""

from zhucun.org.roles.role import Reach, Role, may

READ = may(
    # 派
    coverage="see",
    handover="see",
    roster="see",
    # 记一笔
    record="see",
    # 训
    case="see",
    mentoring="see",
    participant="see",
    question="see",
    session="see",
    test="see",
    # 管
    assessment="see",
    attendance="see see_reasons",
    circular="see",
    duty="see",
    emergency="see",
    inspection="see",
    leave="see",
    month="see",
    promise="see",
    prompt="see",
    rating="see",
    rectification="see",
    review="see see_tasks",
    rhythm="see",
    scheme="see",
    site="see",
    yearly="see",
    # 用
    benefit="see",
    fund="see",
    living="see",
    outcome="see",
    # 六个一
    committee="see",
    customs="see",
    link="see",
    matter="see",
    project="see",
    rota="see",
    six_ones="see",
    talent="see",
    # 人、地、账号
    household="see",
    people="see",
    place="see",
    unit="see",
    # 办法
    burden="see",
    document="see",
    policy="see",
    # 数字与材料
    figure="see",
)
READ_IN_THE_COUNTY = READ | may(
    # 派
    change="see",
    posting="see_end",
    round="see see_plan",
    screening="see",
    # 记一笔
    record="see_restricted",
    # 管
    assessment="see_scores",
    consequence="see",
    leave="decide",
    objection="see",
    talk="see_progress",
    # 办法
    filing="see",
    # 办公桌
    wall="see",
    # 数字与材料
    report="see",
)

FIGURES = may(place="see", roster="see", coverage="see", figure="see", six_ones="see")
COUNTED = READ_IN_THE_COUNTY | may(monitoring="see")  # as numbers; disputes are told nobody above the county
PREFECTURE_READER = Role(
    "prefecture_reader",
    "市级查看",
    "看全市各县的数字，不办事。",
    Reach.TERRITORY,
    FIGURES,
    "prefecture",
    COUNTED,
)

PROVINCE_READER = Role(
    "province_reader",
    "省级查看",
    "看全省各县的数字，不办事。",
    Reach.TERRITORY,
    FIGURES,
    "province",
    COUNTED,
)

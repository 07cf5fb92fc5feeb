"""Roles of a unit that sends people and backs teams."""

from zhucun.org.roles.role import Reach, Role, may

UNIT_WORK = may(
    # 派
    change="see confirm opinion propose",
    handover="see",
    nomination="make",
    roster="see",
    round="see",
    screening="see answer",
    # 记一笔
    record="see write",
    # 训
    case="see",
    mentoring="see",
    session="see",
    # 管
    assessment="see rate rate_unit state",
    attendance="see",
    circular="see answer",
    duty="see",
    inspection="see",
    leave="see",
    month="see",
    objection="see raise",
    promise="see",
    rectification="see reply",
    review="see_tasks do",
    scheme="see",
    site="see comment",
    talk="see see_progress answer hold",
    yearly="see",
    # 用
    benefit="see record",
    fund="see",
    outcome="see",
    # 六个一
    customs="see",
    matter="see keep",
    project="see",
    rota="see",
    talent="see keep",
    # 人、地、账号
    people="see add_own confirm_fitness",
    unit="see",
    # 办法
    document="see acknowledge",
)
ANSWERS_FOR_THE_UNIT = UNIT_WORK | may(posting="see_end", leave="decide", rectification="hear")

UNIT_HEAD = Role(
    "unit_head",
    "单位主要负责人",
    "看本单位派的人和后盾的队。",
    Reach.UNIT,
    ANSWERS_FOR_THE_UNIT,
    "unit",
)

UNIT_DEPUTY = Role(
    "unit_deputy",
    "单位分管负责人",
    "管本单位派的人和后盾的队。",
    Reach.UNIT,
    ANSWERS_FOR_THE_UNIT,
    "unit",
)

UNIT_LIAISON = Role(
    "unit_liaison",
    "单位联络员",
    "办本单位在系统里的事。",
    Reach.UNIT,
    UNIT_WORK,
    "unit",
)

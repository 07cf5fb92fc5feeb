"""Roles that nobody is appointed to: they come with a posting, a group of inspectors, an account."""

from zhucun.org.roles.role import Reach, Role, may

OWN_DAYS = may(attendance="see see_reasons state", emergency="report")
OWN_FILE = OWN_DAYS | may(
    # 派
    screening="see answer",
    # 记一笔
    record="see",
    # 训
    case="see",
    mentoring="see",
    session="see",
    # 管
    assessment="see state",
    leave="see ask",
    objection="see raise",
    scheme="see",
    site="see",
    talk="see answer",
    # 用
    benefit="see",
    facts="print",
    outcome="see",
    # 人、地、账号
    people="see",
    # 办法
    document="see acknowledge",
)

INSPECTOR = Role(
    "inspector",
    "督查员",
    "看抽给本组的队，走完就看不到了。",
    Reach.NOTHING,
    may(
        # 派
        roster="see",
        # 记一笔
        record="see",
        # 管
        attendance="see",
        inspection="see visit",
        promise="see",
        site="see record",
        # 六个一
        customs="see",
        matter="see",
        project="see",
        # 人、地、账号
        place="see",
    ),
    "county",
)

HANDING_OVER = Role(
    "handing_over",
    "正在交接",
    "办完自己的交接，确认走的那个月。",
    Reach.NOTHING,
    OWN_DAYS | may(handover="see hand"),
    "own",
)

ACCOUNT_HOLDER = Role(
    "self",
    "本人",
    "管自己的账号，看自己提的、要的、写的。",
    Reach.NOTHING,
    may(account="own", feedback="give", case="recommend", draft="write"),
    "own",
)

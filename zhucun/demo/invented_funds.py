"""What a team's work money came from and went on in the demo year, who paid late; all invented, no name of anybody."""

from datetime import date

YUAN = 100
# Finance pays for all first secretaries at once, each year; of so many teams one was left out of this year's.
BY_FINANCE, LEFT_OUT = {2021: date(2021, 8, 16), 2022: date(2022, 3, 28)}, 41
# Units pay in on one of these days; those that promised by September last year, by June this year.
BY_UNITS = {
    2021: (date(2021, 8, 24), date(2021, 9, 9), date(2021, 9, 28)),
    2022: (date(2022, 3, 17), date(2022, 4, 21), date(2022, 5, 19), date(2022, 6, 23)),
}
NOT_YET = 11  # of so many teams the unit has not paid this year's
ALWAYS_LATE = ("县档案馆",)
# Found on 28 June: the township knows what came in, the team has written down nothing.
WITHOUT_BOOK = ("驻石坪村工作队",)
MORE_THAN_LEAST = 9  # of so many units one gives more than it must
PER_YEAR, MORE = 10_000 * YUAN, 20_000 * YUAN
# Purpose → what was bought or done, least and most in yuan.
SPENT = (
    ("办公用品", "打印纸、墨盒、档案盒", 240, 1600),
    ("办公用品", "村部打印机换硒鼓", 360, 980),
    ("学习培训", "订报刊、买政策读本", 600, 1800),
    ("学习培训", "请农技站来村讲两天香菇", 1600, 3200),
    ("宣传公开", "公开栏换面板、印明白纸", 800, 3200),
    ("宣传公开", "一约四会上墙", 600, 1800),
    ("调研走访", "全村走访用的登记本、雨具、手电", 300, 1200),
    ("会议活动", "户主会场地布置、茶水", 120, 480),
    ("会议活动", "重阳节、儿童节活动用品", 400, 1500),
    ("为群众办小事", "组道清塌方的挖机台班", 2400, 5600),
    ("为群众办小事", "换 12 盏路灯的灯头", 1200, 2900),
    ("为群众办小事", "取水点换阀门、水管", 900, 3400),
)
MONTHS = tuple(date(2021, month, 1) for month in (9, 10, 11, 12)) + tuple(date(2022, month, 1) for month in range(1, 8))
SPENDS = 85  # per cent: in a month a team spends something
SHOWN_ON = {"2021-H2": date(2022, 1, 14), "2022-H1": date(2022, 7, 6)}
NOT_SHOWN = {"2021-H2": 55, "2022-H1": 3}  # of so many teams one has not
WHERE = ("村务公开栏", "村部公开栏", "村务公开栏，同时发村民群")
WRONG, WRONG_BECAUSE = 60, "和上一笔记重了"  # of so many teams one took a line back
